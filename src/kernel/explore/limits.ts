/** A bound of an exploration was reached: it stops, and says what it has covered. Not an error of anybody's. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** Ids are 16 bits wide. */
export const MAX_IDS = 65_535;
/** Items of a row: its length is 16 bits wide. */
export const MAX_ROW = 65_534;

/** What is explored unless more is asked for. */
export const DEFAULT_MAX_STATES = 5_000_000;
/** For the visited states; what the charts need comes on top and is small. */
export const DEFAULT_MAX_BYTES = 1_000_000_000;
