/** A caller, a worker and a line between them: enough of a model to try the player on. Nothing of it is drawn by chance. */
import { assign, setup } from 'xstate';
import {
  constant,
  defineModel,
  ended,
  type Model,
  mark,
  ms,
  offered,
  play,
  type Recipe,
  recipeOf,
  send,
} from '../../src/kernel/index.ts';

interface CallerContext {
  readonly calls: number;
  readonly timeoutMs: number;
  readonly sent: number;
  readonly lost: number;
}

const call = ({ context }: { readonly context: CallerContext }): number => context.sent;

const caller = setup({
  types: {} as { context: CallerContext; events: { type: 'ANSWER' }; input: { calls: number; timeoutMs: number } },
  delays: { timeout: ({ context }) => context.timeoutMs },
  guards: { 'has called enough': ({ context }) => context.sent === context.calls },
}).createMachine({
  id: 'caller',
  context: ({ input }) => ({ ...input, sent: 0, lost: 0 }),
  initial: 'thinking',
  states: {
    thinking: {
      always: { guard: 'has called enough', target: 'content' },
      after: { 10: 'waiting' },
    },
    waiting: {
      entry: [
        assign({ sent: ({ context }) => context.sent + 1 }),
        offered(call),
        send('worker', ({ context }) => ({ type: 'CALL', request: context.sent })),
      ],
      on: { ANSWER: { target: 'thinking', actions: ended(call, 'completed') } },
      after: {
        timeout: {
          target: 'thinking',
          actions: [
            assign({ lost: ({ context }) => context.lost + 1 }),
            ended(call, 'timedOut'),
            mark(({ context }) => `call ${context.sent} is given up`),
          ],
        },
      },
    },
    content: {},
  },
});

const worker = setup({
  types: {} as { context: { workMs: number }; events: { type: 'CALL' }; input: { workMs: number } },
  delays: { work: ({ context }) => context.workMs },
}).createMachine({
  id: 'worker',
  context: ({ input }) => input,
  initial: 'idle',
  states: {
    idle: { on: { CALL: 'working' } },
    working: { after: { work: { target: 'idle', actions: send('caller', { type: 'ANSWER' }) } } },
  },
});

export const NOTHING_LOST = 'no call is given up';

export const fixture: Model = defineModel({
  id: 'fixture',
  version: 1,
  title: 'A call and an answer',
  question: 'Does every call get an answer?',
  summary: 'One caller, one worker.',
  knobs: {
    timeoutMs: { label: 'Timeout', says: 'How long the caller waits.', initial: 100, min: 1, max: 1000, unit: 'ms' },
    workMs: { label: 'Work', says: 'How long the worker takes.', initial: 20, min: 0, max: 500, unit: 'ms' },
    calls: { label: 'Calls', says: 'How many calls.', initial: 3, min: 0, max: 80, unit: 'calls' },
    mood: {
      label: 'Mood',
      says: 'Changes nothing.',
      initial: 'calm',
      options: { calm: 'Calm', cross: 'Cross' },
    },
    loud: { label: 'Loud', says: 'Changes nothing either.', initial: false },
  },
  kinds: {
    caller: { label: 'Caller', says: 'Calls, and waits.', machine: caller },
    worker: { label: 'Worker', says: 'Takes its time.', machine: worker },
  },
  components: ({ calls, timeoutMs, workMs }) => [
    { id: 'caller', kind: 'caller', input: { calls, timeoutMs } },
    { id: 'worker', kind: 'worker', input: { workMs } },
  ],
  links: () => [{ from: 'caller', to: 'worker', latency: constant(5) }],
  observations: {},
  measures: {},
  invariants: [
    {
      name: NOTHING_LOST,
      kind: 'always',
      reads: ['caller'],
      holds: (of) => of('caller').every(({ context }) => context.lost === 0),
      why: (of) => `${of('caller')[0]?.context.lost} of ${of('caller')[0]?.context.calls}`,
    },
    {
      name: 'the worker works',
      kind: 'sometimes',
      reads: ['worker'],
      holds: (of) => of('worker').some(({ value }) => value === 'working'),
    },
    {
      name: 'the caller is content',
      kind: 'eventually',
      reads: ['caller'],
      holds: (of) => of('caller').every(({ value }) => value === 'content'),
    },
  ],
  scenarios: {
    calm: { title: 'All is well', says: 'Three calls, three answers.', seed: 1, untilUs: ms(5000) },
    hasty: {
      title: 'A hasty caller',
      says: 'It gives up before the answer comes.',
      seed: 1,
      untilUs: ms(5000),
      knobs: { timeoutMs: 25 },
      violates: [NOTHING_LOST],
    },
    crash: {
      title: 'The worker dies',
      says: 'It comes back.',
      seed: 1,
      untilUs: ms(5000),
      faults: [{ kind: 'crash', component: 'worker', atUs: ms(20), untilUs: ms(60) }],
    },
    told: { title: 'Told', says: 'From a moment on.', seed: 1, untilUs: ms(5000), tellingUs: ms(50) },
  },
  leavesOut: ['Everything else.'],
});

export const recipe = (scenario: string, changed: Partial<Recipe> = {}): Recipe => recipeOf(fixture, scenario, changed);
export const playedFixture = (scenario: string, changed: Partial<Recipe> = {}) =>
  play(fixture, recipe(scenario, changed));
