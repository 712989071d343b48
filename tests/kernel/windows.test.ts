/** Measures over the time of a run, against the same computed from every entry; against Little's law; and in sweeps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import serviceStation from '../../simulations/service-station/index.ts';
import { waitMMc } from '../../simulations/service-station/theory.ts';
import {
  defineModel,
  type Message,
  play,
  recipeOf,
  type Windowing,
  type WindowPlan,
  Windows,
} from '../../src/kernel/index.ts';
import { jobsOf, planOf, reportOf, runOnce, sweepChunk } from '../../src/kernel/sweep/index.ts';

const PLAN: WindowPlan = {
  everyUs: 10,
  most: 6,
  measures: {
    rings: { kind: 'rate', count: 'rings', unit: 'rings/s', says: 'How often it rings.' },
    done: { kind: 'rate', requests: 'completed', unit: 'requests/s', says: 'How many are done.' },
    depth: { kind: 'mean', level: 'depth', unit: 'requests', says: 'How many wait.' },
    deepest: { kind: 'max', level: 'depth', unit: 'requests', says: 'How many wait at most.' },
  },
};
const level = (value: number): Message => ({ type: 'level', name: 'depth', value });
const ring = (value = 1): Message => ({ type: 'count', name: 'rings', value });
const done: Message = { type: 'ended', request: 1, outcome: 'completed', detail: '' };

type Entry = readonly [atUs: number, recorded: Message];
function windowsOf(...entries: readonly Entry[]): Windows {
  const windows = new Windows(PLAN);
  for (const [atUs, recorded] of entries) windows.take(recorded, atUs);
  return windows;
}

describe('a window', () => {
  test('says how often something happened in it a second', () => {
    const { rings, done: ended } = windowsOf([0, ring()], [9, ring(2)], [10, done], [10, ring()]).until(30);
    expect(rings).toEqual([3e5, 1e5, 0]);
    expect(ended).toEqual([0, 1e5, 0]);
  });

  test('weighs each value of a level by how long it lasted, and knows the highest, however short', () => {
    const { depth, deepest } = windowsOf([2, level(4)], [7, level(9)], [7, level(1)], [25, level(6)]).until(40);
    expect(depth).toEqual([(5 * 4 + 3 * 1) / 10, 1, (5 * 1 + 5 * 6) / 10, 6]);
    expect(deepest).toEqual([9, 1, 6, 6]);
  });

  test('that a level was left in as the next one begins does not know it', () => {
    expect(windowsOf([0, level(5)], [10, level(0)]).until(20).deepest).toEqual([5, 0]);
  });

  test('that is not over is of what has passed of it; only those that are over are whole', () => {
    const windows = windowsOf([0, level(4)], [12, ring()]);
    expect(windows.until(15)).toMatchObject({ depth: [4, 4], rings: [0, 1e6 / 5] });
    expect(windows.wholeUntil(15)).toMatchObject({ depth: [4], rings: [0] });
    expect(windows.wholeUntil(9).depth).toEqual([]);
  });

  test('after the last one is told of by nobody', () => {
    const { rings, depth } = windowsOf([0, level(1)], [61, ring()], [70, level(8)]).until(1e15);
    expect([rings, depth]).toEqual([Array(6).fill(0), Array(6).fill(1)]);
  });

  test('of no time at all there is none', () => {
    expect(windowsOf().until(0)).toEqual({ rings: [], done: [], depth: [], deepest: [] });
  });
});

const entry: fc.Arbitrary<Entry> = fc.tuple(
  fc.nat({ max: 70 }),
  fc.oneof(fc.nat({ max: 9 }).map(level), fc.nat({ max: 3 }).map(ring), fc.constant(done)),
);
const entries = fc.array(entry, { maxLength: 30 }).map((all) => all.toSorted(([a], [b]) => a - b));

/** Microsecond by microsecond, over as much of the window as has passed. */
function slowly(all: readonly Entry[], nth: number, untilUs: number) {
  const [fromUs, toUs] = [nth * 10, Math.min(untilUs, nth * 10 + 10)];
  const within = all.filter(([atUs]) => atUs >= fromUs && atUs < nth * 10 + 10);
  const levelAt = (us: number) =>
    (all.findLast(([at, { type }]) => type === 'level' && at <= us)?.[1].value ?? 0) as number;
  const depths = Array.from({ length: toUs - fromUs }, (_, i) => levelAt(fromUs + i));
  const sum = (type: string) =>
    within
      .filter(([, recorded]) => recorded.type === type)
      .reduce((total, [, { value = 1 }]) => total + Number(value), 0);
  const set = within.filter(([, { type }]) => type === 'level').map(([, { value }]) => value as number);
  return {
    rings: (sum('count') * 1e6) / (toUs - fromUs),
    done: (sum('ended') * 1e6) / (toUs - fromUs),
    depth: depths.reduce((total, depth) => total + depth, 0) / depths.length,
    deepest: Math.max(...depths, ...set),
  };
}

test('every window says what its entries say, one microsecond at a time', () => {
  fc.assert(
    fc.property(entries, fc.nat({ max: 30 }), (all, more) => {
      const untilUs = (all.at(-1)?.[0] ?? 0) + more + 1;
      const found = windowsOf(...all).until(untilUs);
      for (let nth = 0; nth < Math.min(6, Math.ceil(untilUs / 10)); nth++)
        for (const [name, value] of Object.entries(slowly(all, nth, untilUs)))
          expect(found[name]?.[nth], `${name} of window ${nth}`).toBeCloseTo(value, 6);
    }),
    { numRuns: 500 },
  );
});

