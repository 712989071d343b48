/**
 * Distributions as plain data: they survive `structuredClone`, print, and can be written in a link. A sample has the unit
 * of its parameters; the kernel's links and delays use milliseconds.
 *
 * Every sample costs exactly one draw (inverse transform), so changing one distribution moves no other draw. And more is always
 * more: what takes long under one distribution takes long under another, too, so that two can be compared under the same luck.
 */
import { exp, ln } from './logarithm.ts';

export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `median` in the sample's unit, `sigma` the standard deviation of its logarithm (0.5 mild, 1.5 a long tail). */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /** Bounded Pareto on [min, max]; the smaller `shape`, the heavier the tail. */
  | { readonly kind: 'pareto'; readonly min: number; readonly max: number; readonly shape: number }
  /** Measured values in ascending order, read as equally spaced quantiles with straight lines between them. */
  | { readonly kind: 'empirical'; readonly sorted: readonly number[] };

export const constant = (value: number): Distribution => ({ kind: 'constant', value });
export const uniformly = (min: number, max: number): Distribution => ({ kind: 'uniform', min, max });
export const exponential = (mean: number): Distribution => ({ kind: 'exponential', mean });
export const lognormal = (median: number, sigma: number): Distribution => ({ kind: 'lognormal', median, sigma });
export const pareto = (min: number, max: number, shape: number): Distribution => ({ kind: 'pareto', min, max, shape });
export const empirical = (values: readonly number[]): Distribution => ({
  kind: 'empirical',
  sorted: [...values].sort((a, b) => a - b),
});

/** The quantile of `distribution` at u, which lies in the open interval (0, 1). */
export function quantile(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.min + (distribution.max - distribution.min) * u;
    case 'exponential':
      return -distribution.mean * ln(1 - u);
    case 'lognormal':
      return distribution.median * exp(distribution.sigma * normalQuantile(u));
    case 'pareto': {
      const { min, max, shape } = distribution;
      const ratio = exp(shape * ln(min / max));
      return min * exp(-ln(1 - u * (1 - ratio)) / shape);
    }
    case 'empirical':
      return interpolate(distribution.sorted, u);
  }
}

/** The mean of `distribution`, in its unit. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return (distribution.min + distribution.max) / 2;
    case 'exponential':
      return distribution.mean;
    case 'lognormal':
      return distribution.median * exp((distribution.sigma * distribution.sigma) / 2);
    case 'pareto': {
      const { min, max, shape } = distribution;
      if (shape === 1) return (ln(max / min) * min * max) / (max - min);
      const low = exp(shape * ln(min));
      const tail = (x: number) => exp((1 - shape) * ln(x));
      return ((low / (1 - exp(shape * ln(min / max)))) * shape * (tail(max) - tail(min))) / (1 - shape);
    }
    case 'empirical': {
      const values = distribution.sorted;
      let area = 0;
      for (let i = 1; i < values.length; i++) area += ((values[i - 1] as number) + (values[i] as number)) / 2;
      return values.length > 1 ? area / (values.length - 1) : (values[0] ?? 0);
    }
  }
}

function interpolate(sorted: readonly number[], u: number): number {
  const place = u * (sorted.length - 1);
  const below = Math.floor(place);
  const a = sorted[below] ?? 0;
  const b = sorted[below + 1] ?? a;
  return a + (b - a) * (place - below);
}

/** Inverse of the normal distribution function: Wichura, algorithm AS 241 (1988), relative error about 1e-16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(r, A)) / horner(r, B);
  }
  const tail = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const value = tail <= 5 ? horner(tail - 1.6, C) / horner(tail - 1.6, D) : horner(tail - 5, E) / horner(tail - 5, F);
  return q < 0 ? -value : value;
}
function horner(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const c of coefficients) sum = sum * x + c;
  return sum;
}
const A = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const B = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const C = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const D = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const E = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const F = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
