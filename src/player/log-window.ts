/** Which events the log shows: a window of constant size around the playhead, so that nothing jumps and a long run costs no more. */
export const LOG_ROWS = 15;
/** What led here matters more than what comes. */
const BEHIND = 9;

/** The first place shown; the window stays inside of the run. */
export const logStart = (place: number, length: number): number =>
  Math.max(0, Math.min(place - BEHIND, length - LOG_ROWS));

export const logPlaces = (place: number, length: number): readonly number[] =>
  Array.from({ length: Math.min(LOG_ROWS, length) }, (_, i) => logStart(place, length) + i);
