/** What many values say together: mean with its interval, percentiles, extremes; and the same of paired differences. */
import { nearestRank } from '../measures.ts';

export interface Summary {
  /** How many values there are: runs with nothing to measure are left out. Everything below is NaN when there is none. */
  readonly n: number;
  readonly mean: number;
  /** Half the width of the 95 % confidence interval of the mean (Student's t); NaN for fewer than two values. */
  readonly ci95: number;
  /** Percentiles are nearest rank: values that occurred. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
}

/** Summarises the values that are not NaN. The order of `values` does not matter beyond the last digit of the mean. */
export function summarise(values: ArrayLike<number>): Summary {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const n = sorted.length;
  const rank = (p: number) => nearestRank(sorted, p);
  return { n, ...meanWithInterval(sorted), p50: rank(50), p95: rank(95), p99: rank(99), min: rank(0), max: rank(100) };
}

/** A difference of two designs under the same luck: seed by seed, so that what both share cancels out. */
export type Difference = Pick<Summary, 'n' | 'mean' | 'ci95'>;

/** `changed` − `base`, pair by pair; pairs in which either is NaN are left out. Throws when they are not as many. */
export function pairedDifference(base: ArrayLike<number>, changed: ArrayLike<number>): Difference {
  if (base.length !== changed.length)
    throw new Error(`paired differences need as many values of each; got ${base.length} and ${changed.length}`);
  const differences = Float64Array.from(base, (value, i) => (changed[i] as number) - value).filter(
    (value) => !Number.isNaN(value),
  );
  return { n: differences.length, ...meanWithInterval(differences) };
}

function meanWithInterval(values: Float64Array): Pick<Summary, 'mean' | 'ci95'> {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, ci95: n < 2 ? Number.NaN : studentT(n - 1) * Math.sqrt(squares / (n - 1) / n) };
}

/** t of the 97.5th percentile for 1 to 30 degrees of freedom: any table of Student's distribution. */
const T = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604, 2.1448, 2.1314,
  2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
];

/** Beyond the table: the Cornish–Fisher expansion (Abramowitz and Stegun, 26.7.5), right to five places from 30 on. */
export function studentT(degrees: number): number {
  const fromTable = T[degrees - 1];
  if (fromTable !== undefined) return fromTable;
  const z = 1.959963984540054;
  const z2 = z * z;
  const first = (z * (z2 + 1)) / 4;
  const second = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96;
  const third = (z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15)) / 384;
  return z + (first + (second + third / degrees) / degrees) / degrees;
}
