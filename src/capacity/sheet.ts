/** A calculation that has been checked and compiled: plain data, as the page's script is given it. Nothing here knows of units. */

/** A formula. Numbers are in base units; results that it names have been put in their place. */
export type Tree =
  | { readonly number: number }
  | { readonly input: string }
  | { readonly op: Operation; readonly of: readonly Tree[] };
export type Operation = '+' | '-' | '*' | '/' | 'ceil' | 'min' | 'max';

interface Quantity {
  readonly id: string;
  readonly says: string;
  /** As printed: "requests/s". */
  readonly unit: string;
  /** One of the unit, in base units. */
  readonly factor: number;
}
export interface SheetInput extends Quantity {
  readonly group: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly claim: string;
  /** The mark of the claim's kind, in a letter and in words. */
  readonly mark: string;
  readonly kind: string;
}
export interface SheetResult extends Quantity {
  readonly formula: string;
  readonly digits: number;
  readonly tree: Tree;
}
export type Comparison = '<=' | '>=' | '<' | '>';
export interface SheetDecision extends Quantity {
  readonly short: string;
  readonly question: string;
  readonly formula: string;
  readonly left: Tree;
  readonly comparison: Comparison;
  readonly right: Tree;
  readonly yes: string;
  readonly no: string;
}
export interface SheetMistake extends SheetResult {
  readonly instead: string;
  readonly why: string;
  /** What the units say to it, when it does not get past them. */
  readonly refused: string | undefined;
}
export interface Sheet {
  readonly inputs: readonly SheetInput[];
  readonly results: readonly SheetResult[];
  readonly decisions: readonly SheetDecision[];
  readonly mistakes: readonly SheetMistake[];
}

/** What each input is taken to be, in its own unit. */
export type Values = Readonly<Record<string, number>>;
