/** What a sweep found, from its rows: the same whoever computed them. */
import type { KnobValue, Params } from '../knobs.ts';
import { encodeLink } from '../link.ts';
import type { Invariant, Model } from '../model.ts';
import { paramsOf, type Recipe } from '../recipe.ts';
import { type Columns, columnsOf, type Table, tableOf } from './columns.ts';
import type { SweepPlan } from './job.ts';
import { type Difference, pairedDifference, type Summary, summarise } from './summary.ts';

export interface SweepReport {
  readonly simulation: string;
  readonly scenario: string;
  readonly seeds: { readonly from: number; readonly to: number };
  /** Runs of each point. */
  readonly runs: number;
  readonly points: readonly SweepPoint[];
}

/** One combination of knobs. */
export interface SweepPoint {
  /** The knobs that the points differ in. */
  readonly knobs: Readonly<Record<string, KnobValue>>;
  readonly params: Params;
  /** Events of all of its runs. */
  readonly events: number;
  readonly measures: Readonly<Record<string, Summary>>;
  /** Of the measures over time: a summary for each window that was over before the end of any run. */
  readonly windows: Readonly<Record<string, readonly Summary[]>>;
  /** For each measure that can be better or worse and was not the same in every run: its worst runs, the worst first. */
  readonly worst: readonly WorstRun[];
  readonly invariants: readonly Broken[];
  /** This point minus the first one, seed by seed: they met the same arrivals and the same luck. Empty for the first. */
  readonly differences: Readonly<Record<string, Difference>>;
}
export interface WorstRun {
  readonly seed: number;
  readonly measure: string;
  readonly value: number;
  /** The text of a link to this run. */
  readonly link: string;
}
export interface Broken {
  readonly name: string;
  readonly kind: Invariant['kind'];
  /** Runs in which it broke; for a `sometimes`, runs in which it was not seen. */
  readonly violatedRuns: number;
  readonly firstSeed: number | undefined;
}

const WORST_RUNS = 3;

/** `rows` are the jobs' rows, in the order of the jobs. */
export function reportOf(model: Model, plan: SweepPlan, rows: readonly Float64Array[]): SweepReport {
  const { from, to, recipes } = plan;
  const columns = columnsOf(model);
  const tables = tablesOf(columns, plan, rows);
  const differing = knobsThatDiffer(recipes);
  const points = recipes.map((recipe, i) =>
    pointOf(model, recipe, tables[i] as Table, i === 0 ? undefined : tables[0], differing),
  );
  return {
    simulation: model.id,
    scenario: recipes[0]?.scenario ?? '',
    seeds: { from, to },
    runs: to - from + 1,
    points,
  };
}

/** A table for each recipe: the jobs go through one recipe's seeds after the other's. */
function tablesOf(columns: Columns, { recipes, from, to }: SweepPlan, rows: readonly Float64Array[]): Table[] {
  const all = new Float64Array(rows.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of rows) {
    all.set(part, filled);
    filled += part.length;
  }
  const size = (to - from + 1) * columns.names.length;
  return recipes.map((_, point) => tableOf(columns, all.subarray(point * size, (point + 1) * size)));
}

function pointOf(
  model: Model,
  recipe: Recipe,
  table: Table,
  base: Table | undefined,
  differing: readonly string[],
): SweepPoint {
  const { seed, events, windows, measures, invariants } = table;
  const params = paramsOf(model, recipe);
  return {
    knobs: Object.fromEntries(differing.map((name) => [name, params[name] as KnobValue])),
    params,
    events: events.reduce((sum, each) => sum + each, 0),
    measures: fromMap(measures, summarise),
    windows: fromMap(windows, (columns) => columns.map(summarise).filter(({ n }) => n > 0)),
    worst: [...measures].flatMap(([name, values]) => worstRuns(model, recipe, name, seed, values)),
    invariants: [...invariants].map(([name, brokenAt]) => broken(model, name, seed, brokenAt)),
    differences:
      base === undefined
        ? {}
        : fromMap(measures, (values, name) => pairedDifference(base.measures.get(name) as Float64Array, values)),
  };
}

const fromMap = <T, U>(map: ReadonlyMap<string, T>, of: (value: T, name: string) => U): Readonly<Record<string, U>> =>
  Object.fromEntries([...map].map(([name, value]) => [name, of(value, name)]));

function worstRuns(
  model: Model,
  recipe: Recipe,
  measure: string,
  seeds: Float64Array,
  values: Float64Array,
): WorstRun[] {
  const better = model.measures[measure]?.better;
  if (better === undefined) return [];
  const sign = better === 'lower' ? -1 : 1;
  const order = [...values.keys()]
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b);
  const allAlike = values[order[0] ?? -1] === values[order.at(-1) ?? -1];
  if (allAlike) return [];
  return order.slice(0, WORST_RUNS).map((i) => {
    const seed = seeds[i] as number;
    return { seed, measure, value: values[i] as number, link: encodeLink(model, { recipe: { ...recipe, seed } }) };
  });
}

function broken(model: Model, name: string, seeds: Float64Array, brokenAt: Float64Array): Broken {
  const violated = [...seeds].filter((_, i) => !Number.isNaN(brokenAt[i]));
  const kind = model.invariants.find((invariant) => invariant.name === name)?.kind ?? 'always';
  return { name, kind, violatedRuns: violated.length, firstSeed: violated[0] };
}

function knobsThatDiffer(recipes: readonly Recipe[]): string[] {
  const names = new Set(recipes.flatMap(({ knobs }) => Object.keys(knobs)));
  return [...names].filter((name) => new Set(recipes.map(({ knobs }) => knobs[name])).size > 1);
}
