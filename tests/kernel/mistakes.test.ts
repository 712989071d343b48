/** What a run says to an author whose machine asks for what there is not. */
import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { type Model, play, recipeOf, world } from '../../src/kernel/index.ts';
import { at, modelOf, show } from './stage.ts';

test('a mistake in a step is told with who took what, and when', () => {
  const cues = [at(3, 'a', { do: 'send', to: 'nobody', message: { type: 'PING' } })];
  expect(() => show({ nodes: ['a'], cues })).toThrow(
    'no component "nobody" in stage; there are: director, a; when a takes ORDER at 3.0 ms, step 1',
  );
});

test('a mistake of one that starts is told with who it was', () => {
  const machine = setup({ delays: { late: () => -1 } }).createMachine({
    id: 'node',
    initial: 'waiting',
    states: { waiting: { after: { late: 'over' } }, over: {} },
  });
  const good = modelOf({ nodes: ['a'], cues: [] });
  const model = { ...good, kinds: { ...good.kinds, node: { ...good.kinds.node, machine } } } as Model;
  expect(() => play(model, recipeOf(model))).toThrow(/^invalid delay -1 .*; when a starts, before the first step$/);
});

test('a guard that draws is told that it may not, and what may', () => {
  const machine = setup({
    guards: { 'has luck': (scope) => world(scope as object).draw() < 0.5 },
  }).createMachine({ id: 'node', on: { ORDER: { guard: 'has luck' } } });
  const good = modelOf({ nodes: ['a'], cues: [at(1, 'a')] });
  const model = { ...good, kinds: { ...good.kinds, node: { ...good.kinds.node, machine } } } as Model;
  expect(() => play(model, recipeOf(model))).toThrow(
    /'has luck'[\s\S]*asks for chance, time or an address; expected that of an action or a delay/,
  );
});
