/**
 * The whole recipe of a run as plain data: enough to make it again, anywhere. It survives `structuredClone`; it is what a
 * figure is given, a worker is sent, a link carries and the command line prints.
 */
import type { Chosen } from './chosen.ts';
import type { Fault } from './faults.ts';
import { type KnobValue, type Params, paramsWith } from './knobs.ts';
import type { Model, Scenario } from './model.ts';
import type { Choice } from './schedule.ts';

export interface Recipe {
  readonly simulation: string;
  readonly scenario: string;
  readonly seed: number;
  /** Knobs that differ from the scenario's. */
  readonly knobs: Readonly<Record<string, KnobValue>>;
  /** Faults added by the reader's hand; the scenario's own come with it. */
  readonly faults: readonly Fault[];
  /** An order that exploration found, to be replayed instead of going by time. */
  readonly schedule?: readonly Choice[];
  /** What a reader chose to come next at some steps of a run that goes by time, in the order of the steps. */
  readonly chosen?: readonly Chosen[];
}

/** The same without any order that somebody chose: it holds for one seed and one set of knobs. */
export const byTime = ({ schedule: _, chosen: __, ...recipe }: Recipe): Recipe => recipe;
/** The same by time, but for what was chosen. */
export const withChosen = (recipe: Recipe, chosen: readonly Chosen[]): Recipe =>
  chosen.length === 0 ? byTime(recipe) : { ...byTime(recipe), chosen };

/** A name that a model does not have. The message lists those it has. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
}

/** The scenario of a model by name; the first one when none is named. Throws a `RecipeError` that lists the known ones. */
export function scenarioOf(model: Model, name?: string): readonly [string, Scenario] {
  const names = Object.keys(model.scenarios);
  const chosen = name ?? names[0] ?? '';
  if (!Object.hasOwn(model.scenarios, chosen))
    throw new RecipeError(`unknown scenario "${chosen}" of ${model.id}; known: ${names.join(', ')}`);
  return [chosen, model.scenarios[chosen] as Scenario];
}

/** A scenario's recipe, as its author wrote it, with what a reader changed. */
export function recipeOf(
  model: Model,
  scenario?: string,
  changed: Partial<Omit<Recipe, 'simulation' | 'scenario'>> = {},
): Recipe {
  const [name, { seed }] = scenarioOf(model, scenario);
  return { simulation: model.id, scenario: name, seed, knobs: {}, faults: [], ...changed };
}

/** All parameters of a recipe: the knobs' initial values, the scenario's, the reader's. Throws a `KnobError`. */
export function paramsOf(model: Model, recipe: Recipe): Params {
  const [, scenario] = scenarioOf(model, recipe.scenario);
  return paramsWith(model.knobs, { ...scenario.knobs, ...recipe.knobs });
}
