/** How a request can end, in the order in which they are stacked. Those that failed are told apart by a hatch. */
import type { Outcome, Tone } from '../../kernel/index.ts';

export const outcomes = ['completed', 'rejected', 'timedOut', 'failed'] as const satisfies readonly Outcome[];

export const toneOfOutcome: Readonly<Record<Outcome, Tone>> = {
  completed: 'done',
  rejected: 'dropped',
  timedOut: 'failed',
  failed: 'failed',
};

export type Counts = Readonly<Record<Outcome, number>>;

/** Counts by bin: `binOf` says which, and whatever lies beyond the last counts there. */
export function countsOf<T extends { readonly outcome: Outcome }>(
  items: readonly T[],
  bins: number,
  binOf: (item: T) => number,
): readonly Counts[] {
  const counts = Array.from({ length: bins }, () => ({ completed: 0, failed: 0, rejected: 0, timedOut: 0 }));
  for (const item of items) {
    const bin = counts[Math.min(bins - 1, Math.floor(binOf(item)))];
    if (bin !== undefined) bin[item.outcome]++;
  }
  return counts;
}
export const totalOf = (counts: Counts): number => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

/**
 * How many a second ended how, window by window, as the kernel's windows say it. What is left at the end belongs to the last
 * window where it is less than half of one: by itself a few microseconds with one request would be the highest rate of all.
 */
export function ratesOf(
  ended: readonly { readonly outcome: Outcome; readonly atUs: number }[],
  lastUs: number,
  everyUs: number,
): readonly Counts[] {
  const windows = Math.max(1, Math.round(lastUs / everyUs));
  const lastLengthUs = lastUs - (windows - 1) * everyUs;
  return countsOf(ended, windows, ({ atUs }) => atUs / everyUs).map((counts, nth) =>
    perSecond(counts, nth < windows - 1 ? everyUs : lastLengthUs),
  );
}
const perSecond = ({ completed, failed, rejected, timedOut }: Counts, us: number): Counts => ({
  completed: (completed * 1e6) / us,
  failed: (failed * 1e6) / us,
  rejected: (rejected * 1e6) / us,
  timedOut: (timedOut * 1e6) / us,
});
