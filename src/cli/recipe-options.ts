/** The options that say which run is meant: the same for `run`, `explore`, `sweep` and `link encode`. */
import type { Fault } from '../kernel/faults.ts';
import { type KnobValue, readKnob } from '../kernel/knobs.ts';
import { readFault } from '../kernel/link/read-fault.ts';
import type { Model } from '../kernel/model.ts';
import { paramsOf, type Recipe, recipeOf } from '../kernel/recipe.ts';
import { readPairs, readWhole } from './arguments.ts';
import { openedFrom } from './link.ts';
import { ofOption, UsageError } from './usage.ts';

export const RECIPE_OPTIONS = {
  scenario: { type: 'string' },
  seed: { type: 'string' },
  set: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  link: { type: 'string' },
} as const;

interface RecipeValues {
  readonly scenario?: string | undefined;
  readonly seed?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly link?: string | undefined;
}

/** Seeds are 32 bits: that is what chance is drawn from. */
export const MAX_SEED = 4_294_967_295;

export interface Asked {
  readonly recipe: Recipe;
  /** What a link says about itself: that it was made with another version. */
  readonly notes: readonly string[];
}

/** What was asked for: a link's recipe or a scenario's, with the given changes on top. Throws for what the model does not know. */
export function recipeAsked(model: Model, values: RecipeValues, scenario = values.scenario): Asked {
  const { recipe: base, notes } = baseOf(model, values, scenario);
  const recipe: Recipe = {
    ...base,
    ...(values.seed !== undefined && { seed: readWhole('--seed', values.seed, 0, MAX_SEED) }),
    knobs: { ...base.knobs, ...knobsSet(model, values.set ?? []) },
    faults: [...base.faults, ...(values.fault ?? []).map((text) => faultFrom(model, base, text))],
  };
  return { recipe, notes };
}

function baseOf(model: Model, { link, scenario: named }: RecipeValues, scenario: string | undefined): Asked {
  if (link === undefined) return { recipe: ofOption('--scenario', () => recipeOf(model, scenario)), notes: [] };
  if (named !== undefined) throw new UsageError('--link names its scenario itself; leave --scenario out');
  return ofOption('--link', () => openedFrom(model, link));
}

function knobsSet(model: Model, texts: readonly string[]): Record<string, KnobValue> {
  const read = ([name, value]: [string, string]) =>
    [name, ofOption('--set', () => readKnob(model.knobs, name, value))] as const;
  return Object.fromEntries(readPairs('--set', texts).map(read));
}

function faultFrom(model: Model, recipe: Recipe, text: string): Fault {
  let fault: unknown;
  try {
    fault = JSON.parse(text);
  } catch {
    throw new UsageError(
      `--fault is "${text}"; expected JSON, such as {"kind":"crash","component":"server","atUs":1000000,"untilUs":2000000}`,
    );
  }
  return ofOption('--fault', () => readFault(model, paramsOf(model, recipe), fault));
}

/** Whether a recipe is its scenario as the author wrote it: only then are its declared violations due. */
export const isAsWritten = (model: Model, recipe: Recipe): boolean =>
  recipe.seed === model.scenarios[recipe.scenario]?.seed &&
  Object.keys(recipe.knobs).length === 0 &&
  recipe.faults.length === 0 &&
  recipe.schedule === undefined &&
  recipe.chosen === undefined;
