/** From a state back to the beginning: the choices that lead there, and the proof that they do. */
import { interpreted } from '../chart/index.ts';
import type { Params } from '../knobs.ts';
import type { Invariant, Model } from '../model.ts';
import { nameOf, sentenceOf } from '../narrate.ts';
import { Run } from '../run.ts';
import { type Choice, ScriptedAgenda } from '../schedule.ts';
import type { Step } from '../step.ts';
import { readingOf } from '../watch.ts';
import type { Automata } from './automata.ts';
import { textOf } from './locals.ts';
import { NONE, type PackedSet, type Ref } from './packed-set.ts';
import { StateRow } from './state-row.ts';
import { type Act, CRASH, DELIVER, DROP, type Successors } from './successors.ts';
import type { TracedStep, Violation } from './types.ts';

/** The choices on the way to a state, and the state itself as they lead to it. */
export interface Path {
  readonly choices: readonly Choice[];
  readonly end: StateRow;
}

/**
 * Walks the way again. `canonicalise` turns a row into the one that stands for it in `visited`; the way itself is walked in
 * states as they are, so that its choices name who really acts.
 */
export function pathTo(
  ref: Ref,
  visited: PackedSet,
  begin: StateRow,
  successors: Successors,
  automata: Automata,
  canonicalise: (buffer: StateRow) => void,
): Path {
  const way: Ref[] = [];
  for (let at = ref; visited.parentOf(at) !== NONE; at = visited.parentOf(at)) way.push(at);
  const choices: Choice[] = [];
  let here = begin;
  for (const next of way.reverse()) {
    const wanted = new StateRow(begin.first - 1);
    wanted.fit(visited.lengthOf(next));
    visited.read(next, wanted.row);
    let found: { choice: Choice; state: StateRow } | undefined;
    successors.each(here, (act, subject) => {
      if (found !== undefined) return;
      const state = successors.child.copy();
      canonicalise(successors.child);
      if (successors.child.equals(wanted)) found = { choice: choiceOf(act, subject, automata), state };
    });
    if (found === undefined) throw new Error('exploration has lost the way to a state that it visited');
    choices.push(found.choice);
    here = found.state;
  }
  return { choices, end: here };
}

function choiceOf(act: Act, subject: number, automata: Automata): Choice {
  if (act === CRASH) return { act: 'crash', component: automata.parts[subject]?.id ?? '' };
  const key = automata.deliveries.key[subject] ?? '';
  return { act: act === DELIVER ? 'deliver' : act === DROP ? 'drop' : 'duplicate', key };
}

/** Thrown when XState's own step does not confirm what exploration found: one of the two is wrong, and nothing is reported. */
export class DisagreementError extends Error {
  override readonly name = 'DisagreementError';
}

/** What is to be confirmed. */
export interface Finding {
  readonly invariant: Invariant;
  /** Choices from the beginning of the run; the last `steps` of them are the counterexample. */
  readonly schedule: readonly Choice[];
  readonly steps: number;
  /** The state in which the invariant is broken. */
  readonly end: StateRow;
}

/**
 * Runs the choices through XState's own step. Throws a `DisagreementError` unless they break the invariant at the last one
 * and not before, in the state that exploration found.
 */
export function confirm(model: Model, params: Params, automata: Automata, finding: Finding): Violation {
  const { invariant, schedule, steps } = finding;
  const traced: Step[] = [];
  const agenda = new ScriptedAgenda(schedule, (id) => run.component(id).address);
  const run: Run = new Run(
    model,
    { params, seed: 0, ideal: true, agenda, chart: interpreted },
    { stepped: (step) => traced.push(step) },
  );
  const first = runStepsOf(schedule.slice(0, schedule.length - steps));
  const last = runStepsOf(schedule);
  const holds = (): boolean => invariant.holds(readingOf(run), run.params);
  const brokenEarly = (): boolean => invariant.kind === 'always' && run.steps >= first && run.steps < last && !holds();
  let early = brokenEarly();
  while (!early && run.step()) early = brokenEarly();
  const objection = early
    ? `it is broken after ${run.steps} of ${last} steps already`
    : objectionTo(finding, run, automata, holds());
  if (objection !== undefined)
    throw new DisagreementError(
      `exploration of ${model.id} and XState's own step disagree on "${invariant.name}": ${objection}; schedule ${JSON.stringify(schedule)}`,
    );
  const why = invariant.why?.(readingOf(run), run.params) ?? '';
  const trace = traced.slice(first).flatMap((step) => tracedStep(model, step));
  return { invariant: invariant.name, kind: invariant.kind, why, steps, schedule, trace };
}

function objectionTo({ end }: Finding, run: Run, automata: Automata, holds: boolean): string | undefined {
  if (holds) return 'it holds at the end';
  const textAt = (index: number) => textOf(automata.view(index, end.row.items[index + 1] as number));
  const other = automata.parts.find((part, index) => textAt(index) !== textOf(run.view(part.id)));
  if (other === undefined) return undefined;
  return `"${other.id}" is ${textOf(run.view(other.id))}, expected ${textAt(automata.parts.indexOf(other))}`;
}

/** A crash is two steps of a run: down, and up again. */
const runStepsOf = (schedule: readonly Choice[]): number =>
  schedule.reduce((sum, { act }) => sum + (act === 'crash' ? 2 : 1), 0);

/** One line for each choice: a crash is told once. */
function tracedStep(model: Model, step: Step): TracedStep[] {
  const { fault } = step.envelope;
  const to = step.component.id;
  if (fault === undefined) return [{ to, event: step.event.type, note: sentenceOf(model, step) }];
  return fault.begins
    ? [{ to, event: 'crash', note: `${nameOf(model, step.component)} crashes and restarts at once` }]
    : [];
}
