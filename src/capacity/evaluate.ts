/** Formulas over numbers: what a result is for given inputs, and how far it can lie from that within their ranges. */
import type { Comparison, Operation, Sheet, SheetDecision, SheetInput, SheetResult, Tree, Values } from './sheet.ts';

const OPERATIONS: Readonly<Record<Operation, (numbers: readonly number[]) => number>> = {
  '+': ([a = 0, b = 0]) => a + b,
  '-': ([a = 0, b]) => (b === undefined ? -a : a - b),
  '*': ([a = 0, b = 0]) => a * b,
  '/': ([a = 0, b = 0]) => a / b,
  // A quotient that is whole may come out a hair above it in floating point; a shard more would be bought for nothing.
  ceil: ([a = 0]) => Math.ceil(a - Math.abs(a) * 1e-12),
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
};

const COMPARISONS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

/** In base units. */
export function evaluate(tree: Tree, base: Values): number {
  if ('number' in tree) return tree.number;
  if ('input' in tree) return base[tree.input] ?? Number.NaN;
  return OPERATIONS[tree.op](tree.of.map((part) => evaluate(part, base)));
}

export const likely = ({ inputs }: Sheet): Values => Object.fromEntries(inputs.map(({ id, likely }) => [id, likely]));

export const inBase = ({ inputs }: Sheet, values: Values): Values =>
  Object.fromEntries(inputs.map(({ id, factor }) => [id, (values[id] ?? Number.NaN) * factor]));

/** A result in its own unit. */
export const resultOf = (
  sheet: Sheet,
  { tree, factor }: Pick<SheetResult, 'tree' | 'factor'>,
  values: Values,
): number => evaluate(tree, inBase(sheet, values)) / factor;

export function verdictOf(sheet: Sheet, { left, comparison, right }: SheetDecision, values: Values): boolean {
  const base = inBase(sheet, values);
  return COMPARISONS[comparison](evaluate(left, base), evaluate(right, base));
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** More would take longer than a page may: three levels of each input, in every combination. */
export const MOST_INPUTS = 9;

/**
 * The least and the most of a result over every combination of low, likely and high of the inputs that it rests on. That is
 * the whole range wherever the formula rises or falls all the way with each input. All inputs at their worst at once are
 * unlikely: the range is a bound and no forecast.
 */
export function rangeOf(sheet: Sheet, result: Pick<SheetResult, 'tree' | 'factor'>, values: Values): Range {
  const varied = sheet.inputs.filter(({ id }) => restsOn(result.tree, id));
  const found = combinations(varied, values).map((combination) => resultOf(sheet, result, combination));
  return { low: Math.min(...found), high: Math.max(...found) };
}

export function restsOn(tree: Tree, input: string): boolean {
  if ('input' in tree) return tree.input === input;
  return 'of' in tree && tree.of.some((part) => restsOn(part, input));
}

function combinations(varied: readonly SheetInput[], values: Values): readonly Values[] {
  return varied.reduce<readonly Values[]>(
    (all, { id, low, high }) =>
      all.flatMap((one) => [low, values[id] ?? Number.NaN, high].map((value) => ({ ...one, [id]: value }))),
    [values],
  );
}
