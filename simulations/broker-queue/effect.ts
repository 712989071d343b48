/** The world outside, where a message takes effect: a charge, a mail, a row. Keyed by the message, a second time does nothing. */
import { assign, enqueueActions, setup } from 'xstate';
import { reply, send } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';

export interface EffectContext {
  readonly params: BrokerParams;
  /** Idempotency keys that have been seen. */
  readonly seen: Readonly<Record<number, true>>;
  readonly total: number;
}
interface Event {
  readonly type: 'EFFECT';
  readonly request: number;
  readonly attempt: number;
  readonly key: number;
  /** The place of its copy in the order in which the broker stored them. */
  readonly tag: number;
}
const done = ({ request, attempt }: Event) => ({ type: 'EFFECT_DONE', request, attempt });

export const effectMachine = setup({
  types: {} as { context: EffectContext; input: { readonly params: BrokerParams }; events: Event },
  guards: { 'was done': ({ context, event }) => context.params.idempotent && context.seen[event.request] === true },
}).createMachine({
  id: 'effect',
  context: ({ input }) => ({ params: input.params, seen: {}, total: 0 }),
  on: {
    EFFECT: [
      { guard: 'was done', actions: reply(({ event }) => done(event)) },
      {
        actions: [
          assign({
            seen: ({ context, event }) => ({ ...context.seen, [event.request]: true as const }),
            total: ({ context }) => context.total + 1,
          }),
          enqueueActions(({ event, enqueue }) => {
            enqueue(send('ledger', { type: 'TOOK_EFFECT', request: event.request, key: event.key, tag: event.tag }));
            enqueue(reply(done(event)));
          }),
        ],
      },
    ],
  },
});
