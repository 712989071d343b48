/** An exploration ends when it is told to, and says what it has covered. */
import { expect, test } from 'vitest';
import { type AnyStateMachine, assign, raise, setup } from 'xstate';
import oversell from '../../../simulations/oversell/index.ts';
import { Explorer, explore } from '../../../src/kernel/explore/index.ts';
import { paramsOf } from './oversell-params.ts';
import { counter, modelOf, NO_PARAMS, sender, timers } from './small-models.ts';

const large = paramsOf('lease-lock', 4);

test('it stops at a number of states, and is not complete', () => {
  const found = explore(oversell, large, { maxStates: 1000 });
  expect(found).toMatchObject({ complete: false, reason: 'more than 1000 states' });
  expect(found.states).toBeGreaterThanOrEqual(1000);
  expect(found.states).toBeLessThan(1100);
});

test('a limit that is just reached is no limit', () => {
  expect(explore(oversell, paramsOf('atomic-decrement', 3), { maxStates: 43 })).toMatchObject({
    complete: true,
    reason: undefined,
    states: 43,
  });
});

test('it stops at a number of bytes', () => {
  const found = explore(oversell, large, { maxBytes: 6_000_000 });
  expect(found).toMatchObject({ complete: false, reason: 'the visited states need more than 6 MB' });
  expect(found.bytes).toBeLessThan(6_000_000);
});

test('it stops when asked, keeps what it found, and reports progress until then', () => {
  const seen: number[] = [];
  const found = explore(oversell, large, {
    onProgress: (states) => seen.push(states),
    shouldStop: () => seen.length === 3,
  });
  expect(found).toMatchObject({ complete: false, reason: 'stopped on request', states: seen[2] });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('it stops at the first broken invariant when that is all that is asked', () => {
  const found = explore(oversell, paramsOf('lease-lock', 3), { stopAtFirst: true });
  expect(found).toMatchObject({ complete: false, reason: 'stopped at the first broken invariant' });
  expect(found.violations).toHaveLength(1);
  expect(found.states).toBeLessThan(10_474);
});

test('in pieces it finds the same as at once', () => {
  const explorer = new Explorer(oversell, paramsOf('fenced-writes', 3));
  while (!explorer.advance(7));
  expect(explorer.result()).toEqual(explore(oversell, paramsOf('fenced-writes', 3)));
});

test('a context that grows without end is named', () => {
  const endless = setup({ types: {} as { context: { n: number } } }).createMachine({
    id: 'endless',
    context: { n: 0 },
    entry: raise({ type: 'AGAIN' }, { delay: 1 }),
    on: {
      AGAIN: { actions: [assign({ n: ({ context }) => context.n + 1 }), raise({ type: 'AGAIN' }, { delay: 1 })] },
    },
  });
  const found = explore(modelOf({ machines: { endless } }), NO_PARAMS);
  expect(found.complete).toBe(false);
  expect(found.reason).toContain('"endless" has more than 65535 states');
  expect(found.reason).toContain('contexts must be finite and small');
});

test('a context that is not plain data is refused by the name of its component', () => {
  const machine = setup({}).createMachine({ id: 'register', context: { seen: new Set(['a']) } }) as AnyStateMachine;
  expect(() => explore(modelOf({ machines: { register: machine } }), NO_PARAMS)).toThrow(
    '"register" cannot be explored: in its context a Set cannot be told from another; expected plain data',
  );
});

test('states that differ in Infinity and null alone are two', () => {
  const tick = raise({ type: 'TICK' }, { id: 'tick', delay: 1 }) as never;
  const machine = setup({ types: {} as { context: { until: number | null } } }).createMachine({
    id: 'lease',
    context: { until: null },
    entry: tick,
    on: { TICK: { actions: [assign({ until: Number.POSITIVE_INFINITY }), tick] } },
  }) as AnyStateMachine;
  expect(explore(modelOf({ machines: { lease: machine } }), NO_PARAMS).states).toBe(2);
});

test('what is pending may be long', () => {
  const found = explore(modelOf({ machines: { counter: counter(3), sender: sender(300) } }), NO_PARAMS);
  expect(found).toMatchObject({ states: 301, complete: true, atRest: 1 });
});

test('timers that are replaced or called off do not fire', () => {
  const model = modelOf({ machines: { timers } });
  const { states, transitions, atRest } = explore(model, NO_PARAMS);
  // SECOND and the delay of 5 in either order; FIRST was replaced.
  expect({ states, transitions, atRest }).toEqual({ states: 4, transitions: 4, atRest: 1 });
});
