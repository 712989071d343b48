/** A chart as data, for the figure that draws it. */
import { expect, test } from 'vitest';
import { and, assign, emit, not, raise, setup, stateIn } from 'xstate';
import {
  type ChartDescription,
  chart,
  description,
  interpreted,
  transitionsNow,
  transitionsSelected,
} from '../../../src/kernel/chart/index.ts';
import { aloneAt } from './ambient.ts';

const door = setup({
  types: {} as { context: { knocks: number } },
  guards: { 'is locked': () => false, 'is late': ({ context }) => context.knocks > 3 },
  actions: { ring: () => {} },
  delays: { patience: 500 },
}).createMachine({
  id: 'door',
  type: 'parallel',
  context: { knocks: 0 },
  states: {
    leaf: {
      initial: 'closed',
      onDone: { actions: 'ring' },
      states: {
        closed: {
          tags: ['safe'],
          description: 'Nobody gets in.',
          entry: ['ring', { type: 'ring', params: { loud: true } }],
          on: {
            KNOCK: [
              { guard: and(['is late', not('is locked')]), target: 'open', reenter: true },
              { actions: [assign({ knocks: ({ context }) => context.knocks + 1 }), emit({ type: 'knocked' })] },
            ],
          },
        },
        open: { after: { 100: 'closed', patience: 'gone' }, exit: raise({ type: 'SHUT' }) },
        gone: { type: 'final' },
      },
    },
    light: { initial: 'off', states: { off: { always: { guard: stateIn('#door.leaf.open'), target: 'on' } }, on: {} } },
  },
});

const find = (node: ChartDescription, id: string): ChartDescription | undefined =>
  node.id === id ? node : node.states.map((child) => find(child, id)).find(Boolean);

test('a description survives JSON', () => {
  const tree = description(door);
  expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
});

test('a description tells states as they were written', () => {
  const tree = description(door);
  expect(tree).toMatchObject({ id: 'door', type: 'parallel' });
  expect(tree.states.map(({ key, type, initial }) => ({ key, type, initial }))).toEqual([
    { key: 'leaf', type: 'compound', initial: 'door.leaf.closed' },
    { key: 'light', type: 'compound', initial: 'door.light.off' },
  ]);
  expect(find(tree, 'door.leaf.closed')).toMatchObject({
    type: 'atomic',
    description: 'Nobody gets in.',
    tags: ['safe'],
    entry: ['ring', 'ring'],
    exit: [],
  });
});

test('a description tells transitions with guards, targets and actions', () => {
  expect(find(description(door), 'door.leaf.closed')!.transitions).toEqual([
    {
      index: 0,
      source: 'door.leaf.closed',
      on: { kind: 'event', type: 'KNOCK' },
      targets: ['door.leaf.open'],
      guarded: true,
      guard: '(is late and not is locked)',
      reenter: true,
      actions: [],
    },
    {
      index: 1,
      source: 'door.leaf.closed',
      on: { kind: 'event', type: 'KNOCK' },
      targets: [],
      guarded: false,
      reenter: false,
      actions: ['assign knocks', 'emit knocked'],
    },
  ]);
});

test('timers, eventless transitions and completions are told apart', () => {
  const tree = description(door);
  const triggers = (id: string) => find(tree, id)!.transitions.map(({ on }) => on);
  expect(triggers('door.leaf.open')).toEqual([
    { kind: 'after', type: 'xstate.after.100.door.leaf.open', delay: 100 },
    { kind: 'after', type: 'xstate.after.patience.door.leaf.open', delay: 'patience' },
  ]);
  expect(triggers('door.light.off')).toEqual([{ kind: 'always' }]);
  expect(find(tree, 'door.light.off')!.transitions[0]!.guard).toBe('in #door.leaf.open');
  expect(triggers('door.leaf')).toEqual([{ kind: 'done', type: 'xstate.done.state.door.leaf' }]);
});

test('the actions that XState adds for timers are not shown', () => {
  const open = find(description(door), 'door.leaf.open')!;
  expect([open.entry, open.exit]).toEqual([[], ['raise SHUT']]);
});

test.each([
  ['by tables', chart(door)],
  ['by XState', interpreted(door)],
])('transitionsNow lists what could happen, from the innermost state outwards, %s', (_way, stepped) => {
  const state = stepped.start(undefined, aloneAt(0));
  expect(transitionsNow(stepped, state).map(({ source, index }) => `${source} ${index}`)).toEqual([
    'door.leaf.closed 0',
    'door.leaf.closed 1',
    'door.leaf 0',
    'door.light.off 0',
  ]);
});

const till = setup({ types: {} as { context: { paid: number }; events: { type: 'PAY'; sum: number } } }).createMachine({
  id: 'till',
  context: { paid: 0 },
  initial: 'open',
  states: {
    open: {
      on: {
        PAY: [
          { guard: ({ event }) => event.sum === 5, target: 'done', actions: assign({ paid: 5 }) },
          { guard: ({ event }) => event.sum > 5, target: 'done', actions: assign({ paid: 5 }) },
        ],
      },
    },
    done: {},
  },
});

test.each([
  ['by tables', chart(till)],
  ['by XState', interpreted(till)],
])('of two transitions between the same states, the guards tell which an event selects, %s', (_way, stepped) => {
  const state = stepped.start(undefined, aloneAt(0));
  const selectedBy = (sum: number) =>
    transitionsSelected(stepped, state, { type: 'PAY', sum }).map(({ index }) => index);
  expect([5, 9, 2].map(selectedBy)).toEqual([[0], [1], []]);
});

const torn = setup({}).createMachine({
  id: 'torn',
  initial: 'both',
  states: {
    both: {
      type: 'parallel',
      states: {
        left: { initial: 'asks', states: { asks: { on: { GO: '#torn.out' } } } },
        right: { initial: 'asks', states: { asks: { on: { GO: '#torn.away' } } } },
      },
    },
    out: {},
    away: {},
  },
});

test.each([
  ['by tables', chart(torn)],
  ['by XState', interpreted(torn)],
])('of two regions that leave a state at once, the one that does is told, %s', (_way, stepped) => {
  const state = stepped.start(undefined, aloneAt(0));
  const targets = transitionsSelected(stepped, state, { type: 'GO' }).map(({ targets: [target] }) => target);
  expect(targets).toEqual(['torn.out']);
  expect(stepped.view(stepped.step(state, { type: 'GO' }, aloneAt(0))).value).toBe('out');
});
