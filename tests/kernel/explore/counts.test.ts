/** State counts are a test: a change here is a change of meaning. */
import { describe, expect, test } from 'vitest';
import oversell from '../../../simulations/oversell/index.ts';
import { NEVER_OVERSOLD } from '../../../simulations/oversell/invariants.ts';
import { explore } from '../../../src/kernel/explore/index.ts';
import { paramsOf, TABLE } from './oversell-params.ts';

/** The larger ones take some seconds each: they run where LARGE_EXPLORATIONS is set. */
const large = process.env.LARGE_EXPLORATIONS !== undefined;

const verdict = (steps: number | undefined) =>
  steps === undefined ? 'never oversells' : `oversells after ${steps} steps`;

const stepsTo = (design: string, buyers: number, symmetry: boolean) => {
  const { violations } = explore(oversell, paramsOf(design, buyers), { symmetry, stopAtFirst: true });
  return violations.find(({ invariant }) => invariant === NEVER_OVERSOLD)?.steps;
};

describe('every order of a sale', () => {
  test.each(TABLE.map((row) => [...row, verdict(row[4])] as const))(
    '$0 with $1 buyers has $2 states and $3 choices, and $5',
    (design, buyers, states, transitions, steps) => {
      const found = explore(oversell, paramsOf(design, buyers));
      expect(found.complete).toBe(true);
      expect([found.states, found.transitions]).toEqual([states, transitions]);
      expect(found.violations.map(({ invariant }) => invariant)).toEqual(steps === undefined ? [] : [NEVER_OVERSOLD]);
      expect(found.violations[0]?.steps).toBe(steps);
      expect(found.neverSeen).toEqual([]);
    },
  );

  test.each([
    ['read-decide-write', 42_701, 15],
    ['atomic-decrement', 371, undefined],
    ['optimistic-version', 42_643, undefined],
  ] as const)('%s with 5 buyers has %i states', (design, states, steps) => {
    const found = explore(oversell, paramsOf(design, 5));
    expect(found.states).toBe(states);
    expect(found.violations[0]?.steps).toBe(steps);
  });

  test.runIf(large).each([
    ['read-decide-write', 544_813, 18],
    ['atomic-decrement', 1_049, undefined],
    ['optimistic-version', 537_049, undefined],
  ] as const)('%s with 6 buyers has %i states', (design, states, steps) => {
    const found = explore(oversell, paramsOf(design, 6));
    expect(found.states).toBe(states);
    expect(found.violations[0]?.steps).toBe(steps);
  });
});

describe('states that differ in the names of buyers only', () => {
  test.each(TABLE.filter(([, buyers]) => buyers < 4 || large))(
    '%s with %i buyers: the reduced states stand for all %i',
    (design, buyers, states, _, steps) => {
      const found = explore(oversell, paramsOf(design, buyers), { symmetry: true });
      expect(found.states).toBeLessThan(states);
      expect(found.represented).toBe(states);
      expect(found.violations[0]?.steps).toBe(steps);
    },
  );

  test('with four buyers and a lock there are 24 times fewer', () => {
    const found = explore(oversell, paramsOf('lease-lock', 4), { symmetry: true });
    expect([found.states, found.represented]).toEqual([23_384, 559_325]);
  });

  test.runIf(large).each([
    ['lease-lock', 338_044],
    ['fenced-reads-and-writes', 188_718],
  ] as const)(
    '%s with 5 buyers has %i reduced states',
    (design, states) => {
      expect(explore(oversell, paramsOf(design, 5), { symmetry: true }).states).toBe(states);
    },
    600_000,
  );

  test.runIf(large)(
    'the shortest way to oversell with tokens on writes takes 29 steps with 5 buyers',
    () => {
      expect(stepsTo('fenced-writes', 5, true)).toBe(29);
    },
    600_000,
  );
});

test('a chart is asked once for each distinct step, however many states there are', () => {
  const found = explore(oversell, paramsOf('lease-lock', 3));
  expect(found.states).toBe(10_474);
  expect(found.chartSteps).toBeLessThan(200);
});
