/**
 * Distributions as plain data: they survive `structuredClone`, print, and can be written in a link. A sample has the unit
 * of its parameters; the kernel's links and delays use milliseconds.
 *
 * Every sample costs exactly one draw (inverse transform), so changing one distribution moves no other draw.
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
export const empirical = (values: readonly number[]): Distribution => ({ kind: 'empirical', sorted: [...values].sort((a, b) => a - b) });

/** The quantile of `distribution` at u, which lies in the open interval (0, 1). */
export function quantile(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.min + (distribution.max - distribution.min) * u;
    case 'exponential':
      return -distribution.mean * ln(u);
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
const A = [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608];
const B = [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1];
const C = [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734];
const D = [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1];
const E = [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772];
const F = [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1];
