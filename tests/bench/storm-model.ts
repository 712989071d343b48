/** One who sends a message every millisecond to another a second away: a thousand are under way at any time. */
import { assign, setup } from 'xstate';
import { constant, defineModel, ended, type Model, ms, offered, send } from '../../src/kernel/index.ts';

/** How many are under way once the first has arrived. */
export const UNDER_WAY = 1_000;
const LATENCY_MS = 1_000;
const MESSAGES = 3_000;

interface Sent {
  readonly sent: number;
}

const sender = setup({
  types: {} as { context: Sent; events: { type: 'NEVER' } },
  guards: { 'has sent enough': ({ context }) => context.sent === MESSAGES },
}).createMachine({
  id: 'sender',
  context: { sent: 0 },
  initial: 'sending',
  states: {
    sending: {
      always: { guard: 'has sent enough', target: 'done' },
      after: {
        [LATENCY_MS / UNDER_WAY]: {
          target: 'sending',
          reenter: true,
          actions: [
            assign({ sent: ({ context }) => context.sent + 1 }),
            offered(({ context }: { readonly context: Sent }) => context.sent),
            send('receiver', ({ context }) => ({ type: 'CALL', request: context.sent })),
          ],
        },
      },
    },
    done: {},
  },
});

const receiver = setup({
  types: {} as { context: Readonly<Record<string, never>>; events: { type: 'CALL'; request: number } },
}).createMachine({
  id: 'receiver',
  context: {},
  initial: 'listening',
  states: {
    listening: {
      on: {
        CALL: {
          actions: ended(({ event }) => event.request, 'completed'),
        },
      },
    },
  },
});

export const storm: Model = defineModel({
  id: 'storm',
  version: 1,
  title: 'A thousand on their way',
  question: 'Does the picture keep up?',
  summary: 'A sender, a receiver, and a long line.',
  knobs: {},
  kinds: {
    sender: { label: 'Sender', says: 'Sends a message every millisecond.', machine: sender },
    receiver: { label: 'Receiver', says: 'Takes what comes.', machine: receiver },
  },
  components: () => [
    { id: 'sender', kind: 'sender' },
    { id: 'receiver', kind: 'receiver' },
  ],
  links: () => [{ from: 'sender', to: 'receiver', latency: constant(LATENCY_MS) }],
  observations: {},
  measures: {},
  invariants: [],
  scenarios: {
    storm: { title: 'A storm', says: 'It does not stop.', seed: 1, untilUs: ms(10_000), tellingUs: ms(1_500) },
  },
  leavesOut: [],
});
