/**
 * When requests arrive, as plain data. A source asks for the gap to the next arrival; the gap depends only on the arrival's
 * number, so two designs meet the same arrivals whatever they do with them.
 */
import type { System } from './component.ts';
import { ln } from './logarithm.ts';

export type Arrivals =
  /** Independent arrivals, `perSecond` on average. */
  | { readonly kind: 'poisson'; readonly perSecond: number }
  /** Evenly spaced. */
  | { readonly kind: 'uniform'; readonly perSecond: number }
  /** `size` arrivals `withinMs` apart from each other evenly, then silence until `everyMs` have passed since the burst began. */
  | { readonly kind: 'bursts'; readonly size: number; readonly withinMs: number; readonly everyMs: number }
  /** Recorded moments in milliseconds, ascending. */
  | { readonly kind: 'recorded'; readonly atMs: readonly number[] };

/** Milliseconds between arrival `n − 1` and arrival `n` (from the start for n = 0); Infinity when there is no such arrival. */
export function gapMs(arrivals: Arrivals, n: number, system: Pick<System, 'draw'>): number {
  switch (arrivals.kind) {
    case 'poisson':
      return arrivals.perSecond > 0 ? (-1000 / arrivals.perSecond) * ln(system.draw(n)) : Infinity;
    case 'uniform':
      return arrivals.perSecond > 0 ? 1000 / arrivals.perSecond : Infinity;
    case 'bursts': {
      const inside = n % arrivals.size;
      if (n === 0) return 0;
      const apart = arrivals.size > 1 ? arrivals.withinMs / (arrivals.size - 1) : 0;
      return inside === 0 ? arrivals.everyMs - (arrivals.size > 1 ? arrivals.withinMs : 0) : apart;
    }
    case 'recorded': {
      const at = arrivals.atMs[n];
      return at === undefined ? Infinity : at - (arrivals.atMs[n - 1] ?? 0);
    }
  }
}