test('to look at them in the middle changes nothing', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const looked = new Windows(PLAN);
      for (const [atUs, recorded] of all) {
        looked.take(recorded, atUs);
        looked.until(atUs);
      }
      expect(looked.until(80)).toEqual(windowsOf(...all).until(80));
    }),
  );
});

describe('on the service station', () => {
  const STEADY = { customers: 20_000, arrivalRate: 8, serviceRate: 10, warmup: 0 };

  test.each(['half', 'most', 'two-slow', 'last-first', 'bounded-queue', 'burst'])(
    'what waits, window by window, is what all customers have waited, to the microsecond (%s)',
    (scenario) => {
      const played = play(serviceStation, recipeOf(serviceStation, scenario));
      const windows = new Windows({ ...(serviceStation.windows as WindowPlan), most: 1000 });
      for (const { atUs, emitted } of played.history.steps) for (const said of emitted) windows.take(said, atUs);
      const { waitingMean = [], served = [], come = [] } = windows.until(played.endedAtUs);
      const lengthS = (nth: number) => Math.min(5, played.endedAtUs / 1e6 - 5 * nth);
      const total = (values: readonly number[]) => values.reduce((sum, value, nth) => sum + value * lengthS(nth), 0);
      expect(total(waitingMean)).toBeCloseTo(played.results.tallies.waitS?.sum ?? Number.NaN, 6);
      expect(total(served)).toBeCloseTo(played.accounting.completed, 6);
      expect(total(come)).toBeCloseTo(played.accounting.offered, 6);
    },
  );

  test('Little’s law: the depth is the rate times the wait, within the interval, in the windows of a long run', () => {
    const [everyUs, most] = [1e8, 24]; // 800 customers a window, 24 windows
    const long = { ...serviceStation, windows: { ...(serviceStation.windows as Windowing), everyUs, most } };
    const runs = Array.from({ length: 8 }, (_, i) =>
      runOnce(long, recipeOf(long, 'half', { knobs: STEADY, seed: 2000 + i })),
    );
    const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    // A window has crowds of its own, so that runs, not windows, are independent of each other.
    const perRun = (name: string) => runs.map(({ windows }) => meanOf((windows[name] as number[]).slice(1)));
    const within = (values: readonly number[], theory: number) => {
      const mean = meanOf(values);
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      const half = 2.365 * Math.sqrt(variance / values.length); // Student's t, 95 %, seven degrees of freedom
      expect(half).toBeLessThan(0.25 * theory);
      expect(Math.abs(mean - theory), `${mean} ± ${half}, theory ${theory}`).toBeLessThanOrEqual(half);
    };
    within(perRun('come'), 8);
    within(perRun('served'), 8);
    within(perRun('waitingMean'), 8 * waitMMc({ arrivalRate: 8, serviceRate: 10 }));
  });

  test('a rush is seen in the window in which it comes, and the queue that it leaves in those after it', () => {
    const { windows } = runOnce(serviceStation, recipeOf(serviceStation, 'burst'));
    const { come = [], waitingMean = [] } = windows;
    expect(come.map((rate) => rate > 15).indexOf(true)).toBe(4); // from 20 s on
    expect(come.filter((rate) => rate > 15)).toHaveLength(2); // until 30 s
    expect(waitingMean.indexOf(Math.max(...waitingMean))).toBe(6);
  });
});

describe('in a sweep', () => {
  const burst = recipeOf(serviceStation, 'burst');
  const swept = (from: number, to: number, size = 4) => {
    const plan = planOf(serviceStation, [burst], from, to);
    const rows = jobsOf(plan, size).map((job) => sweepChunk(serviceStation, job));
    return reportOf(serviceStation, plan, rows).points[0];
  };

  test('each window is summed up over the runs that had it, as a run of its own says it', () => {
    const runs = [1, 2, 3, 4, 5].map((seed) => runOnce(serviceStation, { ...burst, seed }).windows.waitingMean ?? []);
    const { windows } = swept(1, 5) ?? {};
    for (const [nth, summary] of (windows?.waitingMean ?? []).entries()) {
      const values = runs.flatMap((values) => values[nth] ?? []);
      expect([summary.n, summary.min, summary.max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
    }
    expect(windows?.waitingMean).toHaveLength(Math.max(...runs.map(({ length }) => length)));
  });

  test('a single run says what the played one says', () => {
    expect(runOnce(serviceStation, burst).windows).toEqual(play(serviceStation, burst).windows);
  });

  test('a measure that is called as a column of the books is not taken for it', () => {
    const measures = {
      events: { unit: '1', says: '', value: () => -7 },
      seed: { unit: '1', says: '', value: () => -8 },
    };
    const invariants = [{ name: 'events', kind: 'always' as const, reads: ['station'], holds: () => true }];
    const { theory: _, ...rest } = serviceStation;
    const model = defineModel({ ...rest, measures, invariants } as never);
    const plan = planOf(model, [burst], 1, 2);
    const [point] = reportOf(
      model,
      plan,
      jobsOf(plan, 2).map((job) => sweepChunk(model, job)),
    ).points;
    expect(point?.measures.events).toMatchObject({ n: 2, mean: -7 });
    expect(point?.measures.seed).toMatchObject({ n: 2, mean: -8 });
    expect(point?.events).toBeGreaterThan(0);
  });
});
