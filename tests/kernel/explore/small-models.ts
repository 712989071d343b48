/** Models of a few states, each made to show one thing about exploration. */
import { type AnyStateMachine, assign, raise, setup, stateIn } from 'xstate';
import {
  defineModel,
  type Invariant,
  type Kind,
  type Model,
  type Params,
  reply,
  send,
  sendToAddress,
} from '../../../src/kernel/index.ts';

export const NO_PARAMS: Params = {};

export interface SmallModel {
  readonly machines: Readonly<Record<string, AnyStateMachine | Omit<Kind, 'label' | 'says'>>>;
  /** Component ids by kind; one of the kind's name unless given. */
  readonly ids?: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly invariants?: readonly Invariant[];
}

export function modelOf({ machines, ids = {}, inputs = {}, invariants = [] }: SmallModel): Model {
  const kinds = Object.entries(machines).map(([name, kind]) => {
    const machine = 'machine' in kind ? kind : { machine: kind };
    return [name, { label: name, says: '', ...(machine as Omit<Kind, 'label' | 'says'>) }] as const;
  });
  return defineModel({
    id: 'small',
    version: 1,
    title: 'Small',
    question: '?',
    summary: '',
    knobs: {},
    kinds: Object.fromEntries(kinds),
    components: () =>
      Object.keys(machines).flatMap((kind) => (ids[kind] ?? [kind]).map((id) => ({ id, kind, input: inputs[id] }))),
    links: () => [],
    observations: {},
    measures: {},
    invariants,
    scenarios: { verify: { title: '', says: '', seed: 1, untilUs: 1_000_000 } },
    leavesOut: [],
  });
}

export const invariant = (name: string, kind: string, holds: Invariant['holds']): Invariant => ({
  name,
  kind: 'always',
  reads: [kind],
  holds,
});

/** Counts what it is told, up to `limit`; forgets in a crash, unless its kind keeps it. */
export const counter = (limit = Infinity) =>
  setup({ types: {} as { context: { n: number } } }).createMachine({
    id: 'counter',
    context: { n: 0 },
    on: { ADD: { actions: assign({ n: ({ context }) => Math.min(limit, context.n + 1) }) } },
  });

/** Sends `times` messages ADD to "counter" as it starts. */
export const sender = (times: number) =>
  setup({}).createMachine({
    id: 'sender',
    entry: Array.from({ length: times }, () => send('counter', { type: 'ADD' })),
  });

/** Two timers of the same id, the second in place of the first; another is called off. */
export const timers = setup({
  types: {} as { context: { fired: readonly string[] } },
  actions: { note: assign({ fired: ({ context, event }) => [...context.fired, event.type] }) },
}).createMachine({
  id: 'timers',
  context: { fired: [] },
  entry: [raise({ type: 'FIRST' }, { id: 't', delay: 10 }), raise({ type: 'SECOND' }, { id: 't', delay: 20 })],
  initial: 'waiting',
  states: { waiting: { after: { 5: 'over' } }, over: {} },
  on: { FIRST: { actions: 'note' }, SECOND: { actions: 'note' } },
});

/** Two clients ask one server; the server remembers who asked first by what `remember` makes of it. */
export const server = setup({ types: {} as { context: { first: unknown } } }).createMachine({
  id: 'server',
  context: { first: null },
  on: {
    ASK: [
      {
        guard: ({ context }) => context.first === null,
        actions: [
          assign({ first: ({ event }) => (event as unknown as { from: { id: string } }).from.id }),
          reply({ type: 'YES' }),
        ],
      },
      { actions: reply({ type: 'NO' }) },
    ],
  },
});
export const client = setup({}).createMachine({
  id: 'client',
  initial: 'asking',
  states: {
    asking: { entry: send('server', { type: 'ASK' }), on: { YES: 'chosen', NO: 'refused' } },
    chosen: {},
    refused: {},
  },
});

/** Greets the component that its input names. */
export const neighbour = setup({ types: {} as { context: { to: string }; input: { to: string } } }).createMachine({
  id: 'neighbour',
  context: ({ input }) => ({ to: input.to }),
  entry: send(({ context }) => context.to, { type: 'HELLO' }),
});
export { sendToAddress };

/** Counts the ticks of a timer that sets itself again. */
export const ticker = setup({ types: {} as { context: { n: number } } }).createMachine({
  id: 'ticker',
  context: { n: 0 },
  entry: raise({ type: 'TICK' }, { delay: 10 }),
  on: { TICK: { actions: [assign({ n: ({ context }) => context.n + 1 }), raise({ type: 'TICK' }, { delay: 10 })] } },
});

/** Two regions that move by one event each. Which of them moved first decides, on a third event, who wins: neither value nor context tells. */
export const race = setup({
  types: {} as { context: { go: boolean } },
  guards: {
    'both have moved': stateIn({ runners: { left: 'there', right: 'there' } }),
    go: ({ context }) => context.go,
  },
}).createMachine({
  id: 'race',
  context: { go: false },
  initial: 'runners',
  states: {
    runners: {
      type: 'parallel',
      on: { GO: { guard: 'both have moved', actions: assign({ go: true }) } },
      states: {
        left: {
          initial: 'here',
          states: { here: { on: { LEFT: 'there' } }, there: { always: { guard: 'go', target: '#race.left won' } } },
        },
        right: {
          initial: 'here',
          states: { here: { on: { RIGHT: 'there' } }, there: { always: { guard: 'go', target: '#race.right won' } } },
        },
      },
    },
    'left won': {},
    'right won': {},
  },
});

/** Sends LEFT, RIGHT and GO to "race" as it starts. */
export const starter = setup({}).createMachine({
  id: 'starter',
  entry: ['LEFT', 'RIGHT', 'GO'].map((type) => send('race', { type })),
});
