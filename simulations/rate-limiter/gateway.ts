/** A gateway: decides about each request, alone or with the store, and passes on what it admits. */
import { enqueueActions, raise, setup } from 'xstate';
import { count, mark, now, observe, send } from '../../src/kernel/index.ts';
import { charge, chargeToEmpty, type Decision, decide, type Memory, NOTHING, release } from './algorithms.ts';
import { type ServiceLimit, serviceLimit } from './fields.ts';
import type { RateLimiterParams } from './knobs.ts';
import { type Held, heldTo, heldToAlone, storeNamed, storeOf } from './policies.ts';

export interface Ask {
  readonly request: number;
  readonly attempt: number;
  readonly tenant: string;
  /** What the work behind it costs, and how many units of the limit it is charged. */
  readonly weight: number;
  readonly cost: number;
  readonly arrivedUs: number;
}
/** Units that a gateway took from the store beforehand. */
interface Batch {
  readonly units: number;
  /** What is left by then is given up. */
  readonly untilUs: number;
}
interface Context {
  readonly params: RateLimiterParams;
  /** What this gateway remembers under each key. */
  readonly memories: Readonly<Record<string, Memory>>;
  /** Until when a key is refused without asking, in microseconds. */
  readonly refusedUntil: Readonly<Record<string, number>>;
  /** Admitted since the last synchronisation, by key. */
  readonly unsynced: Readonly<Record<string, number>>;
  /** Requests whose fate the store is asked about. */
  readonly asking: Readonly<Record<number, Ask>>;
  readonly batches: Readonly<Record<string, Batch>>;
  /** What the answer to a request that was passed on will say of the limit. */
  readonly told: Readonly<Record<number, ServiceLimit>>;
  readonly admitted: number;
  readonly refused: number;
}
interface Named {
  readonly request: number;
  readonly attempt: number;
  readonly tenant: string;
}
type Event =
  | ({ readonly type: 'REQUEST'; readonly weight: number } & Named)
  | {
      readonly type: 'DECIDED';
      readonly request: number;
      readonly key: string;
      readonly decision: Decision;
      readonly extra: number;
    }
  | { readonly type: 'VALUE'; readonly request: number; readonly memory: Memory }
  | { readonly type: 'STORE_TIMED_OUT'; readonly request: number; readonly attempt: number }
  | ({ readonly type: 'FORWARD'; readonly weight: number } & Named)
  | { readonly type: 'DONE'; readonly request: number; readonly tenant: string; readonly status: number }
  | { readonly type: 'TOTALS'; readonly others: Readonly<Record<string, number>> }
  | { readonly type: 'SYNCHRONISE' };

/** Everything a handler needs; each of the functions below enqueues what follows from one event. */
type Handler = Parameters<
  Parameters<typeof enqueueActions<Context, Event, undefined, Event, never, never, never, 'sync', never>>[0]
>[0];

