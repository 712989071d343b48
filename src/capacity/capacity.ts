/**
 * A study's capacity calculation as data, for its `capacity.ts`: inputs with units and ranges, formulas as a reader would
 * write them, and the decisions that rest on the results.
 *
 * A formula knows `+ - * /`, brackets, `ceil`, `min`, `max`, numbers, the ids of inputs and of results, and units by name
 * ("operation", "s"). Its dimension is checked against the unit that is stated for it; the build fails where they differ.
 */
export interface Input {
  /** What it belongs to, in a word or two: inputs of one group stand together under it. */
  readonly group?: string;
  readonly says: string;
  /** "request/s", "byte/key": SI and the study's own counts. The claim's value and the range are in it. */
  readonly unit: string;
  /** The id of a claim of the study: the likely value, and where it comes from. */
  readonly claim: string;
  readonly low: number;
  readonly high: number;
}

export interface Result {
  readonly says: string;
  readonly unit: string;
  readonly formula: string;
  /** Places after the decimal point; 0 unless given. */
  readonly digits?: number;
}

export interface Decision {
  /** Two or three words, for the lines that stay in sight: "One shard". */
  readonly short: string;
  /** "Is one shard enough?" */
  readonly question: string;
  /** Two formulas and a comparison: "shards <= 1 shard". Yes when it holds. */
  readonly holds: string;
  /** The unit in which the two are shown. */
  readonly unit: string;
  readonly yes: string;
  readonly no: string;
}

/** A calculation that somebody published, kept as an exhibit: a wrong number, or one that does not get past the units. */
export interface Mistake {
  readonly says: string;
  readonly unit: string;
  readonly formula: string;
  readonly digits?: number;
  /** The id of the result that is right. */
  readonly instead: string;
  readonly why: string;
}

export interface Capacity {
  /** What is counted, in the singular: "request", "tenant". Each is a dimension of its own. */
  readonly counts: readonly string[];
  readonly inputs: Readonly<Record<string, Input>>;
  readonly results: Readonly<Record<string, Result>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly mistakes?: Readonly<Record<string, Mistake>>;
}
