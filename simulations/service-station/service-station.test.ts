/**
 * The station against queueing theory: over many seeds, the formula's value lies within the 95 % confidence interval of what
 * was measured. Seeds are fixed, so a test that passes passes always. And what its scenarios say is so.
 */
import { describe, expect, test } from 'vitest';
import { assign } from 'xstate';
import { type KnobValue, type Model, play, recipeOf } from '../../src/kernel/index.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import serviceStation from './index.ts';
import * as rules from './invariants.ts';
import { stationMachine } from './station.ts';
import { bounded, erlangB, little, shareWaitingLonger, waitBounded, waitMD1, waitMG1, waitMMc } from './theory.ts';

const SEEDS = 12;
/** Student's t for 95 % and eleven degrees of freedom. */
const T_95 = 2.201;
type Knobs = Readonly<Record<string, KnobValue>>;

/** A measure over all seeds, of stations that have warmed up. */
function measured(measure: string, knobs: Knobs): readonly number[] {
  const long = { customers: 30_000, warmup: 3_000, arrivalRate: 8, serviceRate: 10, ...knobs };
  return Array.from({ length: SEEDS }, (_, i) => {
    const recipe = recipeOf(serviceStation, 'half', { knobs: long, seed: 1000 + i });
    return runOnce(serviceStation, recipe).measures[measure] as number;
  });
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function interval(values: readonly number[]): readonly [number, number] {
  const m = mean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - m) ** 2, 0) / (values.length - 1));
  const half = (T_95 * deviation) / Math.sqrt(values.length);
  return [m - half, m + half];
}
function expectWithin(theory: number, values: readonly number[]): void {
  const [low, high] = interval(values);
  expect(theory, `theory ${theory}, measured ${low} to ${high}`).toBeGreaterThanOrEqual(low);
  expect(theory, `theory ${theory}, measured ${low} to ${high}`).toBeLessThanOrEqual(high);
  // An interval that is wide enough holds anything.
  expect(high - low).toBeLessThan(0.25 * theory);
}

describe('within its confidence interval lies', () => {
  test.each([5, 8, 9])('the wait of M/M/1 at ρ = 0.%i', (tenths) => {
    const arrivalRate = tenths;
    expectWithin(waitMMc({ arrivalRate, serviceRate: 10 }), measured('waitMeanS', { arrivalRate }));
  });

  test('the wait of M/M/3 at ρ = 0.8 (Erlang C)', () => {
    expectWithin(
      waitMMc({ arrivalRate: 24, serviceRate: 10 }, 3),
      measured('waitMeanS', { arrivalRate: 24, servers: 3 }),
    );
  });

  test('the wait of M/D/1', () => {
    expectWithin(waitMD1({ arrivalRate: 8, serviceRate: 10 }), measured('waitMeanS', { service: 'constant' }));
  });

  test('the wait of M/G/1 with uniform service times (Pollaczek–Khinchine)', () => {
    expectWithin(waitMG1({ arrivalRate: 8, serviceRate: 10 }, 1 / 3), measured('waitMeanS', { service: 'uniform' }));
  });

  test('the mean wait of last come, first served: that of first come, first served', () => {
    expectWithin(waitMMc({ arrivalRate: 8, serviceRate: 10 }), measured('waitMeanS', { discipline: 'lifo' }));
  });

  test('the loss and the wait of M/M/1/K, below and above what can be served', () => {
    const rates = { arrivalRate: 12, serviceRate: 10 };
    expectWithin(bounded(rates, 1, 10).loss, measured('lossRatio', { arrivalRate: 12, capacity: 10 }));
    expectWithin(waitBounded(rates, 1, 10), measured('waitMeanS', { arrivalRate: 12, capacity: 10 }));
    expectWithin(bounded({ arrivalRate: 8, serviceRate: 10 }, 1, 5).loss, measured('lossRatio', { capacity: 5 }));
  });

  test('the loss of M/M/5/5 (Erlang B), and of M/G/5/5, which depends on the mean alone', () => {
    const lines = { arrivalRate: 40, servers: 5, capacity: 5 };
    for (const service of ['exponential', 'uniform', 'constant'])
      expectWithin(erlangB(5, 4), measured('lossRatio', { ...lines, service }));
  });

  test('the utilisation, which is λ / cμ', () => {
    expectWithin(0.8, measured('utilisation', {}));
    expectWithin(0.8, measured('utilisation', { arrivalRate: 24, servers: 3 }));
  });

  test('the number of those who wait by Little’s law', () => {
    expectWithin(little(8, waitMMc({ arrivalRate: 8, serviceRate: 10 })), measured('queueMean', {}));
  });
});

test('Little’s law holds in each single run: number = rate × time, as three separate measurements', () => {
  for (const scenario of ['half', 'most', 'nearly', 'two-slow', 'last-first', 'bounded-queue', 'burst']) {
    const { measures, accounting, endedAtUs, history } = play(serviceStation, recipeOf(serviceStation, scenario));
    // Measuring begins with the first customer.
    const perSecond = accounting.completed / ((endedAtUs - (history.steps[0]?.atUs ?? 0)) / 1e6);
    expect(measures.queueMean).toBeCloseTo(perSecond * (measures.waitMeanS as number), 9);
  }
});

