/**
 * A number that a reader sees is a claim, of one of four kinds. There is no fifth.
 *
 * A study's `claims.ts` lists its claims by id; `<Claim id="…"/>` prints one with its unit and its mark, and the build
 * fails when a claim is missing, false, or no longer reproduced.
 */
import type { KnobValue, Model, Params, Played } from '../kernel/index.ts';

interface Stated {
  /** What the number is, in one sentence: read out where the number is pointed at. */
  readonly says: string;
  /** Printed after the number: "ms", "requests/s", "× limit"; '' for a bare count. */
  readonly unit: string;
  /** Places after the decimal point; 0 unless given. */
  readonly digits?: number;
}

/** A run, or a formula, that the build makes again and compares with `expect`. */
export interface ModelClaim extends Stated {
  readonly kind: 'model';
  readonly from: RunSource | FormulaSource;
  /** The range in which the recomputed value must lie, both ends included. */
  readonly expect: readonly [number, number];
}
export interface RunSource {
  readonly model: Model;
  readonly scenario: string;
  readonly knobs?: Readonly<Record<string, KnobValue>>;
  readonly seed?: number;
  /** A measure of the model by name, or what to read off the whole run. */
  readonly value: string | ((played: Played, params: Params) => number);
}
export interface FormulaSource {
  /** The formula as a reader would write it: "servers × rate × interval". */
  readonly formula: string;
  readonly value: () => number;
}

/** Recorded from a real system. */
export interface MeasuredClaim extends Stated {
  readonly kind: 'measured';
  readonly value: number;
  readonly run: {
    /** What was measured, with its version: "Redis 7.2.4, one process, loopback". */
    readonly system: string;
    /** ISO date. */
    readonly date: string;
    /** A command, or a sentence in which commands stand between backticks. */
    readonly command: string;
    /** The result as it was printed. */
    readonly raw: string;
  };
}

/** Somebody else's number, as printed there. */
export interface CitedClaim extends Stated {
  readonly kind: 'cited';
  readonly value: number;
  readonly asPrinted: string;
  readonly title: string;
  readonly url: string;
  /** ISO date on which the page was read. */
  readonly read: string;
}

/** Nobody's: taken for the sake of the argument. */
export interface AssumedClaim extends Stated {
  readonly kind: 'assumed';
  readonly value: number;
  /** What would change if it is wrong. */
  readonly ifWrong: string;
}

export type Claim = ModelClaim | MeasuredClaim | CitedClaim | AssumedClaim;
export type Claims = Readonly<Record<string, Claim>>;

type Without<C extends Claim> = Omit<C, 'kind'>;
export const model = (claim: Without<ModelClaim>): ModelClaim => ({ kind: 'model', ...claim });
export const measured = (claim: Without<MeasuredClaim>): MeasuredClaim => ({ kind: 'measured', ...claim });
export const cited = (claim: Without<CitedClaim>): CitedClaim => ({ kind: 'cited', ...claim });
export const assumed = (claim: Without<AssumedClaim>): AssumedClaim => ({ kind: 'assumed', ...claim });

/** The mark beside a number, and its word. */
export const MARKS = { model: 'M', measured: 'R', cited: 'C', assumed: 'A' } as const satisfies Record<
  Claim['kind'],
  string
>;
export const MARK_WORDS = {
  model: 'model: recomputed by the build',
  measured: 'recorded from a real system',
  cited: 'cited',
  assumed: 'assumed',
} as const satisfies Record<Claim['kind'], string>;
