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
  each = 1,
): readonly Counts[] {
  const counts = Array.from({ length: bins }, () => ({ completed: 0, failed: 0, rejected: 0, timedOut: 0 }));
  for (const item of items) {
    const bin = counts[Math.min(bins - 1, Math.floor(binOf(item)))];
    if (bin !== undefined) bin[item.outcome] += each;
  }
  return counts;
}
export const totalOf = (counts: Counts): number => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
