/** The dead-letter queue: another queue, with nobody to read it but people. It may be away when a dead letter comes. */
import { assign, enqueueActions, setup } from 'xstate';
import { reply } from '../../src/kernel/index.ts';

export interface DeadLettersContext {
  readonly messages: Readonly<Record<number, true>>;
}
interface Event {
  readonly type: 'DEAD_LETTER';
  readonly request: number;
  readonly tag: number;
  /** Whether the sender keeps it until it is told that it has arrived. */
  readonly confirm: boolean;
}

export const deadLettersMachine = setup({
  types: {} as { context: DeadLettersContext; events: Event },
}).createMachine({
  id: 'dead-letters',
  context: { messages: {} },
  on: {
    DEAD_LETTER: {
      actions: [
        assign({ messages: ({ context, event }) => ({ ...context.messages, [event.request]: true as const }) }),
        enqueueActions(({ event, enqueue }) => {
          if (event.confirm) enqueue(reply({ type: 'TAKEN', request: event.request, tag: event.tag }));
        }),
      ],
    },
  },
});
