/** What a run has measured, as series over its time; found once for a run. */
import type { Outcome, Played } from '../../kernel/index.ts';
import { oncePerRun } from '../about.ts';

export interface EndedRequest {
  /** The step in which it ended. */
  readonly index: number;
  readonly atUs: number;
  readonly latencyUs: number;
  readonly outcome: Outcome;
}

export interface LevelSeries {
  readonly name: string;
  readonly unit: string;
  readonly says: string;
  /** In the order of time: from this moment on it has this value. */
  readonly points: readonly (readonly [atUs: number, value: number])[];
  readonly highest: number;
}

export interface Series {
  readonly ended: readonly EndedRequest[];
  readonly levels: readonly LevelSeries[];
  /** How p50 and p95 went, in the order of time; empty where too few requests have completed to say. */
  readonly recent: readonly Recent[];
}

export const seriesOf = oncePerRun((played): Series => {
  const ended = endedIn(played);
  return { ended, levels: levelsIn(played), recent: recentOf(ended) };
});

/** Requests that were offered before the first step count from the beginning. */
function endedIn({ history }: Played): readonly EndedRequest[] {
  const offered = new Map<unknown, number>();
  const ended: EndedRequest[] = [];
  for (const { index, atUs, emitted } of history.steps) {
    for (const event of emitted) {
      if (event.type === 'offered') offered.set(event['request'], atUs);
      if (event.type !== 'ended') continue;
      const since = offered.get(event['request']) ?? 0;
      ended.push({ index, atUs, latencyUs: atUs - since, outcome: event['outcome'] as Outcome });
    }
  }
  return ended;
}

function levelsIn({ model, history }: Played): readonly LevelSeries[] {
  const points = new Map<unknown, [number, number][]>();
  for (const { atUs, emitted } of history.steps)
    for (const event of emitted)
      if (event.type === 'level') addTo(points, event['name'], [atUs, event['value'] as number]);
  return Object.entries(model.observations).flatMap(([name, observation]) => {
    const own = points.get(name);
    if (observation.kind !== 'level' || own === undefined) return [];
    const { unit, says } = observation;
    return [{ name, unit, says, points: own, highest: own.reduce((most, [, value]) => Math.max(most, value), 0) }];
  });
}

function addTo<T>(lists: Map<unknown, T[]>, key: unknown, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

/** The value after a moment; undefined before it was first set. */
export function valueAt({ points }: LevelSeries, atUs: number): number | undefined {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as readonly [number, number])[0] <= atUs) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.[1];
}

/** Of fewer values than this there is no percentile. */
export const FEWEST = 20;
/** The 99th of fewer than a hundred would be the largest under another name. */
const FEWEST_FOR_P99 = 100;

export interface Percentile {
  readonly p: number;
  readonly valueUs: number;
}

/** Nearest rank over all values; none of a handful. */
export function percentilesOf(latencies: readonly number[]): readonly Percentile[] {
  if (latencies.length < FEWEST) return [];
  const sorted = latencies.toSorted((a, b) => a - b);
  const shown = latencies.length < FEWEST_FOR_P99 ? [50, 95] : [50, 95, 99];
  return shown.map((p) => ({ p, valueUs: rank(sorted, p) }));
}

/** Nearest rank in values from the least to the greatest. */
const rank = (sorted: readonly number[], p: number): number =>
  sorted[Math.max(0, Math.ceil((p * sorted.length) / 100 - 1e-9) - 1)] ?? 0;

/** Percentiles over time are those of so many that completed last. */
export const LAST = 40;

export interface Recent {
  readonly atUs: number;
  readonly p50Us: number;
  readonly p95Us: number;
}

/** Whenever a request completes; of a run with twice as many at least, for a line of a few points tells nothing. */
function recentOf(ended: readonly EndedRequest[]): readonly Recent[] {
  const completed = ended.filter(({ outcome }) => outcome === 'completed');
  if (completed.length < 2 * LAST) return [];
  return completed.slice(LAST - 1).map(({ atUs }, i) => {
    const sorted = completed
      .slice(i, i + LAST)
      .map(({ latencyUs }) => latencyUs)
      .sort((a, b) => a - b);
    return { atUs, p50Us: rank(sorted, 50), p95Us: rank(sorted, 95) };
  });
}

/** The last at a moment or before it. */
export const recentAt = (recent: readonly Recent[], atUs: number): Recent | undefined =>
  recent.findLast((one) => one.atUs <= atUs);
