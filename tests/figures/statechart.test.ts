/** The machine that is drawn is the machine that steps. */
import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { cardsOf } from '../../src/figures/statechart/cards.tsx';
import { type ChartState, chartOf, transitionWords } from '../../src/figures/statechart/chart.ts';
import { chartLayoutOf } from '../../src/figures/statechart/layout.ts';
import { chartNow, inShort } from '../../src/figures/statechart/now.ts';
import { chart } from '../../src/kernel/chart/index.ts';
import { type ComponentNow, type Played, play, recipeOf, type Step } from '../../src/kernel/index.ts';
import { aloneAt } from '../kernel/chart/ambient.ts';
import { clientMachine, clientServer } from './fixtures/client-server.ts';
import { peers } from './fixtures/peers.ts';

const machines = [...Object.values(clientServer.kinds), ...Object.values(peers.kinds)];
const failing = play(clientServer, recipeOf(clientServer, 'failing'));

test('every transition is either an arrow or a line in the box of its state', () => {
  for (const kind of machines) {
    const { states, arrows } = chartOf(kind);
    const all = [...states.values()].flatMap(({ transitions }) => transitions);
    const drawn = [
      ...arrows.flatMap(({ transitions }) => transitions),
      ...[...states.values()].flatMap((s) => s.listed),
    ];
    expect(new Set(drawn)).toEqual(new Set(all));
    expect(drawn.length).toBe(all.length);
  }
});

test('every state has a place within its parent, and every arrow has points', () => {
  for (const kind of machines) {
    const layout = chartLayoutOf(kind);
    const { states, arrows } = chartOf(kind);
    const isWithin = ({ id, parent }: ChartState): boolean => {
      const [box, around] = [layout.states[id], layout.states[parent?.id ?? id]];
      if (box === undefined || around === undefined) return false;
      const [x, y, width, height] = box;
      const [left, top, outerWidth, outerHeight] = around;
      return x >= left && y >= top && x + width <= left + outerWidth + 1 && y + height <= top + outerHeight + 1;
    };
    expect([...states.values()].filter((state) => !isWithin(state))).toEqual([]);
    const laid = layout.arrows.filter(({ from, points }) => from !== '' && points.length >= 2);
    expect(laid.map(({ from, to }) => `${from}>${to}`).toSorted()).toEqual(
      arrows.map(({ from, to }) => `${from}>${to}`).toSorted(),
    );
  }
});

test('cards show every transition of a machine of few', () => {
  const chart = chartOf({ machine: clientMachine });
  const lines = cardsOf(chart, 350, 1).cards.flatMap((card) => card.lines.map(({ transition }) => transition));
  expect(lines.length).toBe([...chart.states.values()].flatMap(({ transitions }) => transitions).length);
});

const nowAt = (played: Played, index: number) => {
  const moment = played.history.at(index);
  const shown = moment.components.find(({ component }) => component === moment.step?.component) as ComponentNow;
  return { shown, now: chartNow(shown, moment.step) };
};

test('the states that are lit are those of the state value', () => {
  for (let index = 0; index < failing.history.length; index += 7) {
    const { shown, now } = nowAt(failing, index);
    const leaves = [...now.active].filter((id) => !chartOf(shown.component.kind).states.get(id)?.states.length);
    const [leaf] = leaves;
    expect(leaf?.endsWith(`.${shown.view.value as string}`), `${leaf} in step ${index}`).toBe(true);
  }
});

test('what was taken leads from where it was to where it is', () => {
  const taken: string[] = [];
  for (const { index, component, before, after, kind } of failing.history.steps) {
    if (component.kindName !== 'client' || kind === 'fault' || before === after) continue;
    const { shown, now } = nowAt(failing, index);
    const all = [...chartOf(component.kind).states.values()].flatMap(({ transitions }) => transitions);
    for (const transition of all.filter(now.taken)) {
      const [was, is] = [before, after].map((state) => component.chart.view(state).value as string);
      taken.push(transitionWords(transition));
      expect(transition.source).toBe(`client.${was}`);
      if (transition.targets[0] !== undefined) expect(transition.targets[0]).toBe(`client.${is}`);
      expect(shown.component).toBe(component);
    }
  }
  expect(new Set(taken)).toEqual(
    new Set(['after gap', 'after timeout [may try again]', 'after backoff', 'RESPONSE [is mine]']),
  );
});

/** Two ways from open to done, and two more that lead on at once. */
const till = setup({
  types: {} as { context: { paid: number }; events: { type: 'PAY' | 'OWE'; sum: number } },
  guards: {
    exactly: ({ event }) => event.sum === 5,
    'too much': ({ event }) => event.sum > 5,
    kept: ({ context }) => context.paid > 5,
  },
}).createMachine({
  id: 'till',
  context: { paid: 0 },
  initial: 'open',
  states: {
    open: {
      on: {
        PAY: [
          { guard: 'exactly', target: 'done' },
          { guard: 'too much', target: 'done', actions: assign({ paid: ({ event }) => event.sum }) },
        ],
        OWE: 'asked',
      },
    },
    asked: { always: [{ guard: 'kept', target: 'done' }, { target: 'done' }] },
    done: {},
  },
});

const takenBy = (event: { type: string; sum: number }, more: Partial<Step> = {}) => {
  const component = { kind: { machine: till }, chart: chart(till) };
  const before = component.chart.start(undefined, aloneAt(0));
  const after = component.chart.step(before, event, aloneAt(0));
  const now = { component, state: after, view: component.chart.view(after) } as unknown as ComponentNow;
  const { taken } = chartNow(now, { component, event, before, after, ...more } as unknown as Step);
  return [...chartOf({ machine: till }).states.values()]
    .flatMap(({ transitions }) => transitions)
    .filter(taken)
    .map(transitionWords);
};

test('of two transitions between the same states, the one that was taken is lit', () => {
  expect(takenBy({ type: 'PAY', sum: 5 })).toEqual(['PAY [exactly]']);
  expect(takenBy({ type: 'PAY', sum: 9 })).toEqual(['PAY [too much]']);
});

test('what followed at once is lit where only one can have', () => {
  expect(takenBy({ type: 'OWE', sum: 0 })).toEqual(['OWE']);
});

test('a field in microseconds is said as a time', () => {
  const [before, after] = [9_900_004, 10_050_004].map((nowUs) => ({ nowUs }));
  const component = {
    kind: { machine: till },
    chart: {
      ...chart(till),
      view: (context: object) => ({ value: 'open', context }),
      nodes: () => [],
      selected: () => [],
    },
  };
  const now = { component, state: after, view: { value: 'open' } } as unknown as ComponentNow;
  const step = { component, event: { type: 'PAY' }, before, after } as unknown as Step;
  expect(chartNow(now, step).changes).toEqual([{ field: 'nowUs', before: '9.900 s', after: '10.050 s' }]);
});

test('what nobody was there to take lights nothing', () => {
  expect(takenBy({ type: 'PAY', sum: 5 }, { missed: 'down' })).toEqual([]);
});

test.each([
  [undefined, '–'],
  [0.1 + 0.2, '0.3'],
  ['x'.repeat(50), `${'x'.repeat(33)}…`],
  [{ path: '/a', n: 2 }, '{path: /a, n: 2}'],
  [Array.from({ length: 40 }, (_, i) => i), '40 entries'],
  [new Map([[1, 2]]), '1 entry'],
])('the value %o is said as %s', (value, words) => {
  expect(inShort(value)).toBe(words);
});
