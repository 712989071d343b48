/**
 * A thousand runs as dots: each at its measure's value, those of about the same value on top of each other. Where a measure
 * takes a few values only, each has a block of its own instead of one tall stack.
 */
import type { Model } from '../kernel/index.ts';
import { type Columns, columnsOf } from '../kernel/sweep/index.ts';
import type { Found } from './labour.ts';

type Sweep = Extract<Found, { kind: 'sweep' }>;

export interface SeedDot {
  readonly seed: number;
  /** NaN where there was nothing to measure. */
  readonly value: number;
  /** An invariant `always` or `eventually` broke. */
  readonly broken: boolean;
  /** Column from the left and row from the bottom, from 0. */
  readonly column: number;
  readonly row: number;
}
export interface SeedDots {
  /** The name of the measure along the axis; the events of a run where a model measures nothing. */
  readonly measure: string;
  readonly dots: readonly SeedDot[];
  readonly min: number;
  readonly max: number;
  readonly rows: number;
  /** The blocks of a measure with few values: where each stands, and its value. Empty otherwise. */
  readonly blocks: readonly { readonly column: number; readonly value: number }[];
  /** Runs in which each invariant broke; those that never did are left out. */
  readonly broken: readonly { readonly name: string; readonly runs: number; readonly firstSeed: number }[];
  /** From the worst value, or the earliest violation where nothing can be worse. */
  readonly worst: SeedDot | undefined;
  readonly runs: number;
}

export const COLUMNS = 90;

interface Row {
  readonly seed: number;
  readonly value: number;
  readonly broken: boolean;
}

export function seedDots(model: Model, { rows }: Sweep): SeedDots {
  const columns = columnsOf(model);
  const measure = measureFor(model);
  const table = rows.flatMap((part) => chunks(part, columns.names.length));
  const all = table.map((row) => readRow(model, columns, measure, row));
  const shown = all.filter(({ value }) => !Number.isNaN(value));
  const values = [...new Set(shown.map(({ value }) => value))].sort((a, b) => a - b);
  const { dots, blocks } = values.length <= MOST_BLOCKS ? inBlocks(shown, values) : inStacks(shown, values);
  return {
    measure,
    dots,
    blocks,
    min: values[0] ?? Number.NaN,
    max: values.at(-1) ?? Number.NaN,
    rows: 1 + Math.max(0, ...dots.map(({ row }) => row)),
    runs: all.length,
    broken: brokenIn(model, columns, table),
    worst: worstOf(model, measure, dots),
  };
}

const MOST_BLOCKS = 12;

function inStacks(shown: readonly Row[], values: readonly number[]): Pick<SeedDots, 'dots' | 'blocks'> {
  const min = values[0] as number;
  const span = (values.at(-1) as number) - min;
  const column = ({ value }: Row) => Math.round(((value - min) / span) * (COLUMNS - 1));
  return { dots: stacked(shown, column, 1), blocks: [] };
}

function inBlocks(shown: readonly Row[], values: readonly number[]): Pick<SeedDots, 'dots' | 'blocks'> {
  const each = Math.floor(COLUMNS / Math.max(1, values.length));
  const start = (value: number) => values.indexOf(value) * each;
  const dots = stacked(shown, ({ value }) => start(value), Math.max(1, each - 2));
  return { dots, blocks: values.map((value) => ({ value, column: start(value) })) };
}

/** Piles of `width` columns, filled row by row, in the order of the seeds. */
function stacked(shown: readonly Row[], columnOf: (row: Row) => number, width: number): SeedDot[] {
  const filled = new Map<number, number>();
  return shown.map((run) => {
    const first = columnOf(run);
    const count = filled.get(first) ?? 0;
    filled.set(first, count + 1);
    return { ...run, column: first + (count % width), row: Math.floor(count / width) };
  });
}

/** The first measure of which a model says what is better: it is the one that the model is about. */
function measureFor(model: Model): string {
  const judged = Object.entries(model.measures).find(([, { better }]) => better !== undefined);
  return judged?.[0] ?? Object.keys(model.measures)[0] ?? 'events';
}

function readRow(model: Model, columns: Columns, measure: string, row: Float64Array): Row {
  const broken = columns.invariants.some(
    (name) => !isSometimes(model, name) && !Number.isNaN(brokenAt(columns, row, name)),
  );
  return { seed: seedOf(columns, row), value: measuredAt(columns, row, measure), broken };
}

function brokenIn(model: Model, columns: Columns, table: readonly Float64Array[]): SeedDots['broken'] {
  return columns.invariants
    .filter((name) => !isSometimes(model, name))
    .map((name) => ({ name, rows: table.filter((row) => !Number.isNaN(brokenAt(columns, row, name))) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => ({ name, runs: rows.length, firstSeed: seedOf(columns, rows[0] as Float64Array) }));
}

function worstOf(model: Model, measure: string, dots: readonly SeedDot[]): SeedDot | undefined {
  const sign = model.measures[measure]?.better === 'higher' ? -1 : 1;
  return dots.reduce<SeedDot | undefined>(
    (worst, dot) => (worst === undefined || sign * dot.value > sign * worst.value ? dot : worst),
    undefined,
  );
}

const isSometimes = (model: Model, name: string): boolean =>
  model.invariants.find((invariant) => invariant.name === name)?.kind === 'sometimes';

// Names are a model's own, and may be the same in two groups: a column is found by its place within its group, from the right.
const seedOf = ({ names }: Columns, row: Float64Array): number => row[names.indexOf('seed')] as number;
const brokenAt = ({ names, invariants }: Columns, row: Float64Array, name: string): number =>
  row[names.length - invariants.length + invariants.indexOf(name)] as number;
function measuredAt({ names, measures, invariants }: Columns, row: Float64Array, measure: string): number {
  const nth = measures.indexOf(measure);
  const place = nth < 0 ? names.indexOf(measure) : names.length - invariants.length - measures.length + nth;
  return row[place] as number;
}

const chunks = (values: Float64Array, width: number): Float64Array[] =>
  Array.from({ length: values.length / width }, (_, i) => values.subarray(i * width, (i + 1) * width));

/** Which parts of all runs had a smaller and a larger value than this one, from 0 to 1; undefined for a seed that was not among them. */
export function rankOf(
  { dots }: SeedDots,
  seed: number,
): { readonly below: number; readonly above: number } | undefined {
  const own = dots.find((dot) => dot.seed === seed);
  if (own === undefined) return undefined;
  const part = (isSo: (value: number) => boolean) => dots.filter(({ value }) => isSo(value)).length / dots.length;
  return { below: part((value) => value < own.value), above: part((value) => value > own.value) };
}
