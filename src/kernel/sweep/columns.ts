/** A run as a row of numbers, which is all that a worker sends back; and what the numbers of many rows are, column by column. */
import type { Model } from '../model.ts';
import { ONE_OUTCOME } from '../watch.ts';
import type { RunReport } from './run-once.ts';

const BOOKS = ['offered', 'completed', 'failed', 'rejected', 'timedOut', 'inFlight'] as const;
const HEAD = ['seed', 'events', 'endedAtUs', ...BOOKS] as const;

/** What the numbers of a row are, in order. Names are a model's own, and two groups may share one. */
export interface Columns {
  readonly names: readonly string[];
  /** The measures over time: each has `most` columns, one for each window. */
  readonly windows: readonly string[];
  readonly most: number;
  readonly measures: readonly string[];
  readonly invariants: readonly string[];
}

export function columnsOf(model: Model): Columns {
  const measures = Object.keys(model.measures);
  const invariants = [...model.invariants.map(({ name }) => name), ONE_OUTCOME];
  const { most = 0, measures: overTime = {} } = model.windows ?? {};
  const windows = Object.keys(overTime);
  const each = windows.flatMap((name) => Array.from({ length: most }, (_, nth) => `${name} ${nth}`));
  return { names: [...HEAD, ...each, ...measures, ...invariants], windows, most, measures, invariants };
}

/** NaN where there is nothing to measure, and for windows after the end. An invariant's number is the moment when it broke, in microseconds; NaN where it held. */
export function rowOf({ windows, most, measures, invariants }: Columns, outcome: RunReport): number[] {
  const { recipe, events, endedAtUs, accounting, verdicts } = outcome;
  const brokenAt = new Map(
    verdicts.filter(({ holds }) => !holds).map(({ name, violatedAt }) => [name, violatedAt?.atUs ?? endedAtUs]),
  );
  return [
    recipe.seed,
    events,
    endedAtUs,
    ...BOOKS.map((name) => accounting[name]),
    ...windows.flatMap((name) => Array.from({ length: most }, (_, nth) => outcome.windows[name]?.[nth] ?? Number.NaN)),
    ...measures.map((name) => outcome.measures[name] ?? Number.NaN),
    ...invariants.map((name) => brokenAt.get(name) ?? Number.NaN),
  ];
}

type Column = Float64Array;
/** Many runs, column by column, in the order of their rows. */
export interface Table {
  readonly seed: Column;
  readonly events: Column;
  readonly windows: ReadonlyMap<string, readonly Column[]>;
  readonly measures: ReadonlyMap<string, Column>;
  readonly invariants: ReadonlyMap<string, Column>;
}

/** `rows` are one after the other. */
export function tableOf({ names, windows, most, measures, invariants }: Columns, rows: Float64Array): Table {
  const width = names.length;
  const column = (place: number): Column =>
    Float64Array.from({ length: rows.length / width }, (_, run) => rows[run * width + place] as number);
  const named = (of: readonly string[], first: number) => new Map(of.map((name, i) => [name, column(first + i)]));
  const afterWindows = HEAD.length + windows.length * most;
  const windowsOf = (i: number) => Array.from({ length: most }, (_, nth) => column(HEAD.length + i * most + nth));
  return {
    seed: column(HEAD.indexOf('seed')),
    events: column(HEAD.indexOf('events')),
    windows: new Map(windows.map((name, i) => [name, windowsOf(i)])),
    measures: named(measures, afterWindows),
    invariants: named(invariants, afterWindows + measures.length),
  };
}
