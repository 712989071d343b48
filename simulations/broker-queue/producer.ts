/** Places orders, and publishes a message for each: by itself, after the commit, or from an outbox. */
import { assign, enqueueActions, setup } from 'xstate';
import { type Arrivals, gapMs, mark, now, offered, send, world } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';
import { isNumbered, NO_NUMBERS, type Numbering, numbered } from './numbering.ts';

/** Between an order's commit and the publishing of its message, when both are written by hand. Assumed. */
const BETWEEN_MS = 4;
/** How often the relay looks into the outbox. Assumed. */
const RELAY_MS = 20;
/** How long a publisher waits for a confirm. Assumed. */
const CONFIRM_MS = 150;
const MAX_ATTEMPTS = 5;

interface Waiting {
  /** The number of its order. */
  readonly message: number;
  /** When it was sent last, and in which session; none before it was sent. */
  readonly sentUs: number;
  readonly session: number;
  readonly attempts: number;
}
export interface ProducerContext {
  readonly params: BrokerParams;
  /** Which of the producers it is, from 0. */
  readonly index: number;
  /** How many orders of its own. */
  readonly placed: number;
  readonly gap: number;
  /** Committed with its order; taken out when the broker has confirmed it. */
  readonly outbox: readonly Waiting[];
  /** Published by hand and not confirmed. */
  readonly unconfirmed: Readonly<Record<number, number>>;
  /** Raised when it starts, and when it gives up: a log tells a repeated message within one, and not beyond. */
  readonly session: number;
  readonly numbering: Numbering;
}
type Event =
  | { readonly type: 'PUBLISH_NOW'; readonly request: number; readonly attempt: number }
  | { readonly type: 'CONFIRM'; readonly request: number }
  | { readonly type: 'CONFIRM_TIMED_OUT'; readonly request: number; readonly attempt: number }
  | { readonly type: 'REFUSE'; readonly request: number };

export const producerName = (index: number): string => (index === 0 ? 'producer' : `producer-${index + 1}`);
/** The producers take turns in the numbers of the orders, so that no two place the same. */
const nextOrder = ({ params, index, placed }: ProducerContext): number => index + 1 + placed * params.producers;
/** Each producer goes through all keys. */
export const keyOf = (message: number, { producers, keys }: BrokerParams): number =>
  Math.ceil(message / producers) % keys;

const arrivalsOf = ({ burst, perSecond, producers }: BrokerParams): Arrivals =>
  burst > 1
    ? { kind: 'bursts', size: burst, withinMs: 0, everyMs: (burst * 1000 * producers) / perSecond }
    : { kind: 'poisson', perSecond: perSecond / producers };

/** The wait for a confirm, by name. */
const confirmOf = (message: number): string => `confirm ${message}`;
const withNumber = ({ params, numbering }: ProducerContext, message: number): Numbering =>
  isNumbered(params) ? numbered(numbering, message, keyOf(message, params) % params.partitions) : numbering;
const publication = (message: number, attempt: number, { params, session, numbering }: ProducerContext) => ({
  type: 'PUBLISH',
  request: message,
  attempt,
  key: keyOf(message, params),
  session,
  ...(isNumbered(params) && { number: numbering.given[message] }),
});

