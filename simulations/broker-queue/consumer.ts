/** Works on one message at a time: acknowledges before or after its effect, and fails on a message it cannot do. */
import { assign, setup } from 'xstate';
import { count, lognormal, mark, sample, send } from '../../src/kernel/index.ts';
import type { Delivery } from './brokers/shelf.ts';
import type { BrokerParams } from './knobs.ts';

export interface ConsumerContext {
  readonly params: BrokerParams;
  readonly id: string;
  /** Prefetched, not begun. */
  readonly buffer: readonly Delivery[];
  readonly current: Delivery | null;
  readonly done: number;
}
type Event =
  | { readonly type: 'DELIVER'; readonly request: number; readonly delivery: Delivery }
  | { readonly type: 'EFFECT_DONE'; readonly request: number };

const currentOf = (context: ConsumerContext): Delivery => context.current as Delivery;
const isPoison = ({ params, current }: ConsumerContext): boolean =>
  params.poison > 0 && current?.entry.message === params.poison;
const answer = (type: 'ACK' | 'NACK') =>
  send<ConsumerContext, Event>('broker', ({ context }) => ({
    type,
    request: currentOf(context).entry.message,
    attempt: currentOf(context).attempt,
    delivery: currentOf(context),
  }));

export const consumerMachine = setup({
  types: {} as {
    context: ConsumerContext;
    input: { readonly params: BrokerParams; readonly id: string };
    events: Event;
  },
  delays: {
    work: (scope) => {
      const { context } = scope;
      const { entry, attempt } = currentOf(context);
      return sample(scope, lognormal(context.params.workMs, 0.5), `work ${entry.message} ${attempt}`);
    },
  },
  guards: {
    'has a message': ({ context }) => context.buffer.length > 0,
    'acknowledges before': ({ context }) => context.params.acknowledge === 'before',
    'cannot be done': ({ context }) => isPoison(context),
    'cannot be done, and is acknowledged': ({ context }) =>
      context.params.acknowledge === 'before' && isPoison(context),
    'is current': ({ context, event }) =>
      event.type === 'EFFECT_DONE' && context.current?.entry.message === event.request,
  },
}).createMachine({
  id: 'consumer',
  context: ({ input }) => ({ params: input.params, id: input.id, buffer: [], current: null, done: 0 }),
  entry: send('broker', { type: 'JOIN' }),
  initial: 'idle',
  on: { DELIVER: { actions: assign({ buffer: ({ context, event }) => [...context.buffer, event.delivery] }) } },
  states: {
    idle: {
      entry: assign({ current: null }),
      always: { guard: 'has a message', target: 'taking' },
    },
    taking: {
      entry: assign({
        current: ({ context }) => context.buffer[0] ?? null,
        buffer: ({ context }) => context.buffer.slice(1),
      }),
      always: [{ guard: 'acknowledges before', target: 'working', actions: answer('ACK') }, { target: 'working' }],
    },
    working: {
      after: {
        work: [
          {
            guard: 'cannot be done, and is acknowledged',
            target: 'idle',
            actions: [
              count('failures'),
              mark(({ context }) => `${context.id} cannot do a message that it has acknowledged`),
            ],
          },
          { guard: 'cannot be done', target: 'idle', actions: [count('failures'), answer('NACK')] },
          { target: 'applying' },
        ],
      },
    },
    applying: {
      entry: send('effect', ({ context }) => {
        const { entry, attempt } = currentOf(context);
        return { type: 'EFFECT', request: entry.message, attempt, key: entry.key, sequence: entry.sequence };
      }),
      on: {
        EFFECT_DONE: [
          {
            guard: ({ context, event }) =>
              context.current?.entry.message === event.request && context.params.acknowledge === 'after',
            target: 'idle',
            actions: [answer('ACK'), assign({ done: ({ context }) => context.done + 1 })],
          },
          { guard: 'is current', target: 'idle', actions: assign({ done: ({ context }) => context.done + 1 }) },
        ],
      },
    },
  },
});
