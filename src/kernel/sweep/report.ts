/** What a sweep found, from its rows: the same whoever computed them. */
import type { KnobValue, Params } from '../knobs.ts';
import { encodeLink } from '../link.ts';
import type { Invariant, Model } from '../model.ts';
import { paramsOf, type Recipe } from '../recipe.ts';
import { type Columns, columnsOf, type SweepPlan } from './job.ts';
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
    pointOf(model, columns, recipe, tables[i] as Table, i === 0 ? undefined : tables[0], differing),
  );
  return {
    simulation: model.id,
    scenario: recipes[0]?.scenario ?? '',
    seeds: { from, to },
    runs: to - from + 1,
    points,
  };
}

/** A point's values by column, in the order of the seeds. */
type Table = ReadonlyMap<string, Float64Array>;

function tablesOf({ names }: Columns, { recipes, from, to }: SweepPlan, rows: readonly Float64Array[]): Table[] {
  const all = new Float64Array(rows.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of rows) {
    all.set(part, filled);
    filled += part.length;
  }
  const runs = to - from + 1;
  return recipes.map((_, point) => {
    const column = (k: number) =>
      Float64Array.from({ length: runs }, (_, run) => all[(point * runs + run) * names.length + k] as number);
    return new Map(names.map((name, k) => [name, column(k)]));
  });
}

function pointOf(
  model: Model,
  { measures, invariants }: Columns,
  recipe: Recipe,
  table: Table,
  base: Table | undefined,
  differing: readonly string[],
): SweepPoint {
  const of = (name: string) => table.get(name) as Float64Array;
  const params = paramsOf(model, recipe);
  return {
    knobs: Object.fromEntries(differing.map((name) => [name, params[name] as KnobValue])),
    params,
    events: of('events').reduce((sum, events) => sum + events, 0),
    measures: Object.fromEntries(measures.map((name) => [name, summarise(of(name))])),
    worst: measures.flatMap((name) => worstRuns(model, recipe, name, of('seed'), of(name))),
    invariants: invariants.map((name) => broken(model, name, of('seed'), of(name))),
    differences:
      base === undefined
        ? {}
        : Object.fromEntries(
            measures.map((name) => [name, pairedDifference(base.get(name) as Float64Array, of(name))]),
          ),
  };
}

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
