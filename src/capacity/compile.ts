/**
 * Checks a study's calculation and compiles it for the page. For the build only: whatever is unknown, of the wrong dimension,
 * or not to be computed fails here, with file, formula, what was expected and what came.
 */
import { type MathNode, parse } from 'mathjs';
import { type Claims, MARK_WORDS, MARKS } from '../claims/claim.ts';
import { numberOf } from '../claims/recompute.ts';
import type { Capacity, Mistake, Result } from './capacity.ts';
import { MOST_INPUTS, restsOn } from './evaluate.ts';
import { readable } from './printed.ts';
import type { Comparison, Operation, Sheet, SheetInput, SheetResult, Tree } from './sheet.ts';
import { type Dimension, type Units, unitsWith } from './units.ts';

interface Typed {
  readonly tree: Tree;
  readonly dimension: Dimension;
}

interface Names {
  readonly units: Units;
  readonly counts: readonly string[];
  readonly inputs: ReadonlyMap<string, Typed>;
  readonly results: Map<string, Typed>;
}

/** `where` is the file that is named in the messages. A file that exports nothing by that name gives undefined. */
export function compile(capacity: Capacity | undefined, claims: Claims, where: string): Sheet {
  if (capacity === undefined)
    throw new Error(
      `${where} exports no "capacity"; expected: export const capacity: Capacity = { counts, inputs, … }`,
    );
  const units = unitsWith(capacity.counts);
  const inputs = Object.entries(capacity.inputs).map(([id, input]): SheetInput => {
    const claim = claims[input.claim];
    if (claim === undefined)
      throw new Error(
        `${where}: input "${id}" names the claim "${input.claim}"; known: ${Object.keys(claims).join(', ')}`,
      );
    const likely = numberOf(claim);
    if (!(input.low <= likely && likely <= input.high))
      throw new Error(
        `${where}: input "${id}" is ${likely}, outside of its range from ${input.low} to ${input.high} ${input.unit}`,
      );
    const factor = at(`${where}: input "${id}"`, () => units.factor(input.unit));
    const { group = '', says, low, high } = input;
    const shown = { id, group, says, unit: readable(input.unit, capacity.counts), factor, low, likely, high };
    return { ...shown, claim: input.claim, mark: MARKS[claim.kind], kind: MARK_WORDS[claim.kind] };
  });
  const names: Names = {
    units,
    counts: capacity.counts,
    inputs: new Map(
      Object.entries(capacity.inputs).map(([id, { unit }]) => [
        id,
        { tree: { input: id }, dimension: units.named(unit) },
      ]),
    ),
    results: new Map(),
  };
  // In the order in which they are written: a result may use those above it.
  const results = Object.entries(capacity.results).map(([id, result]) => {
    const compiled = checked(result, names, `${where}: result "${id}"`);
    names.results.set(id, { tree: compiled.tree, dimension: units.named(result.unit) });
    return { ...compiled, id };
  });
  for (const { id, tree } of results) checkSize(tree, inputs, `${where}: result "${id}"`);
  const decisions = Object.entries(capacity.decisions).map(([id, { short, question, holds, unit, yes, no }]) => ({
    id,
    says: question,
    short,
    question,
    yes,
    no,
    ...comparison(holds, unit, names, `${where}: decision "${id}"`),
  }));
  const mistakes = Object.entries(capacity.mistakes ?? {}).map(([id, mistake]) => ({
    ...exhibit(mistake, names, where, id),
    id,
    instead: mistake.instead,
    why: mistake.why,
  }));
  return { inputs, results, decisions, mistakes };
}

function checked(result: Result, names: Names, where: string): Omit<SheetResult, 'id'> {
  const { units } = names;
  const { tree, dimension } = at(where, () => read(parsed(result.formula), names));
  const stated = at(where, () => units.named(result.unit));
  if (!units.alike(dimension, stated))
    throw new Error(
      `${where}: "${result.formula}" is in ${units.words(dimension)}; expected ${result.unit || 'a bare number'}`,
    );
  const { says, formula, unit, digits = 0 } = result;
  return { says, formula, unit: readable(unit, names.counts), factor: units.factor(unit), digits, tree };
}

/** A mistake may be one that the units refuse; then what they say is the exhibit. */
function exhibit(mistake: Mistake, names: Names, where: string, id: string) {
  if (!names.results.has(mistake.instead))
    throw new Error(
      `${where}: mistake "${id}" stands instead of "${mistake.instead}"; known results: ${[...names.results.keys()].join(', ')}`,
    );
  try {
    return { ...checked(mistake, names, 'The units refuse it'), refused: undefined };
  } catch (error) {
    const { says, formula, unit, digits = 0 } = mistake;
    const refused = error instanceof Error ? error.message : String(error);
    return {
      says,
      formula,
      unit: readable(unit, names.counts),
      factor: 1,
      digits,
      tree: { number: Number.NaN },
      refused,
    };
  }
}

