/** Which invariants a small figure shows at once: the others hold, and are folded. */
import type { Timeline } from './timeline.ts';
import { isJudged, judgedIn } from './verdicts.ts';

/** As many invariants as fit under a figure without folding. */
const FEW = 4;

/** All of a few; of many those that break in some design, and the model's first ones. */
export function watchedIn(timeline: Timeline): readonly string[] {
  const names = judgedIn(timeline);
  if (names.length <= FEW) return names;
  return [...new Set([...brokenIn(timeline), ...names])].slice(0, Math.max(FEW - 1, brokenIn(timeline).length));
}
/** What is broken at the end of some lane. */
export const brokenIn = ({ lanes }: Timeline): readonly string[] =>
  lanes.flatMap((lane) =>
    lane.verdicts.filter((verdict) => !verdict.holds && isJudged(lane, verdict)).map(({ name }) => name),
  );
