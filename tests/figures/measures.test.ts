/** Series over a run, and what is said about them. */
import { expect, test } from 'vitest';
import { countsOf, ratesOf, totalOf } from '../../src/figures/measures/outcomes.ts';
import { LAST, percentilesOf, recentAt, seriesOf, valueAt } from '../../src/figures/measures/series.ts';
import { play, recipeOf, Windows } from '../../src/kernel/index.ts';
import { clientServer } from './fixtures/client-server.ts';

const overload = play(clientServer, recipeOf(clientServer, 'overload'));
const series = seriesOf(overload);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('every request that ended is in the series, with its latency', () => {
  const { ended } = overload.results;
  expect(series.ended.map(({ atUs, latencyUs, outcome }) => ({ atUs, latencyUs, outcome }))).toEqual(
    ended.map(({ endedAtUs, offeredAtUs, outcome }) => ({
      atUs: endedAtUs,
      latencyUs: endedAtUs - offeredAtUs,
      outcome,
    })),
  );
});

test('a level has at each moment the value that was set last', () => {
  for (const level of series.levels) {
    expect(valueAt(level, -1)).toBeUndefined();
    expect(valueAt(level, overload.endedAtUs)).toBe(overload.results.levels[level.name]?.value);
    const [atUs, value] = level.points.findLast((point, i) => point[0] !== level.points[i + 1]?.[0]) ?? [0, 0];
    expect(valueAt(level, atUs)).toBe(value);
  }
  expect(series.levels.length).toBeGreaterThan(0);
});

test('there is no percentile of a handful, and no 99th of fewer than a hundred', () => {
  expect(percentilesOf(upTo(19))).toEqual([]);
  expect(percentilesOf(upTo(20)).map(({ p }) => p)).toEqual([50, 95]);
  expect(percentilesOf(upTo(100)).map(({ p, valueUs }) => [p, valueUs])).toEqual([
    [50, 50],
    [95, 95],
    [99, 99],
  ]);
});

test('percentiles over time are those of the last that completed, and of a short run there are none', () => {
  const completed = series.ended.filter(({ outcome }) => outcome === 'completed');
  expect(completed.length).toBeGreaterThan(2 * LAST);
  expect(series.recent).toHaveLength(completed.length - LAST + 1);
  const [p50, p95] = percentilesOf(completed.slice(-LAST).map(({ latencyUs }) => latencyUs));
  expect(recentAt(series.recent, overload.endedAtUs)).toMatchObject({ p50Us: p50?.valueUs, p95Us: p95?.valueUs });
  expect(recentAt(series.recent, -1)).toBeUndefined();
  expect(seriesOf(play(clientServer, recipeOf(clientServer, 'calm'))).recent).toEqual([]);
});

test('every request is counted in one bin', () => {
  const bins = countsOf(series.ended, 12, ({ atUs }) => (atUs / overload.endedAtUs) * 12);
  expect(bins.reduce((sum, bin) => sum + totalOf(bin), 0)).toBe(series.ended.length);
});

/** Completed requests a second, as the kernel says it. */
function inWindows(everyUs: number): readonly number[] {
  const completed = { kind: 'rate', requests: 'completed', unit: 'requests/s', says: 'Completed.' } as const;
  const windows = new Windows({ everyUs, most: 1_000, measures: { completed } });
  for (const { outcome, atUs } of series.ended) windows.take({ type: 'ended', outcome }, atUs);
  return windows.until(overload.endedAtUs)['completed'] ?? [];
}

test('rates over time are those of the kernel’s windows, the last of which may be short', () => {
  // Four windows and three quarters of one.
  const everyUs = Math.ceil(overload.endedAtUs / 4.75);
  const rates = ratesOf(series.ended, overload.endedAtUs, everyUs).map(({ completed }) => completed);
  expect(rates).toEqual(inWindows(everyUs));
  expect(rates).toHaveLength(5);
});

test('what is left of less than half a window has no rate of its own, and is not lost', () => {
  // Four windows and a sliver.
  const everyUs = Math.floor(overload.endedAtUs / 4.01);
  const rates = ratesOf(series.ended, overload.endedAtUs, everyUs).map(totalOf);
  expect(rates).toHaveLength(4);
  const lastUs = overload.endedAtUs - 3 * everyUs;
  const inLast = series.ended.filter(({ atUs }) => atUs >= 3 * everyUs);
  expect(rates[3]).toBeCloseTo((inLast.length * 1e6) / lastUs, 9);
});
