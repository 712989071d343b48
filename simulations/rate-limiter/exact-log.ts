/**
 * The yardstick: an exact log of every decision, without network, delay or clock error. It knows how many requests any
 * rolling window has carried, and what an exact log would have decided on the same arrivals.
 */
import { enqueueActions, setup } from 'xstate';
import { count, level, now, observe } from '../../src/kernel/index.ts';
import { type Algorithm, charge, decide, type Memory, NOTHING, type Policy } from './algorithms.ts';
import type { RateLimiterParams } from './knobs.ts';
import { promiseTo } from './policies.ts';

/** The two whose decisions must be the same, run in the shadow on the same arrivals. */
const SHADOWS = ['token-bucket', 'gcra'] as const satisfies readonly Algorithm[];

export interface Log {
  /** Moments of admission in the last window, in microseconds; one for each unit. */
  readonly admitted: readonly number[];
  /** The most that any rolling window has carried so far. */
  readonly worst: number;
  /**
   * How far the admissions are ahead of the rate, over whatever span makes it most, in units × windowUs: a meter that fills
   * with each admission and drains at the rate. A bucket kept its promise when this was never more than the burst.
   */
  readonly ahead: number;
  readonly worstAhead: number;
  readonly lastUs: number;
  readonly refused: number;
  readonly exact: Memory;
  readonly shadows: Readonly<Record<string, Memory>>;
  readonly shadowsDisagree: number;
  readonly falseAccepts: number;
  readonly falseRejects: number;
  /** What the promised limiter would remember, were it asked at once about every arrival: one account, no network. */
  readonly own: Memory;
  /** The same, charged with what the tenant was in fact admitted: what it has had. */
  readonly had: Memory;
  /** Refused where both admit: one account would have, and the tenant has not had more than its promise. */
  readonly undueRefusals: number;
  /** How many an exact log admits. */
  readonly due: number;
}
const EMPTY: Log = {
  admitted: [],
  worst: 0,
  ahead: 0,
  worstAhead: 0,
  lastUs: 0,
  refused: 0,
  exact: NOTHING,
  shadows: {},
  shadowsDisagree: 0,
  falseAccepts: 0,
  falseRejects: 0,
  own: NOTHING,
  had: NOTHING,
  undueRefusals: 0,
  due: 0,
};

/** Microseconds. Longer than that for a decision, and a reader of a page would notice the limiter. */
export const PATIENCE_US = 150_000;

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
  /** In the units that the limiter charges. */
  readonly cost: number;
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
        const promise = promiseTo(context.params, event.tenant);
        const after = entered(before, event, promise, now(scope));
        enqueue.assign({
          logs: { ...context.logs, [event.tenant]: after },
          nowUs: now(scope),
          slowestUs: Math.max(context.slowestUs, event.waitedUs),
        });
        if (after.falseAccepts > before.falseAccepts) enqueue(count('falseAccepts'));
        if (after.falseRejects > before.falseRejects) enqueue(count('falseRejects'));
        if (after.undueRefusals > before.undueRefusals) enqueue(count('undueRefusals'));
        if (after.falseRejects > before.falseRejects || event.waitedUs > PATIENCE_US)
          enqueue(observe('harmedAtS', now(scope) / 1_000_000));
        if (event.admitted) enqueue(count('admitted'));
        const number = event.tenant.split('-').at(-1);
        if (event.admitted) enqueue(count(`got${number}`));
        if (after.due > before.due) enqueue(count(`due${number}`));
        enqueue(level('rolling', after.admitted.length));
        if (promise.algorithm === 'concurrency') return;
        enqueue(level('overPromise', after.admitted.length / promise.limit));
        enqueue(level('overshoot', Math.max(0, after.admitted.length - promise.limit)));
      }),
    },
  },
});

function entered(log: Log, { admitted, cost }: Audit, policy: Policy, nowUs: number): Log {
  // A concurrency limit promises nothing about a window, so there is nothing to hold its decisions against.
  const isRate = policy.algorithm !== 'concurrency';
  const asSeen = { admitted, memory: NOTHING };
  const exact = isRate ? decide({ ...policy, algorithm: 'sliding-log' }, log.exact, nowUs, cost) : asSeen;
  const own = isRate ? decide(policy, log.own, nowUs, cost) : asSeen;
  const entitled = isRate ? decide(policy, log.had, nowUs, cost) : asSeen;
  const [bucket, gcra] = SHADOWS.map((algorithm) =>
    decide({ ...policy, algorithm }, log.shadows[algorithm] ?? NOTHING, nowUs, cost),
  );
  const units = admitted ? cost : 0;
  const window = log.admitted.filter((at) => at > nowUs - policy.windowUs);
  const now = [...window, ...Array.from({ length: units }, () => nowUs)];
  const ahead = Math.max(0, log.ahead - (nowUs - log.lastUs) * policy.limit) + units * policy.windowUs;
  return {
    admitted: now,
    worst: Math.max(log.worst, now.length),
    ahead,
    worstAhead: Math.max(log.worstAhead, ahead),
    lastUs: nowUs,
    refused: log.refused + (admitted ? 0 : 1),
    exact: exact.memory,
    shadows: { 'token-bucket': bucket?.memory ?? NOTHING, gcra: gcra?.memory ?? NOTHING },
    shadowsDisagree: log.shadowsDisagree + (bucket?.admitted === gcra?.admitted ? 0 : 1),
    falseAccepts: log.falseAccepts + (admitted && !exact.admitted ? 1 : 0),
    falseRejects: log.falseRejects + (!admitted && exact.admitted ? 1 : 0),
    own: own.memory,
    had: admitted ? charge(policy, log.had, cost, nowUs) : log.had,
    undueRefusals: log.undueRefusals + (!admitted && own.admitted && entitled.admitted ? 1 : 0),
    due: log.due + (exact.admitted ? 1 : 0),
  };
}
