/**
 * From values to places on a line. D3's own linear scale can also mix colours and write numbers, which pictures do not ask of it
 * and every page would have to fetch; which values are round is D3's.
 */
import { nice, ticks } from 'd3';

export interface LineScale {
  (value: number): number;
  /** The last value that it was made for, rounded up if it was asked to end at a round one. */
  readonly last: number;
  /** The value at a place. */
  invert(place: number): number;
  /** About so many round values. */
  ticks(count: number): readonly number[];
}

type Span = readonly [from: number, to: number];

/** With `round` it begins and ends at values that are round when there are about so many ticks. */
export function lineScale(values: Span, places: Span, round?: number): LineScale {
  const [first, last] = round === undefined ? values : nice(...values, round);
  return Object.assign(between([first, last], places), {
    last,
    invert: between(places, [first, last]),
    ticks: (count: number) => ticks(first, last, count),
  });
}

const between =
  ([a, b]: Span, [from, to]: Span) =>
  (at: number): number => {
    const part = a === b ? 0.5 : (at - a) / (b - a);
    return from * (1 - part) + to * part;
  };
