/** A gateway: decides about each request, alone or with the store, and passes on what it admits. */
import { enqueueActions, raise, setup } from 'xstate';
import { count, mark, now, observe, send } from '../../src/kernel/index.ts';
import { charge, type Decision, decide, type Memory, NOTHING, release } from './algorithms.ts';
import type { RateLimiterParams } from './knobs.ts';
import { heldTo, storeNamed, storeOf } from './policies.ts';

export interface Ask {
  readonly request: number;
  readonly attempt: number;
  readonly tenant: string;
  readonly arrivedUs: number;
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
  readonly admitted: number;
  readonly refused: number;
}
type Event =
  | { readonly type: 'REQUEST'; readonly request: number; readonly attempt: number; readonly tenant: string }
  | { readonly type: 'DECIDED'; readonly request: number; readonly decision: Decision }
  | { readonly type: 'VALUE'; readonly request: number; readonly memory: Memory }
  | { readonly type: 'STORE_TIMED_OUT'; readonly request: number; readonly attempt: number }
  | { readonly type: 'FORWARD'; readonly request: number; readonly attempt: number; readonly tenant: string }
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
        const { context, event } = scope;
        const ask: Ask = {
          request: event.request,
          attempt: event.attempt,
          tenant: event.tenant,
          arrivedUs: now(scope),
        };
        const { sharing } = context.params;
        const handler = scope as unknown as Handler;
        const left = stillRefusedUs(handler, ask);
        if (left > 0) settle(handler, ask, { ...REFUSED, retryAfterUs: left });
        else if (sharing === 'local' || sharing === 'synchronised') decideHere(handler, ask);
        else askStore(scope as unknown as Handler, ask);
      }),
    },
    DECIDED: {
      actions: enqueueActions((scope) => {
        const ask = scope.context.asking[scope.event.request];
        if (ask === undefined) return;
        const { decision } = scope.event;
        if (!decision.admitted) remember(scope as unknown as Handler, ask, decision);
        settle(scope as unknown as Handler, ask, decision);
      }),
    },
    VALUE: {
      // Read, decide, write: what another gateway wrote in between is lost.
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const ask = context.asking[event.request];
        if (ask === undefined) return;
        const { key, policy } = heldTo(context.params, ask.tenant);
        const decision = decide(policy, event.memory, now(scope));
        enqueue(
          send(storeOf(context.params, key), {
            type: 'SET',
            request: ask.request,
            attempt: ask.attempt,
            key,
            memory: decision.memory,
          }),
        );
        settle(scope as unknown as Handler, ask, decision);
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
        if (context.params.whenStoreFails === 'fallback') decideHere(handler, ask);
        else if (context.params.whenStoreFails === 'open')
          settle(handler, ask, { admitted: true, memory: NOTHING, holdUs: 0, retryAfterUs: 0, remaining: 0 });
        else settle(handler, ask, { ...REFUSED, retryAfterUs: 1_000_000 });
      }),
    },
    FORWARD: {
      actions: send('api', ({ event }) => ({
        type: 'WORK',
        request: event.request,
        attempt: event.attempt,
        tenant: event.tenant,
      })),
    },
    DONE: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        if (context.params.algorithm === 'concurrency') {
          const { key } = heldTo(context.params, event.tenant);
          enqueue.assign({ memories: { ...context.memories, [key]: release(context.memories[key] ?? NOTHING) } });
          if (context.params.sharing === 'atomic')
            enqueue(send(storeOf(context.params, key), { type: 'RELEASE', request: event.request, key }));
        }
        enqueue(send(event.tenant, { type: 'RESPONSE', request: event.request, status: event.status }));
      }),
    },
    SYNCHRONISE: {
      actions: enqueueActions(({ context, enqueue }) => {
        // One store is enough to meet in, however many shards there are.
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

const REFUSED: Omit<Decision, 'retryAfterUs'> = { admitted: false, memory: NOTHING, holdUs: 0, remaining: 0 };

function remember({ context, enqueue, ...scope }: Handler, { tenant }: Ask, { retryAfterUs }: Decision): void {
  const { key } = heldTo(context.params, tenant);
  enqueue.assign({ refusedUntil: { ...context.refusedUntil, [key]: now(scope) + retryAfterUs } });
}

/** For how long yet a refusal that was remembered holds; 0 when none does. */
function stillRefusedUs(scope: Handler, { tenant }: Ask): number {
  const { params, refusedUntil } = scope.context;
  if (!params.remember) return 0;
  return (refusedUntil[heldTo(params, tenant).key] ?? 0) - now(scope);
}

function decideHere(scope: Handler, ask: Ask): void {
  const { context } = scope;
  const { key, policy } = heldTo(context.params, ask.tenant);
  const decision = decide(policy, context.memories[key] ?? NOTHING, now(scope));
  scope.enqueue.assign({
    memories: { ...context.memories, [key]: decision.memory },
    unsynced: decision.admitted ? { ...context.unsynced, [key]: (context.unsynced[key] ?? 0) + 1 } : context.unsynced,
  });
  settle(scope, ask, decision);
}

function askStore({ context, enqueue }: Handler, ask: Ask): void {
  const type = context.params.sharing === 'atomic' ? 'TAKE' : 'GET';
  const { key, policy } = heldTo(context.params, ask.tenant);
  enqueue.assign({ asking: { ...context.asking, [ask.request]: ask } });
  enqueue(count('storeOperations'));
  enqueue(send(storeOf(context.params, key), { type, request: ask.request, attempt: ask.attempt, key, policy }));
  enqueue.raise(
    { type: 'STORE_TIMED_OUT', request: ask.request, attempt: ask.attempt },
    { delay: context.params.storeTimeoutMs },
  );
}

/** Carries a decision out: on to the API, or back with a 429. */
function settle(scope: Handler, ask: Ask, decision: Decision): void {
  const { context, enqueue } = scope;
  const { [ask.request]: _settled, ...asking } = context.asking;
  const { request, attempt, tenant } = ask;
  enqueue(observe('limiterMs', (now(scope) - ask.arrivedUs) / 1000));
  enqueue(
    send('exact-log', {
      type: 'AUDIT',
      request,
      attempt,
      tenant,
      admitted: decision.admitted,
      params: context.params,
      waitedUs: now(scope) - ask.arrivedUs,
    }),
  );
  if (decision.admitted) {
    enqueue.assign({ asking, admitted: context.admitted + 1 });
    const event = { type: 'FORWARD', request, attempt, tenant } as const;
    if (decision.holdUs > 0) enqueue.raise(event, { delay: decision.holdUs / 1000 });
    else enqueue(send('api', { type: 'WORK', request, attempt, tenant }));
  } else {
    enqueue.assign({ asking, refused: context.refused + 1 });
    enqueue(count('refusals'));
    enqueue(send(tenant, { type: 'REFUSED', request, attempt, status: 429, retryAfterUs: decision.retryAfterUs }));
  }
}
