/** How designs that are compared begin. */
import { type Played, type Step, sentenceOf } from '../kernel/index.ts';
import type { Timeline } from './timeline.ts';

/** With how many events every design begins in the same way: at the same times, in the same words. */
export function eventsAlike({ lanes }: Timeline): number {
  const [base, ...others] = lanes as readonly [Played, ...Played[]]; // a timeline has at least one
  const inWords = (step: Step | undefined) => step && `${step.atUs} ${sentenceOf(base.model, step)}`;
  const { steps } = base.history;
  const parting = steps.findIndex((step, i) =>
    others.some(({ history }) => inWords(history.steps[i]) !== inWords(step)),
  );
  if (parting < 0) return steps.length;
  // What happens at one time is not torn apart: on the line one design's steps of that time stand before the next one's.
  const atUs = Math.min(...lanes.map(({ history }) => history.steps[parting]?.atUs ?? Infinity));
  return steps.findIndex((step) => step.atUs >= atUs);
}
