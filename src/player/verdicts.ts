/** How an invariant stands at the playhead, and what the whole run says about it. */

import { clockOf } from '../figures/about.ts';
import type { Played, Verdict } from '../kernel/index.ts';
import { placeOfStep, type Timeline } from './timeline.ts';

export type Standing = 'holds' | 'broken' | 'unseen';

interface Moment {
  readonly index: number;
  readonly time: string;
}
type MomentOf = (at: { readonly index: number; readonly atUs: number }) => Moment;

export interface VerdictNow {
  readonly standing: Standing;
  /** Beside the sentence: "broken", "not yet seen", "holds throughout". */
  readonly note: string;
  /** The step where it happens, and its time in words: a link to that moment. */
  readonly moment?: Moment;
  /** Why it is broken, with the numbers. */
  readonly why?: string;
}

/** What any of the lanes has a verdict of, in the order of the model. Only who was asked something has books to be judged. */
export const judgedIn = ({ lanes }: Timeline): readonly string[] => [
  ...new Set(lanes.flatMap(({ verdicts }) => verdicts.map(({ name }) => name))),
];

/** `index` is the playhead in the verdict's own run. */
export function verdictAt(played: Played, verdict: Verdict | undefined, index: number): VerdictNow {
  if (verdict === undefined) return { standing: 'unseen', note: 'nothing to judge' };
  const over = index >= played.history.length - 1;
  const momentOf = ({ index: step, atUs }: { readonly index: number; readonly atUs: number }): Moment => ({
    index: step,
    time: clockOf(played, atUs, step),
  });
  switch (verdict.kind) {
    case 'always':
      return always(verdict, index, momentOf);
    case 'sometimes':
      return sometimes(verdict, index, over && isOver(played), momentOf);
    case 'eventually':
      return eventually(verdict, over, isOver(played));
  }
}

/**
 * The last place at or before `place` where what is said of an invariant changes, or −1: from there on to the next one, nothing
 * of it has to be said anew.
 */
export function standingSince(timeline: Timeline, place: number): number {
  let since = -1;
  for (const change of changesOf(timeline)) if (change <= place && change > since) since = change;
  return since;
}

/** Where an invariant breaks or is seen, and where a lane is over. */
function changesOf(timeline: Timeline): readonly number[] {
  const known = knownChanges.get(timeline);
  if (known !== undefined) return known;
  const changes = timeline.lanes.flatMap(({ verdicts, history }, lane) => {
    const steps = verdicts.flatMap(({ violatedAt, seenAt }) => [violatedAt?.index ?? -1, seenAt?.index ?? -1]);
    return [...steps, history.length - 1].map((step) => placeOfStep(timeline, lane, step));
  });
  const distinct = [...new Set(changes)];
  knownChanges.set(timeline, distinct);
  return distinct;
}
const knownChanges = new WeakMap<Timeline, readonly number[]>();

/** A chosen order may stop in the middle, where it has shown what it was chosen for. */
const isOver = ({ recipe, run }: Played): boolean => recipe.schedule === undefined || run.pending().length === 0;

/** What has to hold in the end is judged at the end only. */
export const isJudged = (played: Played, { kind }: Verdict): boolean => kind !== 'eventually' || isOver(played);

function always({ violatedAt }: Verdict, index: number, momentOf: MomentOf): VerdictNow {
  if (violatedAt === undefined) return { standing: 'holds', note: 'holds throughout' };
  const moment = momentOf(violatedAt);
  if (violatedAt.index > index) return { standing: 'holds', note: 'holds so far, breaks at', moment };
  return { standing: 'broken', note: 'broken at', moment, ...(violatedAt.why !== '' && { why: violatedAt.why }) };
}

function sometimes({ seenAt }: Verdict, index: number, over: boolean, momentOf: MomentOf): VerdictNow {
  // What may happen and did not is no broken promise: another run may show it.
  if (seenAt === undefined) return { standing: 'unseen', note: over ? 'not in this run' : 'not yet seen' };
  const moment = momentOf(seenAt);
  return seenAt.index > index
    ? { standing: 'unseen', note: 'not yet seen, comes at', moment }
    : { standing: 'holds', note: 'seen at', moment };
}

function eventually({ holds }: Verdict, over: boolean, complete: boolean): VerdictNow {
  if (!complete) return { standing: 'unseen', note: 'not judged: this order stops before the end' };
  if (!over) return { standing: 'unseen', note: 'judged at the end' };
  return holds
    ? { standing: 'holds', note: 'holds at the end' }
    : { standing: 'broken', note: 'does not hold at the end' };
}

export const MARKS: Readonly<Record<Standing, { readonly glyph: string; readonly words: string }>> = {
  holds: { glyph: '✓', words: 'holds' },
  broken: { glyph: '✕', words: 'broken' },
  unseen: { glyph: '○', words: 'open' },
};