const COMPARED: Readonly<Record<string, Comparison>> = { smallerEq: '<=', largerEq: '>=', smaller: '<', larger: '>' };

function comparison(formula: string, unit: string, names: Names, where: string) {
  const node = parsed(formula);
  const sign = isOperator(node) ? COMPARED[node.fn] : undefined;
  if (!isOperator(node) || sign === undefined)
    throw new Error(`${where}: "${formula}" compares nothing; expected <=, >=, < or > between two formulas`);
  const [left, right] = at(where, () => [read(node.args[0], names), read(node.args[1], names)] as const);
  const { units } = names;
  if (!units.alike(left.dimension, right.dimension))
    throw new Error(
      `${where}: "${formula}" compares ${units.words(left.dimension)} with ${units.words(right.dimension)}`,
    );
  if (
    !units.alike(
      left.dimension,
      at(where, () => units.named(unit)),
    )
  )
    throw new Error(`${where}: "${formula}" compares ${units.words(left.dimension)}; expected ${unit}`);
  return {
    formula,
    left: left.tree,
    comparison: sign,
    right: right.tree,
    unit: readable(unit, names.counts),
    factor: units.factor(unit),
  };
}

function checkSize(tree: Tree, inputs: readonly SheetInput[], where: string): void {
  const used = inputs.filter(({ id }) => restsOn(tree, id));
  if (used.length > MOST_INPUTS)
    throw new Error(`${where} rests on ${used.length} inputs; its range can be found for at most ${MOST_INPUTS}`);
}

// From mathjs's tree to ours.

interface Operator {
  readonly fn: string;
  readonly args: readonly [MathNode, MathNode];
}
const isOperator = (node: MathNode): node is MathNode & Operator => node.type === 'OperatorNode';

function parsed(formula: string): MathNode {
  try {
    return parse(formula);
  } catch (error) {
    throw new Error(`"${formula}" cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const SIGNS: Readonly<Record<string, Operation>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
};

function read(node: MathNode, names: Names): Typed {
  switch (node.type) {
    case 'ConstantNode':
      return { tree: { number: Number((node as MathNode & { value: unknown }).value) }, dimension: 1 };
    case 'ParenthesisNode':
      return read((node as MathNode & { content: MathNode }).content, names);
    case 'SymbolNode':
      return named((node as MathNode & { name: string }).name, names);
    case 'FunctionNode':
      return called(node as MathNode & { fn: { name: string }; args: readonly MathNode[] }, names);
    case 'OperatorNode':
      return combined(node as MathNode & Operator, names);
    default:
      throw new Error(`"${node}" is a ${node.type}; a formula knows + - * /, brackets, ceil, min, max`);
  }
}

function named(name: string, { inputs, results, units }: Names): Typed {
  const found = inputs.get(name) ?? results.get(name);
  if (found !== undefined) return found;
  if (!units.isKnown(name))
    throw new Error(
      `unknown name "${name}"; known: ${[...inputs.keys(), ...results.keys()].join(', ')}, and units by name`,
    );
  return { tree: { number: units.factor(name) }, dimension: units.named(name) };
}

function combined(node: MathNode & Operator, names: Names): Typed {
  const op = SIGNS[node.fn];
  if (op === undefined || node.args.length !== 2)
    throw new Error(`"${node}": unknown operation ${node.fn}; known: + - * /`);
  const [a, b] = [read(node.args[0], names), read(node.args[1], names)];
  const tree: Tree = { op, of: [a.tree, b.tree] };
  const { units } = names;
  if (op === '*') return { tree, dimension: units.times(a.dimension, b.dimension) };
  if (op === '/') return { tree, dimension: units.over(a.dimension, b.dimension) };
  return { tree, dimension: common([a, b], node, units) };
}

function called(node: MathNode & { fn: { name: string }; args: readonly MathNode[] }, names: Names): Typed {
  const { name } = node.fn;
  const of = node.args.map((argument) => read(argument, names));
  const { units } = names;
  const trees = of.map(({ tree }) => tree);
  if (name === 'ceil' && of[0] !== undefined) {
    if (!units.isCount(of[0].dimension))
      throw new Error(`"${node}" rounds up ${units.words(of[0].dimension)}; only what is counted can be whole`);
    return { tree: { op: 'ceil', of: trees }, dimension: of[0].dimension };
  }
  if (name === 'min' || name === 'max') return { tree: { op: name, of: trees }, dimension: common(of, node, units) };
  throw new Error(`"${node}": unknown function ${name}; known: ceil, min, max`);
}

function common(of: readonly Typed[], node: MathNode, units: Units): Dimension {
  const [first, ...others] = of as readonly [Typed, ...Typed[]];
  for (const { dimension } of others)
    if (!units.alike(first.dimension, dimension))
      throw new Error(`"${node}" mixes ${units.words(first.dimension)} with ${units.words(dimension)}`);
  return first.dimension;
}

function at<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