export const producerMachine = setup({
  types: {} as {
    context: ProducerContext;
    input: { readonly params: BrokerParams; readonly index: number };
    events: Event;
  },
  delays: { gap: ({ context }) => context.gap, relay: RELAY_MS },
  guards: {
    'all are placed': ({ context }) => nextOrder(context) > context.params.messages,
    'outbox is empty': ({ context }) => context.outbox.length === 0,
  },
  actions: {
    'place an order': enqueueActions((scope) => {
      const { context, enqueue } = scope as unknown as Placing;
      const { params } = context;
      const order = nextOrder(context);
      enqueue(offered(order));
      enqueue(send('ledger', { type: 'COMMITTED', request: order }));
      if (params.publish === 'direct') enqueue.raise({ type: 'PUBLISH_NOW', request: order, attempt: 1 });
      if (params.publish === 'dual-write')
        enqueue.raise({ type: 'PUBLISH_NOW', request: order, attempt: 1 }, { delay: BETWEEN_MS });
      enqueue.assign({
        placed: context.placed + 1,
        gap: gapMs(arrivalsOf(params), context.placed + 1, world(scope)),
        ...(params.publish === 'outbox' && {
          outbox: [...context.outbox, { message: order, sentUs: -1, session: 0, attempts: 0 }],
        }),
      });
    }),
    'empty the outbox': enqueueActions((scope) => {
      const { context, enqueue } = scope as unknown as Placing;
      const { params, session } = context;
      // Who has restarted does not know what was under way: it begins with the oldest.
      const isDue = ({ sentUs, session: sentIn, attempts }: Waiting) =>
        attempts === 0 || (params.confirms && (sentIn < session || now(scope) - sentUs >= CONFIRM_MS * 1000));
      let numbering = context.numbering;
      for (const { message, attempts } of context.outbox.filter(isDue)) {
        numbering = withNumber({ ...context, numbering }, message);
        enqueue(send('broker', publication(message, attempts + 1, { ...context, numbering })));
      }
      const sent = context.outbox.map((entry) =>
        isDue(entry) ? { ...entry, sentUs: now(scope), session, attempts: entry.attempts + 1 } : entry,
      );
      enqueue.assign({ outbox: params.confirms ? sent : [], numbering });
    }),
  },
}).createMachine({
  id: 'producer',
  context: ({ input }) => ({
    params: input.params,
    index: input.index,
    placed: 0,
    gap: 0,
    outbox: [],
    unconfirmed: {},
    session: 0,
    numbering: NO_NUMBERS,
  }),
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
        const numbering = withNumber(context, event.request);
        enqueue(send('broker', publication(event.request, event.attempt, { ...context, numbering })));
        if (event.attempt > 1) enqueue(mark(`message ${event.request} is published again`));
        if (!context.params.confirms) return;
        enqueue.assign({ numbering, unconfirmed: { ...context.unconfirmed, [event.request]: event.attempt } });
        enqueue.raise(
          { type: 'CONFIRM_TIMED_OUT', request: event.request, attempt: event.attempt },
          { delay: CONFIRM_MS, id: confirmOf(event.request) },
        );
      }),
    },
    CONFIRM: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        enqueue.cancel(confirmOf(event.request));
        enqueue.assign(settled(context, event.request));
        enqueue(send('ledger', { type: 'CONFIRMED', request: event.request }));
      }),
    },
    CONFIRM_TIMED_OUT: [
      {
        guard: ({ context, event }) => waitsFor(context, event) && event.attempt < MAX_ATTEMPTS,
        actions: enqueueActions(({ event, enqueue }) =>
          enqueue.raise({ type: 'PUBLISH_NOW', request: event.request, attempt: event.attempt + 1 }),
        ),
      },
      {
        guard: ({ context, event }) => waitsFor(context, event),
        // In a new session, because a log would wait for this message's number for ever.
        actions: enqueueActions(({ context, event, enqueue }) => {
          enqueue(mark(`nobody has confirmed message ${event.request}: it is not published again`));
          enqueue.assign({
            ...settled(context, event.request),
            session: context.session + 1,
            numbering: NO_NUMBERS,
          });
        }),
      },
    ],
    REFUSE: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        enqueue.cancel(confirmOf(event.request));
        enqueue.assign(settled(context, event.request));
        enqueue(send('ledger', { type: 'GIVEN_UP', request: event.request, because: 'refused' }));
      }),
    },
  },
});

const waitsFor = ({ unconfirmed }: ProducerContext, { request, attempt }: Event & { attempt: number }): boolean =>
  unconfirmed[request] === attempt;

/** Nothing more is to be done for a message. */
function settled(context: ProducerContext, message: number): Pick<ProducerContext, 'outbox' | 'unconfirmed'> {
  const { [message]: _settled, ...unconfirmed } = context.unconfirmed;
  return { unconfirmed, outbox: context.outbox.filter((entry) => entry.message !== message) };
}

/** The action's scope, as the helpers of `setup` cannot type it for an action that is defined inside of it. */
type Placing = {
  readonly context: ProducerContext;
  readonly enqueue: ((action: unknown) => void) & {
    assign(part: Partial<ProducerContext>): void;
    raise(event: Event, options?: { delay: number }): void;
  };
};
