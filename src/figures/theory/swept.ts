/** A theory's curve from runs: each value of the knob that is worth sweeping, with many seeds. The build and a reader's browser both make it. */
import {
  type CurveTheory,
  canonical,
  type Fault,
  isForetold,
  type KnobValue,
  type Model,
  type Played,
  paramsOf,
  type Recipe,
  type RunShape,
  scenarioOf,
  type Theory,
} from '../../kernel/index.ts';
import { columnsOf, planOf, type Summary, type SweepPlan, summarise, sweepChunk } from '../../kernel/sweep/index.ts';

export interface SweptPoint {
  /** The knob's value. */
  readonly at: number;
  /** By the name of a measure of which something is foretold. */
  readonly measures: Readonly<Record<string, Pick<Summary, 'n' | 'mean' | 'ci95'>>>;
}
export interface Swept {
  /** The knob along which it goes. */
  readonly over: string;
  /** Everything else that it was made with: whoever looks at other knobs is not shown these points. */
  readonly like: string;
  /** Seeds of each point, from 1. */
  readonly seeds: number;
  readonly points: readonly SweptPoint[];
}

/** Of more seeds the intervals would be narrower, and nobody would wait for them. */
export const SEEDS_OF_A_POINT = 20;

export const curvesOf = ({ theory = [] }: Model): readonly CurveTheory[] =>
  theory.filter((one) => one.kind === 'curve');

/** Faults of the scenario and those by hand: what acts in one run only is no part of a curve. */
export const isDisturbed = (model: Model, recipe: Recipe): boolean =>
  recipe.schedule !== undefined || recipe.chosen !== undefined || faultsOf(model, recipe).length > 0;

const faultsOf = (model: Model, recipe: Recipe): readonly Fault[] => [
  ...(scenarioOf(model, recipe.scenario)[1].faults ?? []),
  ...recipe.faults,
];

/** What of a played run a line over its time is foretold from. */
export const shapeOf = ({ model, recipe, endedAtUs }: Played): RunShape => ({
  faults: faultsOf(model, recipe),
  endedAtUs,
});

/** The place of the first theory of a measure, or else of the first that tells of this run at all; −1 where none does. */
export const firstThatTells = (played: Played, measure?: string): number =>
  (played.model.theory ?? []).findIndex((one) =>
    measure === undefined ? tellsOf(played, one) : one.kind === 'curve' && one.measure === measure,
  );

const tellsOf = (played: Played, theory: Theory): boolean =>
  theory.kind === 'line'
    ? isForetold(theory.foretells(played.params, shapeOf(played)))
    : isForetold(theory.foretells(played.params)) && !isDisturbed(played.model, played.recipe);

/** What a curve depends on beside the knob that it goes along. */
export const likeOf = (model: Model, recipe: Recipe, over: string): string =>
  canonical([scenarioOf(model, recipe.scenario)[1].untilUs, { ...paramsOf(model, recipe), [over]: 0 }]);

export const withKnob = (recipe: Recipe, knob: string, value: KnobValue): Recipe => ({
  ...recipe,
  knobs: { ...recipe.knobs, [knob]: value },
});

/** The runs of a curve. */
export const sweepOf = (model: Model, recipe: Recipe, { over, grid }: CurveTheory): SweepPlan =>
  planOf(
    model,
    grid(paramsOf(model, recipe)).map((value) => withKnob(recipe, over, value)),
    1,
    SEEDS_OF_A_POINT,
  );

/** What a sweep found; `rows` are its jobs' rows, in the order of the jobs. */
export function sweptOf(
  model: Model,
  { recipes, from, to }: SweepPlan,
  rows: readonly Float64Array[],
  over: string,
): Swept {
  const values = rows.flatMap((part) => [...part]);
  const { names, measures, invariants } = columnsOf(model);
  const seeds = to - from + 1;
  const first = names.length - invariants.length - measures.length;
  const foretold = new Set(curvesOf(model).flatMap(({ measure, over: knob }) => (knob === over ? [measure] : [])));
  const column = (point: number, measure: string) =>
    Array.from(
      { length: seeds },
      (_, run) => values[(point * seeds + run) * names.length + first + measures.indexOf(measure)] as number,
    );
  const points = recipes.map((recipe, point) => ({
    at: paramsOf(model, recipe)[over] as number, // a curve goes along a number: the model was checked
    measures: Object.fromEntries(
      [...foretold].map((measure) => [measure, shortened(summarise(column(point, measure)))] as const),
    ),
  }));
  return { over, like: likeOf(model, recipes[0] as Recipe, over), seeds, points };
}

/** It travels with the page: more digits than these nobody sees. */
const shortened = ({ n, mean, ci95 }: Summary) => ({ n, mean: digits(mean), ci95: digits(ci95) });
const digits = (value: number): number => Number(value.toPrecision(5));

/** All at once: for the build, and for tests. */
export function sweepNow(model: Model, recipe: Recipe, theory: CurveTheory): Swept {
  const plan = sweepOf(model, recipe, theory);
  const rows = plan.recipes.map((one, index) =>
    sweepChunk(model, { index, recipe: one, from: plan.from, to: plan.to }),
  );
  return sweptOf(model, plan, rows, theory.over);
}
