/**
 * What the playhead moves over: the events of one run, or of two or three designs that met the same arrivals, merged by
 * time. Everything in the player counts in events of this line, so that comparing is no special case.
 */
import type { Landmark, Played, Step } from '../kernel/index.ts';

export interface Timeline {
  readonly lanes: readonly Played[];
  /** How many events there are, over all lanes. */
  readonly length: number;
  /** For each lane, the place on the line of each of its steps; ascending. */
  readonly places: readonly Int32Array[];
  /** Steps that a reader wants to be led to, in order; `index` is a place on the line. */
  readonly landmarks: readonly LaneLandmark[];
  /** The places of the faults and the violations among them, ascending. */
  readonly grave: readonly number[];
}
export interface LaneLandmark extends Landmark {
  readonly lane: number;
}
/** The event at a place, and whose it is. */
export interface LaneStep {
  readonly lane: number;
  readonly step: Step;
}

/** The lanes' steps by (time, lane, step). Every lane keeps its own order. */
export function timelineOf(lanes: readonly Played[]): Timeline {
  const length = lanes.reduce((sum, lane) => sum + lane.history.length, 0);
  const places = lanes.map((lane) => new Int32Array(lane.history.length));
  const taken = lanes.map(() => 0);
  for (let place = 0; place < length; place++) {
    const lane = nextLane(lanes, taken);
    const step = taken[lane] as number;
    (places[lane] as Int32Array)[step] = place;
    taken[lane] = step + 1;
  }
  const landmarks = lanes
    .flatMap((played, lane) =>
      played.landmarks.map((landmark) => ({ ...landmark, lane, index: placeOf(places, lane, landmark.index) })),
    )
    .sort((a, b) => a.index - b.index);
  return { lanes, length, places, landmarks, grave: landmarks.filter(isGrave).map(({ index }) => index) };
}

const isGrave = ({ kind }: Landmark): boolean => kind === 'fault' || kind === 'violation';

function nextLane(lanes: readonly Played[], taken: readonly number[]): number {
  let next = -1;
  let soonest = Infinity;
  for (const [lane, { history }] of lanes.entries()) {
    const atUs = history.steps[taken[lane] as number]?.atUs ?? Infinity;
    if (atUs >= soonest) continue;
    soonest = atUs;
    next = lane;
  }
  return next;
}

const placeOf = (places: readonly Int32Array[], lane: number, step: number): number => places[lane]?.[step] ?? -1;

/** The place of a lane's step; −1 for the moment before its first. */
export const placeOfStep = (timeline: Timeline, lane: number, step: number): number =>
  placeOf(timeline.places, lane, step);

/** A lane's last step at or before a place; −1 before its first. */
export function laneIndexAt({ places }: Timeline, lane: number, place: number): number {
  return countUpTo(places[lane] as Int32Array, place) - 1;
}

/** The event at a place; undefined before the first. */
export function stepAt(timeline: Timeline, place: number): LaneStep | undefined {
  for (const [lane, { history }] of timeline.lanes.entries()) {
    const index = laneIndexAt(timeline, lane, place);
    if (index >= 0 && placeOf(timeline.places, lane, index) === place)
      return { lane, step: history.steps[index] as Step };
  }
  return undefined;
}

/** Microseconds at a place; 0 before the first event. */
export const timeAt = (timeline: Timeline, place: number): number => stepAt(timeline, place)?.step.atUs ?? 0;

/** The last place at or before a time in microseconds; −1 when there is none. */
export function placeAtTime(timeline: Timeline, atUs: number): number {
  return Math.max(-1, ...timeline.lanes.map((lane, i) => placeOfStep(timeline, i, lane.history.indexAt(atUs))));
}

const countUpTo = (ascending: Int32Array, limit: number): number =>
  firstWhere(ascending.length, (i) => (ascending[i] as number) > limit);

/** The first of `length` ascending places where something becomes true; `length` when it never does. */
function firstWhere(length: number, isTrue: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The next (or the previous) landmark from a place; undefined when there is none. */
export function landmarkFrom({ landmarks }: Timeline, place: number, direction: 1 | -1): LaneLandmark | undefined {
  const at = (i: number) => (landmarks[i] as LaneLandmark).index;
  if (direction === 1) return landmarks[firstWhere(landmarks.length, (i) => at(i) > place)];
  return landmarks[firstWhere(landmarks.length, (i) => at(i) >= place) - 1];
}

/** The first fault or violation at or after a place; Infinity when there is none. */
export const nextGrave = ({ grave }: Timeline, place: number): number =>
  grave[firstWhere(grave.length, (i) => (grave[i] as number) >= place)] ?? Infinity;

/** The last fault or violation before a place; the beginning, -1, when there is none. */
export const graveBefore = ({ grave }: Timeline, place: number): number =>
  grave[firstWhere(grave.length, (i) => (grave[i] as number) >= place) - 1] ?? -1;

/** The landmarks at one place. */
export function landmarksAt({ landmarks }: Timeline, place: number): readonly LaneLandmark[] {
  const first = firstWhere(landmarks.length, (i) => (landmarks[i] as LaneLandmark).index >= place);
  const end = firstWhere(landmarks.length, (i) => (landmarks[i] as LaneLandmark).index > place);
  return landmarks.slice(first, end);
}
