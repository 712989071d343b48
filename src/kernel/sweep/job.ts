/**
 * A sweep cut into jobs: plain data that any kind of worker can be sent, and rows of numbers that come back. Which worker
 * does which job, and when, does not matter: rows are put together by the job's number.
 */
import type { Model } from '../model.ts';
import { paramsOf, type Recipe } from '../recipe.ts';
import { columnsOf, rowOf } from './columns.ts';
import { type RunReport, runOnce } from './run-once.ts';

/** What is to be run: each recipe with each seed from `from` to `to`. The recipes' own seeds do not count. */
export interface SweepPlan {
  readonly recipes: readonly Recipe[];
  readonly from: number;
  readonly to: number;
}

/** A part of one recipe's seeds. */
export interface SweepJob {
  /** From 0, in the order of the rows. */
  readonly index: number;
  readonly recipe: Recipe;
  readonly from: number;
  readonly to: number;
}

/** What a worker sends back: rows, or why there are none. */
export type SweepReply =
  | { readonly index: number; readonly rows: Float64Array }
  | { readonly index: number; readonly error: string };

/** A recipe of which nothing but the seeds is left to choose. Checks every recipe: throws a `RecipeError` or a `KnobError`. */
export function planOf(model: Model, recipes: readonly Recipe[], from: number, to: number): SweepPlan {
  for (const recipe of recipes) paramsOf(model, recipe);
  return { recipes, from, to };
}

/** Cuts a plan into jobs of at most `size` runs, each of one recipe. */
export function jobsOf({ recipes, from, to }: SweepPlan, size: number): SweepJob[] {
  const jobs: SweepJob[] = [];
  for (const recipe of recipes)
    for (let first = from; first <= to; first += size)
      jobs.push({ index: jobs.length, recipe, from: first, to: Math.min(to, first + size - 1) });
  return jobs;
}

/** Runs a job: one row a seed, one after the other in one array. */
export function sweepChunk(model: Model, { recipe, from, to }: SweepJob): Float64Array {
  const columns = columnsOf(model);
  const width = columns.names.length;
  const rows = new Float64Array((to - from + 1) * width);
  for (let seed = from; seed <= to; seed++)
    rows.set(rowOf(columns, outcomeOf(model, recipe, seed)), (seed - from) * width);
  return rows;
}

function outcomeOf(model: Model, recipe: Recipe, seed: number): RunReport {
  try {
    return runOnce(model, { ...recipe, seed });
  } catch (error) {
    throw new Error(
      `seed ${seed} of ${recipe.simulation}, scenario "${recipe.scenario}": ${(error as Error).message}`,
      { cause: error },
    );
  }
}
