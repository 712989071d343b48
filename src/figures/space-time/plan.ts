/** Where columns and lanes stand: time to the right on a wide figure, downwards on a phone. */
import { NARROW_WIDTH, WIDE_WIDTH } from '../sizes.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface Plan {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly lanes: number;
  readonly narrow: boolean;
  at(column: number, lane: number): Place;
}

const WIDE_COLUMNS = 30;
const NARROW_COLUMNS = 22;
/** A short run is spread out, but not over the whole picture. */
const FEWEST = 14;
const NAMES = 126;
const TIMES = 52;
/** Slanted names reach so far to the right of their lane. */
const SLANT = 46;

export function planOf(lanes: number, steps: number, narrow: boolean): Plan {
  return narrow
    ? narrowPlan(lanes, Math.max(1, Math.min(NARROW_COLUMNS, steps)))
    : widePlan(lanes, Math.max(FEWEST, Math.min(WIDE_COLUMNS, steps)));
}

function widePlan(lanes: number, columns: number): Plan {
  const step = (WIDE_WIDTH - NAMES - 20) / columns;
  const lane = Math.max(30, Math.min(46, 400 / lanes));
  return {
    width: WIDE_WIDTH,
    height: Math.round(26 + lanes * lane + 26),
    columns,
    lanes,
    narrow: false,
    at: (column, i) => ({ x: NAMES + (column + 0.7) * step, y: 24 + (i + 0.5) * lane }),
  };
}

/** A short run is a short picture: what is under it follows at once. */
function narrowPlan(lanes: number, columns: number): Plan {
  const lane = (NARROW_WIDTH - TIMES - SLANT) / lanes;
  return {
    width: NARROW_WIDTH,
    height: 92 + columns * 21 + 6,
    columns,
    lanes,
    narrow: true,
    at: (column, i) => ({ x: TIMES + (i + 0.5) * lane, y: 92 + (column + 0.7) * 21 }),
  };
}
