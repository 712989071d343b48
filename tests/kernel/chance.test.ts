/** Draws are as good as independent and uniform, over everything that they are keyed by. All is deterministic: fixed seeds. */
import { describe, expect, test } from 'vitest';
import { hashName, namedKey, stepKey, uniform } from '../../src/kernel/chance.ts';

const N = 200_000;
const SEED = hashName('component', 42);

/** The ways in which a model walks through draws. */
const walks: readonly (readonly [string, (i: number) => number])[] = [
  ['by request: draw(n)', (i) => uniform(SEED, namedKey(i), 0)],
  ['by name: draw("service n")', (i) => uniform(SEED, namedKey(`service ${i}`), 0)],
  ['by step', (i) => uniform(SEED, stepKey(i), 0)],
  ['many in one step', (i) => uniform(SEED, stepKey(7), i)],
  ['three in each step', (i) => uniform(SEED, stepKey(Math.floor(i / 3)), i % 3)],
  ['of components of neighbouring names', (i) => uniform(hashName(`call-${i}`, 42), namedKey(1), 0)],
  ['of neighbouring seeds', (i) => uniform(hashName('component', i), namedKey(1), 0)],
  [
    'of a network of many lines',
    (i) => uniform(hashName('b', hashName(`a-${i}`, SEED)), namedKey(3) ^ hashName('REQUEST', 0), 2),
  ],
];

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const mean = (values: Float64Array): number => sum(values) / values.length;
/** How many standard errors a correlation of independent draws is from 0. */
function correlation(a: Float64Array, b: Float64Array): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += ((a[i] as number) - 0.5) * ((b[i] as number) - 0.5);
  return Math.abs((product / a.length) * 12) * Math.sqrt(a.length);
}
/** Chi-square over equal buckets, as standard deviations from its mean (normal for many buckets). */
function chiSquare(values: Float64Array, buckets: number, bucketOf = (u: number) => Math.floor(u * buckets)): number {
  const counts = new Float64Array(buckets);
  for (const u of values) counts[bucketOf(u)] = (counts[bucketOf(u)] as number) + 1;
  const expected = values.length / buckets;
  const statistic = sum(counts.map((count) => ((count - expected) * (count - expected)) / expected));
  return Math.abs(statistic - (buckets - 1)) / Math.sqrt(2 * (buckets - 1));
}

describe.each(walks)('draws %s', (_, draw) => {
  const draws = Float64Array.from({ length: N }, (_, i) => draw(i));

  test('lie strictly between 0 and 1', () => {
    expect(draws.every((u) => u > 0 && u < 1)).toBe(true);
  });

  test('have the mean and the variance of a uniform distribution', () => {
    const m = mean(draws);
    expect(Math.abs(m - 0.5) / Math.sqrt(1 / 12 / N)).toBeLessThan(4);
    const variance = mean(draws.map((u) => (u - m) * (u - m)));
    expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / N)).toBeLessThan(4);
  });

  test('fill buckets evenly, by their high and by their low bits', () => {
    expect(chiSquare(draws, 1000)).toBeLessThan(4);
    expect(chiSquare(draws, 256, (u) => Math.floor(u * 2 ** 40) % 256)).toBeLessThan(4);
    expect(chiSquare(draws, 256, (u) => Math.floor(u * 2 ** 52) % 256)).toBeLessThan(4);
  });

  test.each([1, 2, 3, 7, 64])('do not depend on the one %i before', (lag) => {
    expect(correlation(draws.subarray(lag), draws.subarray(0, N - lag))).toBeLessThan(4);
  });

  test('come in pairs that fill the square evenly', () => {
    const pairs = new Float64Array(N / 2).map((_, i) => {
      const cell = Math.floor((draws[2 * i] as number) * 32) * 32 + Math.floor((draws[2 * i + 1] as number) * 32);
      return (cell + 0.5) / 1024;
    });
    expect(chiSquare(pairs, 1024)).toBeLessThan(4);
  });

  test('hardly ever repeat', () => {
    expect(N - new Set(draws).size).toBeLessThan(10);
  });
});

test('two components draw independently for the same request', () => {
  const of = (name: string) => Float64Array.from({ length: N }, (_, i) => uniform(hashName(name, 1), namedKey(i), 0));
  const [a, b, c] = [of('source'), of('station'), of('source2')];
  expect(correlation(a, b)).toBeLessThan(4);
  expect(correlation(a, c)).toBeLessThan(4);
});

test('two seeds draw independently for the same request', () => {
  const of = (seed: number) =>
    Float64Array.from({ length: N }, (_, i) => uniform(hashName('source', seed), namedKey(i), 0));
  expect(correlation(of(1), of(2))).toBeLessThan(4);
  expect(correlation(of(0), of(0x80000000))).toBeLessThan(4);
});

test('a draw is a function of its key alone', () => {
  expect(uniform(SEED, namedKey(5), 0)).toBe(uniform(SEED, namedKey(5), 0));
  expect(uniform(SEED, namedKey('5'), 0)).not.toBe(uniform(SEED, namedKey(5), 0));
});

test('keys that are not small whole numbers are keys, too', () => {
  const keys = [1, 1.5, -1, 2 ** 32 + 1, 2 ** 40, Number.NaN, '1', 'one'];
  expect(new Set(keys.map(namedKey)).size).toBe(keys.length);
});

test('the same draws as ever: a change here changes every trace', () => {
  expect(
    [uniform(1, 2, 3), uniform(0, 0, 0), uniform(0xffffffff, 0xffffffff, 1000)].map((u) => u.toString()),
  ).toMatchInlineSnapshot(`
    [
      "0.17421202424614518",
      "2.248713160124538e-9",
      "0.5215096460635356",
    ]
  `);
  expect([hashName(''), hashName('source'), hashName('source', 7)]).toMatchInlineSnapshot(`
    [
      2872998923,
      3506604859,
      508587229,
    ]
  `);
});
