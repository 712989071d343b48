/** What the kernel may rely on in a chart. */
import { expect, test } from 'vitest';
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  fromPromise,
  initialTransition,
  raise,
  setup,
  spawnChild,
  stopChild,
  transition,
} from 'xstate';
import { now } from '../../../src/kernel/actions.ts';
import { chart, interpreted } from '../../../src/kernel/chart/index.ts';
import type { Chart } from '../../../src/kernel/component.ts';
import { assertAgrees } from './agrees.ts';
import { aloneAt } from './ambient.ts';

const lamp = setup({ types: {} as { context: { presses: number; at: number } } }).createMachine({
  id: 'lamp',
  initial: 'off',
  context: { presses: 0, at: 0 },
  output: ({ context }) => context.presses,
  states: {
    off: {
      on: { SEEN: 'on', PRESS: { target: 'on', actions: assign({ presses: ({ context }) => context.presses + 1 }) } },
    },
    on: {
      tags: 'bright',
      on: {
        PRESS: 'off',
        BREAK: 'broken',
        LOOK: { actions: [raise({ type: 'SEEN' }), assign({ at: (scope) => now(scope) })] },
      },
    },
    broken: { type: 'final' },
  },
});
const ways: [string, Chart][] = [
  ['by tables', chart(lamp)],
  ['by XState', interpreted(lamp)],
];

test('one machine has one chart in a process', () => {
  expect(chart(lamp)).toBe(chart(lamp));
  expect(interpreted(lamp)).toBe(interpreted(lamp));
  expect([chart(lamp).how, interpreted(lamp).how]).toEqual(['tables', 'xstate']);
  expect(chart(lamp).machine).toBe(lamp);
});

for (const [way, stepped] of ways) {
  const ambient = aloneAt(0);
  const off = stepped.start(undefined, ambient);
  const on = stepped.step(off, { type: 'PRESS' }, ambient);

  test(`a view tells value, context, status, tags and output, ${way}`, () => {
    expect(stepped.view(on)).toEqual({
      value: 'on',
      context: { presses: 1, at: 0 },
      status: 'active',
      tags: ['bright'],
      output: undefined,
    });
  });

  test(`a step changes nothing that was there, ${way}`, () => {
    expect(stepped.view(off).value).toBe('off');
    expect(stepped.view(off).context).toEqual({ presses: 0, at: 0 });
  });

  test(`an ignored event returns the same state, ${way}`, () => {
    expect(stepped.step(on, { type: 'UNHEARD' }, ambient)).toBe(on);
  });

  test(`a finished chart is done, hands over its output and ignores everything, ${way}`, () => {
    const broken = stepped.step(on, { type: 'BREAK' }, ambient);
    expect([off, on, broken].map(stepped.isDone)).toEqual([false, false, true]);
    expect(stepped.view(broken)).toMatchObject({ status: 'done', output: 1 });
    expect(stepped.step(broken, { type: 'PRESS' }, ambient)).toBe(broken);
  });

  test(`a state can be given another context, ${way}`, () => {
    const worn = stepped.withContext(on, { presses: 99, at: 0 });
    expect(stepped.view(worn)).toMatchObject({ value: 'on', context: { presses: 99 } });
    expect(stepped.view(on).context.presses).toBe(1);
    const off = stepped.step(worn, { type: 'PRESS' }, ambient);
    expect(stepped.view(stepped.step(off, { type: 'PRESS' }, ambient)).context.presses).toBe(100);
  });

  test(`each step asks the world it is given, ${way}`, () => {
    for (const now of [5, 6]) {
      const looked = stepped.step(on, { type: 'LOOK' }, aloneAt(now));
      expect(stepped.view(looked).context.at).toBe(now);
    }
  });

  test(`a step that throws leaves no trace in the next one, ${way}`, () => {
    const world = aloneAt(0);
    Object.defineProperty(world.system, 'now', { get: () => noClock() });
    expect(() => stepped.step(on, { type: 'LOOK' }, world)).toThrow('no clock');
    // What it had raised by then is forgotten: it would turn the lamp on again.
    expect(stepped.view(stepped.step(on, { type: 'PRESS' }, ambient)).value).toBe('off');
  });
}

function noClock(): never {
  throw new Error('no clock');
}

const player = createMachine({
  id: 'player',
  initial: 'stopped',
  states: {
    stopped: { on: { PLAY: 'playing.last' } },
    playing: {
      initial: 'slow',
      on: { STOP: 'stopped' },
      states: { slow: { on: { SHIFT: 'fast' } }, fast: { on: { SHIFT: 'slow' } }, last: { type: 'history' } },
    },
  },
});
const loader = setup({ actors: { load: fromPromise(async () => 1) } }).createMachine({
  id: 'loader',
  initial: 'idle',
  states: {
    idle: { on: { LOAD: 'loading' } },
    loading: {
      invoke: { src: 'load', id: 'load', onDone: 'idle' },
      entry: emit({ type: 'loading' }),
      on: { STOP: 'idle' },
    },
  },
});
const parent = setup({ actors: { lamp } }).createMachine({
  id: 'parent',
  on: {
    BEAR: { actions: spawnChild('lamp', { id: 'child', systemId: 'only' }) },
    LOSE: { actions: stopChild('child') },
  },
});

test.each<[string, AnyStateMachine, string[]]>([
  ['history', player, ['PLAY', 'SHIFT', 'STOP', 'PLAY', 'SHIFT', 'PLAY']],
  ['invoke', loader, ['LOAD', 'STOP', 'LOAD', 'xstate.done.actor.load', 'STOP']],
  ['spawned actors', parent, ['BEAR', 'LOSE', 'BEAR', 'LOSE', 'UNHEARD']],
])('a machine with %s is left to XState', (_what, machine, types) => {
  const stepped = chart(machine);
  expect(stepped.how).toBe('xstate');
  const ambient = aloneAt(0);
  let state = stepped.start(undefined, ambient);
  const values = types.map((type) => {
    state = stepped.step(state, { type }, ambient);
    return stepped.view(state).value;
  });
  expect(values).toEqual(pureValues(machine, types));
});

/** Where XState's documented functions lead. */
function pureValues(machine: AnyStateMachine, types: readonly string[]): unknown[] {
  let [snapshot] = initialTransition(machine, undefined as never) as unknown as [AnyMachineSnapshot];
  return types.map((type) => {
    [snapshot] = transition(machine, snapshot, { type } as never) as unknown as [AnyMachineSnapshot];
    return snapshot.value;
  });
}

test('history is remembered when XState steps', () => {
  const stepped = chart(player);
  const ambient = aloneAt(0);
  let state = stepped.start(undefined, ambient);
  for (const type of ['PLAY', 'SHIFT', 'STOP', 'PLAY']) state = stepped.step(state, { type }, ambient);
  expect(stepped.view(state).value).toEqual({ playing: 'fast' });
});

test('a chart that goes round in circles is stopped', () => {
  const circle = createMachine({ id: 'circle', on: { GO: { actions: raise({ type: 'GO' }) } } });
  for (const stepped of [chart(circle), interpreted(circle)]) {
    const state = stepped.start(undefined, aloneAt(0));
    expect(() => stepped.step(state, { type: 'GO' }, aloneAt(0))).toThrow(
      'Infinite loop detected: the machine has processed more than 10000 microsteps',
    );
  }
});

test('machines can be held along a trace of their own', () => {
  const events = ['PRESS', 'LOOK', 'UNHEARD', 'PRESS', 'PRESS', 'BREAK', 'PRESS'].map((type) => ({ type }));
  expect(assertAgrees(lamp, events, () => aloneAt(3))).toBe(6);
});