export const gatewayMachine = setup({
  types: {} as { context: Context; input: { readonly params: RateLimiterParams }; events: Event },
  delays: { sync: ({ context }) => context.params.syncMs },
  guards: { synchronises: ({ context }) => context.params.sharing === 'synchronised' },
}).createMachine({
  id: 'gateway',
  context: ({ input }) => ({
    params: input.params,
    memories: {},
    refusedUntil: {},
    unsynced: {},
    asking: {},
    batches: {},
    told: {},
    admitted: 0,
    refused: 0,
  }),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'synchronises', target: 'synchronising' }, { target: 'serving' }] },
    serving: {},
    synchronising: {
      after: { sync: { target: 'synchronising', reenter: true, actions: raise({ type: 'SYNCHRONISE' }) } },
    },
  },
  on: {
    REQUEST: {
      actions: enqueueActions((scope) => {
        const { request, attempt, tenant, weight } = scope.event;
        const { sharing, charge: charged } = scope.context.params;
        const cost = charged === 'cost' ? weight : 1;
        const ask: Ask = { request, attempt, tenant, weight, cost, arrivedUs: now(scope) };
        const handler = scope as unknown as Handler;
        const left = stillRefusedUs(handler, ask);
        if (left > 0) settle(handler, ask, { ...REFUSED, retryAfterUs: left });
        else if (sharing === 'local' || sharing === 'synchronised') decideHere(handler, ask);
        else if (!spendFromBatch(handler, ask)) askStore(handler, ask);
      }),
    },
    DECIDED: {
      actions: enqueueActions((scope) => {
        const { context, event } = scope;
        const { decision, extra, key } = event;
        const handler = scope as unknown as Handler;
        const ask = context.asking[event.request];
        // A refusal that comes too late for its request holds for the next.
        if (!decision.admitted && (ask !== undefined || context.params.remember)) remember(handler, key, decision);
        if (ask === undefined) return;
        if (decision.admitted) keepCount(handler, ask, extra);
        settle(handler, ask, decision);
      }),
    },
    VALUE: {
      // Read, decide, write: what another gateway wrote in between is lost.
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const ask = context.asking[event.request];
        if (ask === undefined) return;
        const { key, policy } = heldTo(context.params, ask.tenant);
        const decision = decide(policy, event.memory, now(scope), ask.cost);
        enqueue(count('storeOperations'));
        enqueue(
          send(storeOf(context.params, key), {
            type: 'SET',
            request: ask.request,
            attempt: ask.attempt,
            key,
            memory: decision.memory,
          }),
        );
        const handler = scope as unknown as Handler;
        if (decision.admitted) keepCount(handler, ask, 0);
        settle(handler, ask, decision);
      }),
    },
    STORE_TIMED_OUT: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const ask = context.asking[event.request];
        if (ask === undefined || ask.attempt !== event.attempt) return;
        enqueue(count('storeTimeouts'));
        enqueue(mark(`the store does not answer in time for request ${ask.request}`));
        const handler = scope as unknown as Handler;
        if (context.params.whenStoreFails === 'open') settle(handler, ask, ADMITTED);
        else if (context.params.whenStoreFails === 'closed')
          settle(handler, ask, { ...REFUSED, retryAfterUs: 1_000_000 });
        else decideHere(handler, ask, heldToAlone(context.params, ask.tenant));
      }),
    },
    FORWARD: {
      actions: send('api', ({ event }) => ({
        type: 'WORK',
        request: event.request,
        attempt: event.attempt,
        tenant: event.tenant,
        weight: event.weight,
      })),
    },
    DONE: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const { [event.request]: rateLimit, ...told } = context.told;
        enqueue.assign({ told });
        if (context.params.algorithm === 'concurrency') giveBack(scope as unknown as Handler, event);
        enqueue(send(event.tenant, { type: 'RESPONSE', request: event.request, status: event.status, rateLimit }));
      }),
    },
    SYNCHRONISE: {
      actions: enqueueActions(({ context, enqueue }) => {
        // One store is enough to meet in, however many shards there are.
        enqueue(count('storeOperations'));
        enqueue(send(storeNamed(0), { type: 'ADD', admitted: context.unsynced }));
        enqueue.assign({ unsynced: {} });
      }),
    },
    TOTALS: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const memories = { ...context.memories };
        for (const [key, admitted] of Object.entries(event.others))
          memories[key] = charge(heldTo(context.params, key).policy, memories[key] ?? NOTHING, admitted, now(scope));
        enqueue.assign({ memories });
      }),
    },
  },
});

/** Without asking: nothing is known of what is left. */
const ADMITTED: Decision = { admitted: true, memory: NOTHING, holdUs: 0, retryAfterUs: 0, remaining: 0 };
const REFUSED: Omit<Decision, 'retryAfterUs'> = { admitted: false, memory: NOTHING, holdUs: 0, remaining: 0 };

function remember({ context, enqueue, ...scope }: Handler, key: string, { retryAfterUs }: Decision): void {
  enqueue.assign({ refusedUntil: { ...context.refusedUntil, [key]: now(scope) + retryAfterUs } });
}

/** For how long yet a refusal that was remembered holds; 0 when none does. */
function stillRefusedUs(scope: Handler, { tenant }: Ask): number {
  const { params, refusedUntil } = scope.context;
  if (!params.remember) return 0;
  return (refusedUntil[heldTo(params, tenant).key] ?? 0) - now(scope);
}

function decideHere(scope: Handler, ask: Ask, { key, policy }: Held = heldTo(scope.context.params, ask.tenant)): void {
  const { context } = scope;
  const decision = decide(policy, context.memories[key] ?? NOTHING, now(scope), ask.cost);
  const { unsynced } = context;
  scope.enqueue.assign({
    memories: { ...context.memories, [key]: decision.memory },
    unsynced: decision.admitted ? { ...unsynced, [key]: (unsynced[key] ?? 0) + ask.cost } : unsynced,
  });
  settle(scope, ask, decision, policy);
}

