/** How an invariant stands at the playhead, and what the whole run says about it. */
import { formatTime, type Verdict } from '../kernel/index.ts';

export type Standing = 'holds' | 'broken' | 'unseen';

export interface VerdictNow {
  readonly standing: Standing;
  /** Beside the sentence: "broken", "not yet seen", "holds throughout". */
  readonly note: string;
  /** The step where it happens, and its time in words: a link to that moment. */
  readonly moment?: { readonly index: number; readonly time: string };
  /** Why it is broken, with the numbers. */
  readonly why?: string;
}

/** `index` is the playhead in the verdict's own run of `length` steps. */
export function verdictAt(verdict: Verdict, index: number, length: number): VerdictNow {
  if (verdict.kind === 'always') return always(verdict, index);
  const over = index >= length - 1;
  return verdict.kind === 'sometimes' ? sometimes(verdict, index, over) : eventually(verdict, over);
}

function always({ violatedAt }: Verdict, index: number): VerdictNow {
  if (violatedAt === undefined) return { standing: 'holds', note: 'holds throughout' };
  const moment = { index: violatedAt.index, time: formatTime(violatedAt.atUs) };
  if (violatedAt.index > index) return { standing: 'holds', note: 'holds so far, breaks at', moment };
  return { standing: 'broken', note: 'broken at', moment, ...(violatedAt.why !== '' && { why: violatedAt.why }) };
}

function sometimes({ seenAt }: Verdict, index: number, over: boolean): VerdictNow {
  if (seenAt === undefined) return over ? { standing: 'broken', note: 'never seen' } : { standing: 'unseen', note: 'not yet seen' };
  const moment = { index: seenAt.index, time: formatTime(seenAt.atUs) };
  return seenAt.index > index ? { standing: 'unseen', note: 'not yet seen, comes at', moment } : { standing: 'holds', note: 'seen at', moment };
}

function eventually({ holds }: Verdict, over: boolean): VerdictNow {
  if (!over) return { standing: 'unseen', note: 'judged at the end' };
  return holds ? { standing: 'holds', note: 'holds at the end' } : { standing: 'broken', note: 'does not hold at the end' };
}

export const MARKS: Readonly<Record<Standing, { readonly glyph: string; readonly words: string }>> = {
  holds: { glyph: '✓', words: 'holds' },
  broken: { glyph: '✕', words: 'broken' },
  unseen: { glyph: '○', words: 'open' },
};
