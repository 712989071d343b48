import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { play, recipeOf } from '../../src/kernel/index.ts';
import {
  columnsOf,
  jobsOf,
  pairedDifference,
  planOf,
  reportOf,
  runOnce,
  studentT,
  summarise,
  sweepChunk,
} from '../../src/kernel/sweep/index.ts';
import letters from '../cli/fixtures/simulations/letters/index.ts';

const lossy = recipeOf(letters, 'lossy');

describe('a lean run', () => {
  test.each(Object.keys(letters.scenarios))('ends as the played one does: %s', (scenario) => {
    const recipe = recipeOf(letters, scenario);
    const lean = runOnce(letters, recipe, { traceHash: true });
    const played = play(letters, recipe);
    expect(lean.verdicts).toEqual(played.verdicts);
    expect(lean.measures).toEqual(played.measures);
    expect(lean.accounting).toEqual(played.accounting);
    expect(lean.traceHash).toBe(played.traceHash);
    expect(lean.endedAtUs).toBe(played.endedAtUs);
    expect(runOnce(letters, recipe)).toEqual({ ...lean, traceHash: '' });
  });

  test('that goes on for ever is an error that says so', () => {
    expect(() => runOnce(letters, lossy, { maxEvents: 5 })).toThrow(
      /letters with seed 7 has taken 5 events until \d+ µs and goes on/,
    );
  });
});

describe('a summary', () => {
  test('of known values', () => {
    const { n, mean, ci95, p50, p95, p99, min, max } = summarise([4, 1, 3, 2, Number.NaN]);
    expect({ n, mean, p50, p95, p99, min, max }).toEqual({ n: 4, mean: 2.5, p50: 2, p95: 4, p99: 4, min: 1, max: 4 });
    // 3.1824 × √(5/3 / 4)
    expect(ci95).toBeCloseTo(2.0542, 3);
  });

  test('of nothing is NaN, and says that there is nothing', () => {
    expect(summarise([Number.NaN])).toEqual({
      n: 0,
      mean: Number.NaN,
      ci95: Number.NaN,
      p50: Number.NaN,
      p95: Number.NaN,
      p99: Number.NaN,
      min: Number.NaN,
      max: Number.NaN,
    });
  });

  test('has no interval for one value', () => {
    expect(summarise([5])).toMatchObject({ n: 1, mean: 5, ci95: Number.NaN, p50: 5, p99: 5 });
  });

  test('takes percentiles that occurred, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const { mean, p50, p95, p99, min, max } = summarise(values);
        for (const percentile of [p50, p95, p99, min, max]) expect(values).toContain(percentile);
        expect([min, p50, p95, p99, max]).toEqual([min, p50, p95, p99, max].toSorted((a, b) => a - b));
        expect(mean).toBeGreaterThanOrEqual(min - 1e-9);
        expect(mean).toBeLessThanOrEqual(max + 1e-9);
      }),
    );
  });

  test('uses Student’s t', () => {
    // Printed tables: 10, 30, 40, 60, 120 degrees of freedom, and without end.
    const printed = [
      [10, 2.2281],
      [30, 2.0423],
      [31, 2.0395],
      [40, 2.0211],
      [60, 2.0003],
      [120, 1.9799],
      [1e9, 1.96],
    ] as const;
    for (const [degrees, t] of printed) expect(studentT(degrees)).toBeCloseTo(t, 4);
  });

  test('holds the true mean in about 95 of 100 intervals', () => {
    const draw = (i: number) => ((Math.imul(i + 1, 0x9e3779b1) >>> 0) + 0.5) / 2 ** 32;
    const isCovered = (i: number) => {
      const { mean, ci95 } = summarise(Array.from({ length: 12 }, (_, k) => draw(i * 12 + k)));
      return Math.abs(mean - 0.5) <= ci95;
    };
    const covered = Array.from({ length: 2000 }, (_, i) => isCovered(i)).filter(Boolean).length;
    expect(covered / 2000).toBeGreaterThan(0.92);
  });
});

describe('a paired difference', () => {
  test('is exact where the pairs differ by the same amount, however much they vary', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 2 }), fc.integer({ min: -100, max: 100 }), (values, by) => {
        const { n, mean, ci95 } = pairedDifference(
          values,
          values.map((value) => value + by),
        );
        expect({ n, mean, ci95 }).toEqual({ n: values.length, mean: by, ci95: 0 });
      }),
    );
  });

  test('leaves out pairs of which one has no value', () => {
    expect(pairedDifference([1, Number.NaN, 3], [2, 5, 5])).toMatchObject({ n: 2, mean: 1.5 });
  });

  test('needs as many of each', () => {
    expect(() => pairedDifference([1], [1, 2])).toThrow('got 1 and 2');
  });
});

describe('jobs', () => {
  const plan = planOf(letters, [lossy, { ...lossy, knobs: { desk: 'remembers' } }], 5, 16);

  test('cover every seed of every recipe once, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (size) => {
        const jobs = jobsOf(plan, size);
        expect(jobs.map(({ index }) => index)).toEqual([...jobs.keys()]);
        const seeds = jobs.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
        const all = Array.from({ length: 12 }, (_, i) => 5 + i);
        expect(seeds).toEqual([...all, ...all]);
      }),
    );
  });

  test('are plain data', () => {
    for (const job of jobsOf(plan, 4)) expect(structuredClone(job)).toEqual(job);
  });

  test('give the same report however they are cut, into parts of any size', () => {
    const whole = reportOf(
      letters,
      plan,
      jobsOf(plan, 12).map((job) => sweepChunk(letters, job)),
    );
    const cuts = fc.uniqueArray(fc.integer({ min: 6, max: 16 })).map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(fc.tuple(cuts, cuts), (ofEach) => {
        const parts = plan.recipes.flatMap((recipe, i) => {
          const begins = [5, ...(ofEach[i] ?? [])];
          return begins.map((from, nth) =>
            sweepChunk(letters, { index: 0, recipe, from, to: (begins[nth + 1] ?? 17) - 1 }),
          );
        });
        expect(reportOf(letters, plan, parts)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('give one row a seed, one number a column', () => {
    const [job] = jobsOf(plan, 12);
    const rows = job === undefined ? [] : sweepChunk(letters, job);
    expect(rows).toHaveLength(12 * columnsOf(letters).names.length);
    expect(rows[0]).toBe(5);
  });

  test('a plan that the model cannot run is refused before it starts', () => {
    expect(() => planOf(letters, [{ ...lossy, knobs: { desk: 'shut' } }], 1, 2)).toThrow('knob "desk" is "shut"');
  });
});
