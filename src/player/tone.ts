/** What a step means to a reader: one tone, with the one glyph that goes with it on the whole site. */
import type { Step, Tone } from '../kernel/index.ts';

/** A fault and a knob turned are nobody's request: they are drawn in ink, with a flag. */
export type StepTone = Tone | 'act';

export const GLYPHS: Readonly<Record<StepTone, string>> = {
  flight: '●',
  waiting: '○',
  done: '■',
  failed: '✕',
  dropped: '–',
  duplicate: '◎',
  idle: '·',
  act: '⚑',
};

/** By what happened in the step; `violates` says that an invariant broke in it. */
export function toneOf(step: Step, violates = false): StepTone {
  if (violates) return 'failed';
  if (step.kind === 'fault') return 'act';
  if (step.missed !== undefined || step.sent.some((envelope) => envelope.lost !== undefined)) return 'dropped';
  for (const event of step.emitted) if (event.type === 'ended') return outcomeTone(event.outcome);
  return step.sent.some((envelope) => envelope.timer === undefined) ? 'flight' : 'idle';
}

function outcomeTone(outcome: unknown): StepTone {
  if (outcome === 'completed') return 'done';
  return outcome === 'rejected' ? 'dropped' : 'failed';
}
