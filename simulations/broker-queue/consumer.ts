/** Works on one message at a time: acknowledges before or after its effect, and fails on a message it cannot do. */
import { assign, cancel, raise, setup } from 'xstate';
import { count, lognormal, mark, sample, send, uniformly } from '../../src/kernel/index.ts';
import type { Delivery } from './brokers/shelf.ts';
import type { BrokerParams } from './knobs.ts';

/** How long a consumer waits for the world outside; then it does not know whether the effect happened. Assumed. */
const EFFECT_TIMEOUT_MS = 500;
/** Shape of the work’s lognormal distribution. Assumed. */
export const WORK_SIGMA = 0.5;

export interface ConsumerContext {
  readonly params: BrokerParams;
  readonly id: string;
  /** Raised when it starts: what comes over an earlier life's connection is nobody's. */
  readonly life: number;
  /** Prefetched, not begun. */
  readonly buffer: readonly Delivery[];
  readonly current: Delivery | null;
  /** This attempt fails. */
  readonly fails: boolean;
  /** Put out of a log's group: it has to join again. */
  readonly isOut: boolean;
}
type Event =
  | { readonly type: 'DELIVER'; readonly request: number; readonly delivery: Delivery; readonly life: number }
  | { readonly type: 'EFFECT_DONE'; readonly request: number; readonly attempt: number }
  | { readonly type: 'EFFECT_TIMED_OUT'; readonly request: number }
  | { readonly type: 'PUT_OUT'; readonly generation: number };

const join = send<ConsumerContext, Event>('broker', ({ context }) => ({ type: 'JOIN', life: context.life }));
const currentOf = (context: ConsumerContext): Delivery => context.current as Delivery;
const isEarly = ({ params }: ConsumerContext): boolean => params.acknowledge === 'before';
const toBroker = (type: 'ACK' | 'NACK') =>
  send<ConsumerContext, Event>('broker', ({ context }) => ({
    type,
    request: currentOf(context).entry.message,
    attempt: currentOf(context).attempt,
    delivery: currentOf(context),
  }));
const toLedger = (type: 'PROMISED' | 'BROKE_PROMISE') =>
  send<ConsumerContext, Event>('ledger', ({ context }) => ({
    type,
    request: currentOf(context).entry.message,
    consumer: context.id,
  }));

/** What an earlier assignment of a partition left in the buffer is thrown away. */
const added = (buffer: readonly Delivery[], delivery: Delivery): readonly Delivery[] => [
  ...buffer.filter(
    ({ partition, generation }) =>
      partition === -1 || partition !== delivery.partition || generation >= delivery.generation,
  ),
  delivery,
];

export const consumerMachine = setup({
  types: {} as {
    context: ConsumerContext;
    input: { readonly params: BrokerParams; readonly id: string };
    events: Event;
  },
  delays: {
    work: (scope) => {
      const { entry, attempt } = currentOf(scope.context);
      const work = lognormal(scope.context.params.workMs, WORK_SIGMA);
      return sample(scope, work, `work ${entry.message} ${attempt}`);
    },
  },
  guards: {
    'was put out': ({ context }) => context.isOut,
    'has a message': ({ context }) => context.buffer.length > 0,
    'acknowledges before': ({ context }) => isEarly(context),
    'cannot be done': ({ context }) => context.fails,
    'cannot be done, and is acknowledged': ({ context }) => context.fails && isEarly(context),
    'is current, and is acknowledged': ({ context, event }) =>
      event.type === 'EFFECT_DONE' && currentOf(context).entry.message === event.request && isEarly(context),
    'is current': ({ context, event }) =>
      event.type === 'EFFECT_DONE' && currentOf(context).entry.message === event.request,
  },
  actions: {
    'take the next': assign((scope) => {
      const [current = null, ...buffer] = scope.context.buffer;
      if (current === null) return { current, buffer };
      const { params } = scope.context;
      const { message } = current.entry;
      const luck = sample(scope, uniformly(0, 100), `fails ${message} ${current.attempt}`);
      const isPoison = params.poison > 0 && message === params.poison;
      return { current, buffer, fails: isPoison || luck < params.failPercent };
    }),
    // A log’s reader seeks back: what it has read of the partition beyond is thrown away.
    'seek back': assign({
      buffer: ({ context }) =>
        context.buffer.filter(({ partition }) => partition === -1 || partition !== context.current?.partition),
    }),
  },
}).createMachine({
  id: 'consumer',
  context: ({ input }) => ({
    params: input.params,
    id: input.id,
    life: 0,
    buffer: [],
    current: null,
    fails: false,
    isOut: false,
  }),
  entry: [
    assign({ life: ({ context }) => context.life + 1 }),
    join,
    send<ConsumerContext, Event>('ledger', ({ context }) => ({ type: 'STARTED', consumer: context.id })),
  ],
  initial: 'idle',
  on: {
    DELIVER: {
      guard: ({ context, event }) => event.life === context.life,
      actions: assign({ buffer: ({ context, event }) => added(context.buffer, event.delivery) }),
    },
    PUT_OUT: {
      actions: assign({
        isOut: true,
        buffer: ({ context, event }) => context.buffer.filter(({ generation }) => generation >= event.generation),
      }),
    },
  },
  states: {
    idle: {
      entry: assign({ current: null }),
      always: [
        { guard: 'was put out', target: 'rejoining' },
        { guard: 'has a message', target: 'taking' },
      ],
    },
    rejoining: {
      entry: [assign({ isOut: false }), join],
      always: 'idle',
    },
    taking: {
      entry: 'take the next',
      always: [
        { guard: 'acknowledges before', target: 'working', actions: [toBroker('ACK'), toLedger('PROMISED')] },
        { target: 'working' },
      ],
    },
    working: {
      after: {
        work: [
          {
            guard: 'cannot be done, and is acknowledged',
            target: 'idle',
            actions: [
              count('failures'),
              mark(({ context }) => `${context.id.replace('-', ' ')} cannot do a message that it has acknowledged`),
              toLedger('BROKE_PROMISE'),
            ],
          },
          { guard: 'cannot be done', target: 'idle', actions: [count('failures'), 'seek back', toBroker('NACK')] },
          { target: 'applying' },
        ],
      },
    },
    applying: {
      entry: [
        send('effect', ({ context }) => {
          const { entry, attempt } = currentOf(context);
          return { type: 'EFFECT', request: entry.message, attempt, key: entry.key, tag: entry.tag };
        }),
        raise(({ context }) => ({ type: 'EFFECT_TIMED_OUT' as const, request: currentOf(context).entry.message }), {
          delay: EFFECT_TIMEOUT_MS,
          id: 'effect',
        }),
      ],
      exit: cancel('effect'),
      on: {
        EFFECT_DONE: [
          { guard: 'is current, and is acknowledged', target: 'idle' },
          { guard: 'is current', target: 'idle', actions: toBroker('ACK') },
        ],
        EFFECT_TIMED_OUT: [
          { guard: 'acknowledges before', target: 'idle', actions: count('failures') },
          { target: 'idle', actions: [count('failures'), 'seek back', toBroker('NACK')] },
        ],
      },
    },
  },
});
