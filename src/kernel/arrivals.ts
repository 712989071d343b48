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
  | Bursts
  /** Recorded moments in milliseconds, ascending. */
  | { readonly kind: 'recorded'; readonly atMs: readonly number[] };

/** `size` arrivals `withinMs` apart from each other evenly, then silence until `everyMs` have passed since the burst began. */
interface Bursts {
  readonly kind: 'bursts';
  readonly size: number;
  readonly withinMs: number;
  readonly everyMs: number;
}

/**
 * Milliseconds between arrival `n − 1` and arrival `n` (from the start for n = 0); Infinity when there is no such arrival. Throws
 * for arrivals that cannot be: a list is looked through for its first, so that no run begins with one that goes back in time.
 */
export function gapMs(arrivals: Arrivals, n: number, system: Pick<System, 'draw'>): number {
  switch (arrivals.kind) {
    case 'poisson':
      return -meanGapMs(arrivals.perSecond) * ln(system.draw(n));
    case 'uniform':
      return meanGapMs(arrivals.perSecond);
    case 'bursts':
      return gapInBursts(arrivals, n);
    case 'recorded': {
      if (n === 0) checkRecorded(arrivals.atMs);
      const at = arrivals.atMs[n];
      return at === undefined ? Infinity : at - (arrivals.atMs[n - 1] ?? 0);
    }
  }
}

function meanGapMs(perSecond: number): number {
  if (perSecond >= 0) return 1000 / perSecond;
  throw new Error(`arrivals at ${perSecond} a second; expected 0 (never) or more`);
}

function gapInBursts(bursts: Bursts, n: number): number {
  checkBursts(bursts);
  if (n === 0) return 0;
  const { size, withinMs, everyMs } = bursts;
  const lastsMs = size > 1 ? withinMs : 0;
  return n % size === 0 ? everyMs - lastsMs : lastsMs / (size - 1);
}

function checkBursts({ size, withinMs, everyMs }: Bursts): void {
  if (Number.isInteger(size) && size >= 1 && withinMs >= 0 && withinMs <= everyMs && everyMs > 0) return;
  throw new Error(
    `arrivals in bursts of ${size}, each within ${withinMs} ms, one every ${everyMs} ms; expected a whole number, 1 or more, ` +
      'and a burst that is over when the next begins: withinMs from 0 to everyMs, everyMs above 0',
  );
}

function checkRecorded(atMs: readonly number[]): void {
  let before = 0;
  for (const [n, at] of atMs.entries()) {
    if (!(at >= before))
      throw new Error(
        `arrival ${n} of a recorded list is at ${at} ms, after one at ${before} ms; expected moments in ascending order from 0 on: sort the list`,
      );
    before = at;
  }
}
