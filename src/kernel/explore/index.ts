/**
 * Exhaustive exploration: every order of deliveries, timers and budgeted faults of a small configuration, breadth first. It
 * answers with the shortest counterexamples, or with how much was visited under which bounds.
 *
 * Read `explorer.ts` for the search. A state is a row of numbers (`state-row.ts`); rows that were visited are in
 * `packed-set.ts`. What may happen next: `successors.ts`, by `moves.ts`, within the budget of `adversary.ts`. What the numbers
 * mean: `automata.ts`, `locals.ts`, `deliveries.ts`. Which states break a promise: `judge.ts`; how one got there, and the proof:
 * `counterexample.ts`. What is left out without loss: `diamonds.ts`, and with `symmetry.ts` what differs in names alone.
 */
import type { Params } from '../knobs.ts';
import type { Model } from '../model.ts';
import { Explorer } from './explorer.ts';
import type { Exploration, ExploreOptions } from './types.ts';

export { choicesOf, MomentError } from './choices-of.ts';
export { DisagreementError } from './counterexample.ts';
export { Departures, type Refusal } from './departures.ts';
export { Explorer } from './explorer.ts';
export { SymmetryError } from './members.ts';
export type { Bounds, Exploration, ExploreOptions, TracedStep, Violation } from './types.ts';

/** Explores to the end, to a limit, or until told to stop. */
export function explore(model: Model, params: Params, options: ExploreOptions = {}): Exploration {
  const explorer = new Explorer(model, params, options);
  while (!explorer.advance()) {
    options.onProgress?.(explorer.states);
    if (options.shouldStop?.()) explorer.stop('stopped on request');
  }
  return explorer.result();
}