test('the share of those who wait longer than a second is exponential in time', () => {
  const knobs = { customers: 50_000, arrivalRate: 8 };
  const { results } = play(serviceStation, recipeOf(serviceStation, 'half', { knobs, seed: 5 }));
  const waits = [...(results.tallies.waitS?.values ?? [])];
  for (const seconds of [0, 0.5, 1]) {
    const share = waits.filter((wait) => wait > seconds).length / waits.length;
    expect(share).toBeCloseTo(shareWaitingLonger({ arrivalRate: 8, serviceRate: 10 }, 1, seconds, Math.exp), 1);
  }
});

describe('what its scenarios say is so', () => {
  const run = (scenario: string, knobs: Knobs = {}) =>
    play(serviceStation, recipeOf(serviceStation, scenario, { knobs }));
  const measure = (scenario: string, name: string): number => run(scenario).measures[name] as number;
  const longestQueue = (scenario: string): number => run(scenario).results.levels.waiting?.max ?? 0;

  test('nearly full, the queue grows to dozens; half full, it does not', () => {
    expect(longestQueue('nearly')).toBeGreaterThan(36);
    expect(longestQueue('half')).toBeLessThan(12);
  });

  test('half full, a customer waits about as long as a service takes', () => {
    expect(measure('half', 'waitMeanS')).toBeGreaterThan(0.08);
    expect(measure('half', 'waitMeanS')).toBeLessThan(0.12);
  });

  test('four fifths full, it waits about four times as long', () => {
    const ratio = measure('most', 'waitMeanS') / measure('half', 'waitMeanS');
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5);
  });

  test('without chance nobody waits, at the same utilisation', () => {
    expect(measure('no-chance', 'waitMeanS')).toBe(0);
    expect(measure('no-chance', 'utilisation')).toBeCloseTo(0.95, 2);
  });

  test('the rush of ten seconds takes about three times as long to work off', () => {
    const { history } = run('burst');
    const empty = history.steps.find(
      ({ atUs, component, after }) =>
        atUs > 30e6 && component.kindName === 'station' && component.chart.view(after).context.waiting.size === 0,
    );
    const afterS = ((empty?.atUs ?? 0) - 30e6) / 1e6;
    expect(afterS).toBeGreaterThan(22);
    expect(afterS).toBeLessThan(38);
  });

  test('two slow servers: less waiting, a longer stay', () => {
    expect(measure('two-slow', 'waitMeanS')).toBeLessThan(measure('one-fast', 'waitMeanS'));
    expect(measure('two-slow', 'sojournMeanS')).toBeGreaterThan(measure('one-fast', 'sojournMeanS'));
  });

  test('last come, first served makes the unlucky ones wait several times as long', () => {
    expect(measure('last-first', 'waitP99S')).toBeGreaterThan(3 * measure('first-first', 'waitP99S'));
  });

  test('a bounded queue keeps the mean wait below a second, and turns away about one in five', () => {
    expect(measure('bounded-queue', 'waitMeanS')).toBeLessThan(1);
    expect(measure('bounded-queue', 'lossRatio')).toBeCloseTo(0.2, 1);
  });

  test('without a queue nobody waits', () => {
    expect(measure('no-queue', 'waitMeanS')).toBe(0);
    expect(measure('no-queue', 'lossRatio')).toBeGreaterThan(0.1);
  });

  test('the same customers come, whatever the station does with them', () => {
    const arrivals = (knobs: Knobs) =>
      run('most', knobs)
        .history.steps.filter(({ event }) => event.type === 'ARRIVE')
        .map(({ atUs }) => atUs);
    const usual = arrivals({});
    for (const knobs of [
      { servers: 3 },
      { capacity: 2 },
      { discipline: 'lifo' },
      { service: 'constant' },
      { serviceRate: 50 },
    ])
      expect(arrivals(knobs)).toEqual(usual);
  });
});

describe('each invariant is broken by a station that is built wrong', () => {
  type Implementations = Parameters<typeof stationMachine.provide>[0];
  const builtWrong = (implementations: Implementations): Model => ({
    ...serviceStation,
    kinds: {
      ...serviceStation.kinds,
      station: {
        ...(serviceStation.kinds.station as Model['kinds'][string]),
        machine: stationMachine.provide(implementations),
      },
    },
  });
  const broken = (model: Model, scenario: string, knobs: Knobs = {}): readonly string[] =>
    play(model, recipeOf(model, scenario, { knobs }))
      .verdicts.filter(({ holds }) => !holds)
      .map(({ name }) => name);
  const never = () => false;

  test('a door that is never shut', () => {
    expect(broken(builtWrong({ guards: { 'is full': never } }), 'bounded-queue')).toEqual([rules.WITHIN_CAPACITY]);
  });

  test('servers who do not look whether somebody waits', () => {
    const model = builtWrong({ guards: { 'somebody waits': never } });
    expect(broken(model, 'most')).toEqual([rules.NEVER_IDLE, rules.EVERYBODY_LEAVES]);
  });

  test('a station that takes on more than it has servers for', () => {
    const model = builtWrong({ guards: { 'takes the last server': never } });
    expect(broken(model, 'most')).toContain(rules.ENOUGH_SERVERS);
  });

  test('a doorman who forgets to count', () => {
    const model = builtWrong({ actions: { 'count the customer': assign({}) } });
    expect(broken(model, 'half')).toEqual([rules.NOBODY_VANISHES]);
  });

  test('a station that is far too large', () => {
    expect(broken(serviceStation, 'half', { servers: 50 })).toEqual([rules.ALL_BUSY]);
  });

  test('as it is, none is broken', () => {
    expect(broken(serviceStation, 'nearly')).toEqual([]);
  });
});
