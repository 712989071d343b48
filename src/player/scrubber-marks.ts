/** Which landmarks are drawn on the scrubber: the gravest of those that would lie on top of each other. */
import type { Landmark } from '../kernel/index.ts';
import type { LaneLandmark, Timeline } from './timeline.ts';

const GRAVITY: Readonly<Record<Landmark['kind'], number>> = { violation: 4, fault: 3, choice: 2, loss: 1, mark: 0 };
/** About one every four pixels of a narrow scrubber. */
const SLOTS = 100;

export interface ScrubberMark {
  readonly kind: Landmark['kind'];
  readonly text: string;
  /** From 0 to 1 along the scrubber. */
  readonly at: number;
}

/** Where a place is on the scrubber, from 0 (before the first event) to 1 (the last). */
export const fractionOf = ({ length }: Pick<Timeline, 'length'>, place: number): number =>
  length === 0 ? 0 : (place + 1) / length;

export function marksOf(timeline: Timeline): readonly ScrubberMark[] {
  const gravest = new Map<number, LaneLandmark>();
  for (const landmark of timeline.landmarks) {
    const slot = Math.round(fractionOf(timeline, landmark.index) * SLOTS);
    const other = gravest.get(slot);
    if (other === undefined || GRAVITY[landmark.kind] > GRAVITY[other.kind]) gravest.set(slot, landmark);
  }
  return [...gravest.values()].map(({ kind, text, index }) => ({ kind, text, at: fractionOf(timeline, index) }));
}
