/** Places orders, and publishes a message for each: by itself, after the commit, or from an outbox. */
import { assign, enqueueActions, setup } from 'xstate';
import { type Arrivals, count, gapMs, mark, now, offered, send, world } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';

/** Between an order's commit and the publishing of its message, when both are written by hand. Assumed. */
const BETWEEN_MS = 4;
/** How often the relay looks into the outbox. Assumed. */
const RELAY_MS = 20;
/** How long a publisher waits for a confirm. Assumed. */
const CONFIRM_MS = 150;
const MAX_ATTEMPTS = 5;

interface Waiting {
  /** The number of its order, from 1. */
  readonly message: number;
  /** −∞ before it was sent. */
  readonly sentUs: number;
  readonly attempts: number;
}
export interface ProducerContext {
  readonly params: BrokerParams;
  readonly placed: number;
  readonly gap: number;
  /** Committed with its order; taken out when the broker has confirmed it. */
  readonly outbox: readonly Waiting[];
  /** Published by hand and not confirmed. */
  readonly unconfirmed: Readonly<Record<number, number>>;
  /** Raised when it starts: a log tells a repeated message within one, and not beyond. */
  readonly session: number;
}
type Event =
  | { readonly type: 'PUBLISH_NOW'; readonly request: number; readonly attempt: number }
  | { readonly type: 'CONFIRM'; readonly request: number }
  | { readonly type: 'CONFIRM_TIMED_OUT'; readonly request: number; readonly attempt: number }
  | { readonly type: 'REFUSE'; readonly request: number };

export const keyOf = (message: number, params: BrokerParams): number => message % params.keys;

export const arrivalsOf = ({ burst, perSecond }: BrokerParams): Arrivals =>
  burst > 1
    ? { kind: 'bursts', size: burst, withinMs: 0, everyMs: (burst * 1000) / perSecond }
    : { kind: 'poisson', perSecond };

/** The wait for a confirm, by name. */
const confirmOf = (message: number): string => `confirm ${message}`;
const publication = (message: number, attempt: number, { params, session }: ProducerContext) => ({
  type: 'PUBLISH',
  request: message,
  attempt,
  key: keyOf(message, params),
  session,
});

export const producerMachine = setup({
  types: {} as { context: ProducerContext; input: { readonly params: BrokerParams }; events: Event },
  delays: { gap: ({ context }) => context.gap, relay: RELAY_MS },
  guards: {
    'all are placed': ({ context }) => context.placed >= context.params.messages,
    'outbox is empty': ({ context }) => context.outbox.length === 0,
  },
  actions: {
    'place an order': enqueueActions((scope) => {
      const { context, enqueue } = scope as unknown as Placing;
      const { params } = context;
      const order = context.placed + 1;
      enqueue(offered(order));
      enqueue(send('ledger', { type: 'COMMITTED', request: order }));
      if (params.publish === 'direct') enqueue.raise({ type: 'PUBLISH_NOW', request: order, attempt: 1 });
      if (params.publish === 'dual-write')
        enqueue.raise({ type: 'PUBLISH_NOW', request: order, attempt: 1 }, { delay: BETWEEN_MS });
      enqueue.assign({
        placed: order,
        gap: gapMs(arrivalsOf(params), order, world(scope)),
        ...(params.publish === 'outbox' && {
          outbox: [...context.outbox, { message: order, sentUs: -1, attempts: 0 }],
        }),
      });
    }),
    'empty the outbox': enqueueActions((scope) => {
      const { context, enqueue } = scope as unknown as Placing;
      const isDue = ({ sentUs, attempts }: Waiting) =>
        attempts === 0 || (context.params.confirms && now(scope) - sentUs >= CONFIRM_MS * 1000);
      for (const entry of context.outbox)
        if (isDue(entry)) enqueue(send('broker', publication(entry.message, entry.attempts + 1, context)));
      const sent = context.outbox.map((entry) =>
        isDue(entry) ? { ...entry, sentUs: now(scope), attempts: entry.attempts + 1 } : entry,
      );
      enqueue.assign({ outbox: context.params.confirms ? sent : [] });
    }),
  },
}).createMachine({
  id: 'producer',
  context: ({ input }) => ({ params: input.params, placed: 0, gap: 0, outbox: [], unconfirmed: {}, session: 0 }),
  entry: assign({
    gap: (scope) => gapMs(arrivalsOf(scope.context.params), 0, world(scope)),
    session: ({ context }) => context.session + 1,
  }),
  type: 'parallel',
  states: {
    orders: {
      initial: 'choosing',
      states: {
        choosing: { always: [{ guard: 'all are placed', target: 'done' }, { target: 'waiting' }] },
        // Asked once more, because a producer that restarts has its orders back only after it has chosen.
        waiting: {
          after: {
            gap: [
              { guard: 'all are placed', target: 'done' },
              { target: 'choosing', actions: 'place an order' },
            ],
          },
        },
        done: {},
      },
    },
    relay: {
      initial: 'resting',
      states: {
        resting: {
          always: {
            guard: ({ context }) => context.params.publish === 'outbox' && context.outbox.length > 0,
            target: 'relaying',
          },
        },
        relaying: { after: { relay: { target: 'choosing', actions: 'empty the outbox' } } },
        choosing: { always: [{ guard: 'outbox is empty', target: 'resting' }, { target: 'relaying' }] },
      },
    },
  },
  on: {
    PUBLISH_NOW: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        enqueue(send('broker', publication(event.request, event.attempt, context)));
        if (event.attempt > 1) enqueue(mark(`message ${event.request} is published again`));
        if (!context.params.confirms) return;
        enqueue.assign({ unconfirmed: { ...context.unconfirmed, [event.request]: event.attempt } });
        enqueue.raise(
          { type: 'CONFIRM_TIMED_OUT', request: event.request, attempt: event.attempt },
          { delay: CONFIRM_MS, id: confirmOf(event.request) },
        );
      }),
    },
    CONFIRM: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { [event.request]: _confirmed, ...unconfirmed } = context.unconfirmed;
        enqueue.cancel(confirmOf(event.request));
        enqueue.assign({ unconfirmed, outbox: context.outbox.filter(({ message }) => message !== event.request) });
        enqueue(send('ledger', { type: 'CONFIRMED', request: event.request }));
      }),
    },
    CONFIRM_TIMED_OUT: {
      guard: ({ context, event }) =>
        context.unconfirmed[event.request] === event.attempt && event.attempt < MAX_ATTEMPTS,
      actions: enqueueActions(({ event, enqueue }) =>
        enqueue.raise({ type: 'PUBLISH_NOW', request: event.request, attempt: event.attempt + 1 }),
      ),
    },
    REFUSE: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { [event.request]: _refused, ...unconfirmed } = context.unconfirmed;
        enqueue.cancel(confirmOf(event.request));
        enqueue(count('refused'));
        enqueue.assign({ unconfirmed, outbox: context.outbox.filter(({ message }) => message !== event.request) });
        enqueue(send('ledger', { type: 'GIVEN_UP', request: event.request, because: 'refused' }));
      }),
    },
  },
});

/** The action's scope, as the helpers of `setup` cannot type it for an action that is defined inside of it. */
type Placing = {
  readonly context: ProducerContext;
  readonly enqueue: ((action: unknown) => void) & {
    assign(part: Partial<ProducerContext>): void;
    raise(event: Event, options?: { delay: number }): void;
  };
};
