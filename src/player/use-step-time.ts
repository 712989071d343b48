/** How fast what moves in a picture moves. */
import { stayMs } from './pace.ts';
import { type PlayerState, useReducedMotion } from './use-player.ts';

const SINGLE_STEP_MS = 280;
/** Faster than this the eye sees no movement, only work for the browser. */
const SHORTEST_GLIDE_MS = 60;

const LONGEST_GLIDE_MS = 500;

/** How long what moves may take from one event to the next, in milliseconds; 0 is a cut. */
export function useStepTime({ session, playing }: PlayerState): number {
  const reduced = useReducedMotion();
  if (reduced || !session.glides) return 0;
  const time = playing ? stayMs(session.timeline, session.place, session.speed) : SINGLE_STEP_MS;
  return time < SHORTEST_GLIDE_MS ? 0 : Math.min(LONGEST_GLIDE_MS, Math.round(time));
}
