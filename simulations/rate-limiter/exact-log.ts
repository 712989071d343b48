/**
 * The yardstick: an exact log of every decision, without network, delay or clock error. It knows how many requests any
 * rolling window has carried, and what an exact log would have decided on the same arrivals.
 */
import { enqueueActions, setup } from 'xstate';
import { count, level, now } from '../../src/kernel/index.ts';
import { type Algorithm, decide, type Memory, NOTHING, type Policy } from './algorithms.ts';
import type { RateLimiterParams } from './knobs.ts';
import { promiseTo } from './policies.ts';

/** The two whose decisions must be the same, run in the shadow on the same arrivals. */
const SHADOWS = ['token-bucket', 'gcra'] as const satisfies readonly Algorithm[];

export interface Log {
  /** Moments of admission in the last window, in microseconds. */
  readonly admitted: readonly number[];
  /** The most that any rolling window has carried so far. */
  readonly worst: number;
  readonly total: number;
  readonly refused: number;
  readonly firstUs: number;
  readonly exact: Memory;
  readonly shadows: Readonly<Record<string, Memory>>;
  readonly shadowsDisagree: number;
  readonly falseAccepts: number;
  readonly falseRejects: number;
  /** How many an exact log admits. */
  readonly due: number;
}
const EMPTY: Log = {
  admitted: [],
  worst: 0,
  total: 0,
  refused: 0,
  firstUs: -1,
  exact: NOTHING,
  shadows: {},
  shadowsDisagree: 0,
  falseAccepts: 0,
  falseRejects: 0,
  due: 0,
};

export interface ExactLogContext {
  readonly params: RateLimiterParams;
  readonly logs: Readonly<Record<string, Log>>;
  readonly nowUs: number;
  /** The longest that any request has waited for its decision, in microseconds. */
  readonly slowestUs: number;
}
interface Audit {
  readonly type: 'AUDIT';
  readonly tenant: string;
  readonly admitted: boolean;
  readonly waitedUs: number;
}

export const exactLogMachine = setup({
  types: {} as { context: ExactLogContext; input: { readonly params: RateLimiterParams }; events: Audit },
}).createMachine({
  id: 'exact-log',
  context: ({ input }) => ({ params: input.params, logs: {}, nowUs: 0, slowestUs: 0 }),
  on: {
    AUDIT: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const before = context.logs[event.tenant] ?? EMPTY;
        const after = entered(before, event.admitted, promiseTo(context.params, event.tenant), now(scope));
        enqueue.assign({
          logs: { ...context.logs, [event.tenant]: after },
          nowUs: now(scope),
          slowestUs: Math.max(context.slowestUs, event.waitedUs),
        });
        if (after.falseAccepts > before.falseAccepts) enqueue(count('falseAccepts'));
        if (after.falseRejects > before.falseRejects) enqueue(count('falseRejects'));
        if (event.admitted) enqueue(count('admitted'));
        const number = event.tenant.split('-').at(-1);
        if (event.admitted) enqueue(count(`got${number}`));
        if (after.due > before.due) enqueue(count(`due${number}`));
        enqueue(level('rolling', after.admitted.length));
        enqueue(level('overPromise', after.admitted.length / promiseTo(context.params, event.tenant).limit));
      }),
    },
  },
});

function entered(log: Log, admitted: boolean, policy: Policy, nowUs: number): Log {
  const exact = decide({ ...policy, algorithm: 'sliding-log' }, log.exact, nowUs);
  const [bucket, gcra] = SHADOWS.map((algorithm) =>
    decide({ ...policy, algorithm }, log.shadows[algorithm] ?? NOTHING, nowUs),
  );
  const window = log.admitted.filter((at) => at > nowUs - policy.windowUs);
  const now = admitted ? [...window, nowUs] : window;
  return {
    admitted: now,
    worst: Math.max(log.worst, now.length),
    total: log.total + (admitted ? 1 : 0),
    refused: log.refused + (admitted ? 0 : 1),
    firstUs: log.firstUs < 0 ? nowUs : log.firstUs,
    exact: exact.memory,
    shadows: { 'token-bucket': bucket?.memory ?? NOTHING, gcra: gcra?.memory ?? NOTHING },
    shadowsDisagree: log.shadowsDisagree + (bucket?.admitted === gcra?.admitted ? 0 : 1),
    falseAccepts: log.falseAccepts + (admitted && !exact.admitted ? 1 : 0),
    falseRejects: log.falseRejects + (!admitted && exact.admitted ? 1 : 0),
    due: log.due + (exact.admitted ? 1 : 0),
  };
}
