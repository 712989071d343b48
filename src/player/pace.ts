/**
 * How fast events go by. Events drive, seconds do not: a burst of forty messages within a millisecond takes as long to watch
 * as forty messages within an hour. Only the player knows about pace; a model never does.
 */
import { graveBefore, nextGrave, type Timeline } from './timeline.ts';

export const SPEEDS = ['slow', 'normal', 'fast', 'fastest'] as const;
export type Speed = (typeof SPEEDS)[number];

const TIMES_FASTER: Readonly<Record<Speed, number>> = { slow: 1 / 3, normal: 1, fast: 4, fastest: 16 };
/** Two events a second: the eye can follow one message. */
const EVENT_MS = 500;
/** No run takes longer than this to watch at normal speed. */
const LONGEST_RUN_MS = 90_000;
/** The way to what breaks is short: it begins as slowly as the eye can follow, and then hurries, as fast as words can be read. */
const WAY_MS = 8_000;
const EVENTS_TO_BEGIN = 6;
const READABLE_MS = 80;
/** A long run hurries, but not past what breaks it: from some events before to some after, the eye can follow again. */
const FOLLOWED_MS = 250;
const EVENTS_BEFORE = 6;
const EVENTS_AFTER = 3;
/** How long the eye rests on a fault or a violation, at normal speed. */
const REST_MS = 1_400;
/** A slower frame than this is a hiccup: its time is dropped, so that nothing jumps. */
const LONGEST_FRAME_MS = 100;

/** Milliseconds for one event of a run of `length` events. */
export const eventMs = (length: number, speed: Speed): number =>
  Math.min(EVENT_MS, LONGEST_RUN_MS / Math.max(1, length)) / TIMES_FASTER[speed];

/** Milliseconds that the playhead stays at a place before it takes the next event. */
export function stayMs(timeline: Timeline, place: number, speed: Speed): number {
  const usual = eventMs(timeline.length, speed);
  const grave = nextGrave(timeline, place - EVENTS_AFTER);
  if (nextGrave(timeline, place) === place) return Math.max(usual, REST_MS / TIMES_FASTER[speed]);
  if (grave - place <= EVENTS_BEFORE) return Math.max(usual, FOLLOWED_MS / TIMES_FASTER[speed]);
  return Math.min(usual, wayMs(timeline, place) / TIMES_FASTER[speed]);
}

/** Milliseconds for one event between two things that break, or between the beginning and the first of them. */
function wayMs(timeline: Timeline, place: number): number {
  const [from, to] = [graveBefore(timeline, place), nextGrave(timeline, place)];
  const isFollowed = to === Infinity || place - from <= EVENTS_TO_BEGIN;
  return isFollowed ? Infinity : Math.max(READABLE_MS, WAY_MS / (to - from));
}

export interface Advanced {
  readonly place: number;
  /** Time that has gone by and was not enough for the next event. */
  readonly owedMs: number;
}

/** Where the playhead is when `ms` have gone by; it stops at the last event. */
export function advance(timeline: Timeline, from: Advanced, ms: number, speed: Speed): Advanced {
  let { place, owedMs } = from;
  owedMs += Math.min(ms, LONGEST_FRAME_MS);
  while (place < timeline.length - 1) {
    const stay = stayMs(timeline, place, speed);
    if (owedMs < stay) return { place, owedMs };
    owedMs -= stay;
    place++;
  }
  return { place, owedMs: 0 };
}
