/** The search from a moment of a run. Only a laboratory offers it, and only a laboratory loads it. */
import { choicesOf } from '../kernel/explore/index.ts';
import { byTime, type Played } from '../kernel/index.ts';
import type { Exploring } from './labour.ts';

/** From the moment on the screen, with everything as it is there. Throws a `MomentError` where nobody can explore from. */
export function explorationFrom({ recipe, history }: Played, index: number): Exploring {
  return { kind: 'explore', recipe: byTime(recipe), from: choicesOf(history, index) };
}
