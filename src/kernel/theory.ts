/**
 * What a published theory says of a model's runs. Pictures draw it over the runs, grey where it stops applying; a test holds
 * sweeps against it (`tests/every-simulation.test.ts`).
 */
import type { Fault } from './faults.ts';
import type { Params } from './knobs.ts';

/** What a theory gives for one setting of the knobs. */
export interface Foretold<Value> {
  /** The formula as the field calls it: "M/M/c, Erlang C". */
  readonly name: string;
  /** Who published it, and when: "A. K. Erlang, 1917". */
  readonly source: string;
  readonly value: Value;
  /**
   * Why a run with these knobs need not show it, as a sentence: it is too short, it begins empty. The theory is then drawn
   * greyed, and no sweep is held against it. Left out where it applies.
   */
  readonly unless?: string;
}
/** There is no such theory for these knobs, and why, as a sentence. */
export interface NotForetold {
  readonly why: string;
}
export type Prediction<Value> = Foretold<Value> | NotForetold;

export const isForetold = <Value>(prediction: Prediction<Value>): prediction is Foretold<Value> =>
  'value' in prediction;

interface Stated {
  /** What it foretells, as a reader would say it: one sentence. */
  readonly says: string;
  /** Where it stops applying, whatever the knobs: one sentence. */
  readonly limits: string;
}

/** One number for a setting of the knobs: drawn as a curve along one of them. */
export interface CurveTheory<P extends Params = Params> extends Stated {
  readonly kind: 'curve';
  /** The measure that it foretells. Several theories may foretell one measure. */
  readonly measure: string;
  /** The knob along which the curve is drawn; one that is a number. */
  readonly over: string;
  /** Values of that knob that are worth sweeping, ascending, the others as given: the curve goes from the first to the last. */
  readonly grid: (params: P) => readonly number[];
  /** What else a point of that axis is, and its name: "95 %" of "what can be served". */
  readonly also?: { readonly says: string; readonly at: (params: P) => string };
  /** Finite. */
  readonly foretells: (params: P) => Prediction<number>;
}

/** A level over the time of a run: drawn as straight pieces over the level itself. */
export interface LineTheory<P extends Params = Params> extends Stated {
  readonly kind: 'line';
  /** The level, of the model's observations, that it foretells. */
  readonly level: string;
  /** Points in the order of time, microseconds and value: between two of them the line is straight. */
  readonly foretells: (params: P, run: RunShape) => Prediction<readonly (readonly [atUs: number, value: number])[]>;
}
/** What of a run is known beforehand, but for the knobs. */
export interface RunShape {
  /** Those of the scenario and those by the reader's hand; a fault of the kind "knob" turns one. */
  readonly faults: readonly Fault[];
  /** Microseconds: when the run ended. */
  readonly endedAtUs: number;
}

export type Theory<P extends Params = Params> = CurveTheory<P> | LineTheory<P>;