function askStore({ context, enqueue }: Handler, ask: Ask): void {
  const { params } = context;
  const { request, attempt, cost } = ask;
  const { key, policy } = heldTo(params, ask.tenant);
  enqueue.assign({ asking: { ...context.asking, [request]: ask } });
  enqueue(count('storeOperations'));
  enqueue(
    send(storeOf(params, key), {
      type: params.sharing === 'read-write' ? 'GET' : 'TAKE',
      request,
      attempt,
      key,
      policy,
      cost,
      extra: isBatched(params) ? params.batch - 1 : 0,
    }),
  );
  enqueue.raise({ type: 'STORE_TIMED_OUT', request, attempt }, { delay: params.storeTimeoutMs });
}

/** Places of a concurrency limit are given back, which no batch could be. */
const isBatched = ({ sharing, algorithm }: RateLimiterParams): boolean =>
  sharing === 'batches' && algorithm !== 'concurrency';

/** Admits from what was taken beforehand, and asks nobody. False when there is not enough. */
function spendFromBatch(scope: Handler, ask: Ask): boolean {
  const { params, batches } = scope.context;
  if (!isBatched(params)) return false;
  const { key } = heldTo(params, ask.tenant);
  const units = (batches[key]?.untilUs ?? 0) > now(scope) ? (batches[key]?.units ?? 0) : 0;
  if (units < ask.cost) return false;
  const left = units - ask.cost;
  scope.enqueue.assign({ batches: { ...batches, [key]: { units: left, untilUs: batches[key]?.untilUs ?? 0 } } });
  settle(scope, ask, { ...ADMITTED, remaining: left });
  return true;
}

/**
 * The store has admitted. The gateway's own counter is charged too, for the day on which it has to decide alone; and what
 * came with the answer is kept. What is more than a batch is given up: two that asked at the same time would hold two.
 */
function keepCount(scope: Handler, ask: Ask, extra: number): void {
  const { params, memories, batches } = scope.context;
  const { key, policy } = heldTo(params, ask.tenant);
  // By the policy that it would decide by: what a share has left is not what the whole has.
  const alone = heldToAlone(params, ask.tenant).policy;
  const memory = chargeToEmpty(alone, memories[key] ?? NOTHING, ask.cost, now(scope));
  const held = (batches[key]?.untilUs ?? 0) > now(scope) ? (batches[key]?.units ?? 0) : 0;
  const batch = { units: Math.min(params.batch - 1, held + extra), untilUs: now(scope) + policy.windowUs };
  scope.enqueue.assign({
    memories: { ...memories, [key]: memory },
    ...(extra > 0 && { batches: { ...batches, [key]: batch } }),
  });
}

function giveBack({ context, enqueue }: Handler, { tenant, request }: { tenant: string; request: number }): void {
  const { params, memories } = context;
  const { key } = heldTo(params, tenant);
  enqueue.assign({ memories: { ...memories, [key]: release(memories[key] ?? NOTHING) } });
  if (params.sharing === 'local' || params.sharing === 'synchronised') return;
  enqueue(count('storeOperations'));
  enqueue(send(storeOf(params, key), { type: 'RELEASE', request, key }));
}

/** Carries a decision out: on to the API, or back with a 429. `policy` is the one that it went by. */
function settle(
  scope: Handler,
  ask: Ask,
  decision: Decision,
  policy = heldTo(scope.context.params, ask.tenant).policy,
): void {
  const { context, enqueue } = scope;
  const { [ask.request]: _settled, ...asking } = context.asking;
  const { request, attempt, tenant, weight, cost } = ask;
  const rateLimit = serviceLimit(policy, decision, now(scope));
  enqueue(observe('limiterMs', (now(scope) - ask.arrivedUs) / 1000));
  enqueue(
    send('exact-log', {
      type: 'AUDIT',
      request,
      attempt,
      tenant,
      admitted: decision.admitted,
      cost,
      waitedUs: now(scope) - ask.arrivedUs,
    }),
  );
  if (decision.admitted) {
    enqueue.assign({ asking, admitted: context.admitted + 1, told: { ...context.told, [request]: rateLimit } });
    const event = { type: 'FORWARD', request, attempt, tenant, weight } as const;
    if (decision.holdUs > 0) enqueue.raise(event, { delay: decision.holdUs / 1000 });
    else enqueue(send('api', { type: 'WORK', request, attempt, tenant, weight }));
  } else {
    enqueue.assign({ asking, refused: context.refused + 1 });
    enqueue(count('refusals'));
    const { retryAfterUs } = decision;
    enqueue(send(tenant, { type: 'REFUSED', request, attempt, status: 429, retryAfterUs, rateLimit }));
  }
}
