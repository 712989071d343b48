import { nearestRank } from '../../src/kernel/index.ts';

/** What a bench says: one row a figure. A file of this folder is a bench when it exports `bench()`. */
export interface Row {
  readonly figure: string;
  /** NaN when it could not be measured; the note says why. */
  readonly value: number;
  readonly unit: string;
  /** The target, where there is one. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly note?: string;
}
export interface Bench {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** NaN of nothing. */
export const percentile = (values: readonly number[], p: number): number =>
  nearestRank(
    [...values].sort((a, b) => a - b),
    p,
  );
export const median = (values: readonly number[]): number => percentile(values, 50);

/** Whether a figure keeps to its target; undefined when it has none, or was not measured. */
export function isMet({ value, atLeast, atMost }: Row): boolean | undefined {
  if (Number.isNaN(value) || (atLeast === undefined && atMost === undefined)) return undefined;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}
