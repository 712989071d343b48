import { describe, expect, test } from 'vitest';
import { hashName, namedKey, uniform } from '../../src/kernel/chance.ts';
import {
  constant,
  type Distribution,
  empirical,
  exponential,
  lognormal,
  mean,
  normalQuantile,
  pareto,
  quantile,
  uniformly,
} from '../../src/kernel/index.ts';

const N = 200_000;
const draws = Float64Array.from({ length: N }, (_, i) => uniform(hashName('distributions', 3), namedKey(i), 0));
const average = (values: Float64Array): number => values.reduce((total, value) => total + value, 0) / values.length;

const all: readonly (readonly [string, Distribution])[] = [
  ['constant', constant(7)],
  ['uniform', uniformly(2, 6)],
  ['exponential', exponential(10)],
  ['lognormal, mild', lognormal(5, 0.5)],
  ['lognormal, long tail', lognormal(5, 1.2)],
  ['Pareto, shape 1.5', pareto(1, 1000, 1.5)],
  ['Pareto, shape 1', pareto(1, 100, 1)],
  ['empirical', empirical([9, 1, 4, 2, 30])],
];

describe.each(all)('%s', (_, distribution) => {
  const sample = draws.map((u) => quantile(distribution, u));

  test('the mean of a sample is the mean that it says, within its confidence interval', () => {
    const m = average(sample);
    const deviation = Math.sqrt(average(sample.map((value) => (value - m) * (value - m))));
    expect(Math.abs(m - mean(distribution))).toBeLessThanOrEqual((3 * deviation) / Math.sqrt(N) + 1e-9);
  });

  test.each([0.01, 0.25, 0.5, 0.75, 0.95, 0.999])('the share below its quantile at %d is that', (p) => {
    const below = sample.filter((value) => value < quantile(distribution, p)).length / N;
    if (distribution.kind === 'constant') expect(below).toBe(0);
    else expect(Math.abs(below - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / N));
  });

  test('more luck is never less', () => {
    const rising = Float64Array.from({ length: 1000 }, (_, i) => quantile(distribution, (i + 0.5) / 1000));
    expect(rising.every((value, i) => i === 0 || value >= (rising[i - 1] as number))).toBe(true);
  });

  test('is plain data', () => {
    expect(structuredClone(distribution)).toEqual(distribution);
  });
});

/** M. J. Wichura, algorithm AS 241, Applied Statistics 37 (1988): its own check values; and tables of the normal distribution. */
test.each([
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798408],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489],
  [0.5, 0],
])('the normal quantile of %d is %d', (p, expected) => {
  expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
});

test('the normal quantile is symmetric', () => {
  for (const p of [0.01, 0.1, 0.25, 0.4375]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
});

test('a median is where a lognormal distribution says', () => {
  expect(quantile(lognormal(12, 0.8), 0.5)).toBe(12);
});

test('values from a Pareto distribution stay within its bounds', () => {
  const values = [1e-300, 1e-9, 0.5, 1 - 2 ** -53].map((u) => quantile(pareto(2, 50, 1.1), u));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(2 - 1e-12);
  expect(Math.max(...values)).toBeLessThanOrEqual(50 + 1e-9);
});

test('an empirical distribution has its smallest and its largest value at its ends', () => {
  const measured = empirical([5, 1, 3]);
  expect(quantile(measured, 1e-15)).toBeCloseTo(1, 12);
  expect(quantile(measured, 0.5)).toBe(3);
  expect(quantile(measured, 1 - 2 ** -53)).toBeCloseTo(5, 12);
  expect(mean(empirical([4]))).toBe(4);
});
