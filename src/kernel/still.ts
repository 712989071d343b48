/**
 * The world of an exploration, and of a run that replays one of its schedules: time stands still at 0, and every draw is the
 * median. Both have to see the same, or a counterexample could not be replayed.
 */
import type { Address, System } from './component.ts';
import { quantile } from './distributions.ts';

export const still = (get: (id: string) => Address): System => ({
  get,
  now: 0,
  draw: () => 0.5,
  sample: (distribution) => quantile(distribution, 0.5),
});
