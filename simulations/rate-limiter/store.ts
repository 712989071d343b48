/** The shared store of counters: one operation at a time, in the order of their coming. */
import { assign, enqueueActions, setup } from 'xstate';
import { type Address, count, level, lognormal, now, sample, sendToAddress } from '../../src/kernel/index.ts';
import { charge, decide, lease, type Memory, NOTHING, type Policy, release } from './algorithms.ts';
import type { RateLimiterParams } from './knobs.ts';

/** What a store refuses to queue beyond is lost; the gateway's timeout notices. */
export const STORE_QUEUE = 500;

interface Operation {
  readonly type: 'TAKE' | 'GET' | 'SET' | 'ADD' | 'RELEASE';
  readonly from: Address;
  readonly request?: number;
  readonly attempt?: number;
  readonly key?: string;
  readonly policy?: Policy;
  readonly cost?: number;
  /** How many units more it takes, if there are any: the rest of a batch. */
  readonly extra?: number;
  readonly memory?: Memory;
  readonly admitted?: Readonly<Record<string, number>>;
}
interface Context {
  readonly params: RateLimiterParams;
  /** What is on disk, by key: it survives a crash. */
  readonly kept: Readonly<Record<string, Memory>>;
  /** What is in memory only. */
  readonly memories: Readonly<Record<string, Memory>>;
  readonly startedUs: number;
  /** Admitted by each gateway since it was last told about the others: gateway → key → how many. */
  readonly untold: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly queue: readonly Operation[];
  readonly operations: number;
}
type Event = Operation | { readonly type: 'OPERATION_DONE'; readonly request?: number };

const isOperation = ({ event }: { readonly event: Event }): boolean => event.type !== 'OPERATION_DONE';

export const storeMachine = setup({
  types: {} as { context: Context; input: { readonly params: RateLimiterParams }; events: Event },
  guards: {
    'is an operation': isOperation,
    'queue is full': ({ context, event }) => event.type !== 'OPERATION_DONE' && context.queue.length >= STORE_QUEUE,
    'more waits': ({ context }) => context.queue.length > 1,
  },
  actions: {
    queue: assign({ queue: ({ context, event }) => [...context.queue, event as Operation] }),
    'begin first': enqueueActions((scope) => {
      const first = scope.context.queue[0] as Operation;
      const key = `${first.type} ${first.request ?? scope.context.operations} ${first.attempt ?? 0}`;
      scope.enqueue.raise(
        { type: 'OPERATION_DONE', ...(first.request !== undefined && { request: first.request }) },
        { delay: sample(scope, lognormal(scope.context.params.storeMs, 0.3), key) },
      );
    }),
    'do first': enqueueActions((scope) => {
      const { context, enqueue } = scope;
      const [operation, ...queue] = context.queue as readonly [Operation, ...Operation[]];
      enqueue.assign({ queue, operations: context.operations + 1 });
      perform(scope as unknown as Performing, operation);
    }),
  },
}).createMachine({
  id: 'store',
  context: ({ input }) => ({
    params: input.params,
    kept: {},
    memories: {},
    startedUs: 0,
    untold: {},
    queue: [],
    operations: 0,
  }),
  entry: assign({ startedUs: (scope) => now(scope) }),
  initial: 'idle',
  states: {
    idle: { on: { '*': { guard: 'is an operation', target: 'busy', actions: ['queue', 'begin first'] } } },
    busy: {
      on: {
        OPERATION_DONE: [
          { guard: 'more waits', actions: ['do first', 'begin first'] },
          { target: 'idle', actions: 'do first' },
        ],
        '*': [
          { guard: 'queue is full', actions: count('storeDropped') },
          { guard: 'is an operation', actions: ['queue', level('storeQueue', ({ context }) => context.queue.length)] },
        ],
      },
    },
  },
});

type Performing = {
  readonly context: Context;
  readonly system: unknown;
  readonly enqueue: ((action: unknown) => void) & { assign(part: Partial<Context>): void };
};

function perform(scope: Performing, operation: Operation): void {
  const { context, enqueue } = scope;
  const key = operation.key ?? '';
  const shelf = context.params.afterRestart === 'keeps' ? 'kept' : 'memories';
  const memory = context[shelf][key] ?? unknown(context, operation.policy);
  const remember = (next: Memory) => enqueue.assign({ [shelf]: { ...context[shelf], [key]: next } });
  const answer = (message: { readonly type: string; readonly [field: string]: unknown }) =>
    enqueue(
      sendToAddress(() => operation.from, { ...message, request: operation.request, attempt: operation.attempt }),
    );
  switch (operation.type) {
    case 'TAKE': {
      const policy = operation.policy as Policy;
      const decision = decide(policy, memory, now(scope), operation.cost);
      const more = lease(policy, decision.memory, now(scope), decision.admitted ? (operation.extra ?? 0) : 0);
      remember(more.memory);
      answer({ type: 'DECIDED', key, decision, extra: more.taken });
      break;
    }
    case 'GET':
      answer({ type: 'VALUE', memory });
      break;
    case 'SET':
      remember(operation.memory as Memory);
      break;
    case 'RELEASE':
      remember(release(memory));
      break;
    case 'ADD':
      exchange(scope, operation, answer);
      break;
  }
}

/** Of a key that it does not know, a store that has just lost its memory may assume the worst: that nothing is left. */
function unknown({ params, startedUs }: Context, policy: Policy | undefined): Memory {
  if (params.afterRestart !== 'empty' || startedUs === 0 || policy === undefined) return NOTHING;
  return charge(policy, NOTHING, Math.max(policy.burst, policy.limit), startedUs);
}

/** A gateway brings what it admitted, and takes what the others brought since it last came. */
function exchange(
  { context, enqueue }: Performing,
  operation: Operation,
  answer: (message: { type: string; others: Readonly<Record<string, number>> }) => void,
): void {
  const me = operation.from.id;
  const untold: Record<string, Readonly<Record<string, number>>> = { ...context.untold };
  for (let n = 1; n <= context.params.gateways; n++) {
    const other = `gateway-${n}`;
    if (other !== me) untold[other] = sum(untold[other] ?? {}, operation.admitted ?? {});
  }
  answer({ type: 'TOTALS', others: untold[me] ?? {} });
  untold[me] = {};
  enqueue.assign({ untold });
}
function sum(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const total: Record<string, number> = { ...a };
  for (const [name, value] of Object.entries(b)) total[name] = (total[name] ?? 0) + value;
  return total;
}
