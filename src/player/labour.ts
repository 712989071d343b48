/** Work that takes longer than a frame: every order of a small configuration, or the same recipe with many seeds. */
import type { Exploration, Violation } from '../kernel/explore/index.ts';
import {
  byTime,
  type Choice,
  canonical,
  type Knob,
  type KnobValue,
  type Model,
  paramsOf,
  type Recipe,
  recipeOf,
  scenarioOf,
} from '../kernel/index.ts';
import type { SweepJob } from '../kernel/sweep/index.ts';
import type { Session } from './session.ts';

export type Exploring = {
  readonly kind: 'explore';
  readonly recipe: Recipe;
  readonly from?: readonly Choice[];
  /** The run that it was asked of, where the search visits a smaller one. */
  readonly asked?: Recipe;
};
export type Task =
  /** `from` is the way to a moment of the recipe's run; from its beginning when left out. */
  | Exploring
  /** Every recipe with every seed: one, or the designs that are compared. */
  | { readonly kind: 'sweep'; readonly recipes: readonly Recipe[]; readonly from: number; readonly to: number };

/** What came out of a task. */
export type Found =
  | { readonly kind: 'explore'; readonly task: Extract<Task, { kind: 'explore' }>; readonly exploration: Exploration }
  | {
      readonly kind: 'sweep';
      readonly recipes: readonly Recipe[];
      readonly from: number;
      readonly to: number;
      readonly rows: readonly Float64Array[];
    };

/** What is sent to the worker, and what it answers. */
export type Order = Extract<Task, { kind: 'explore' }> | { readonly kind: 'sweep'; readonly job: SweepJob };
export type Answer =
  | { readonly kind: 'progress'; readonly states: number }
  | { readonly kind: 'explored'; readonly exploration: Exploration }
  | { readonly kind: 'swept'; readonly index: number; readonly rows: Float64Array }
  | { readonly kind: 'failed'; readonly problem: string };

export const SEEDS = 1_000;
/** Of each design that is compared: pairs share their luck, so fewer say as much. */
export const PAIRS = 200;

/** How many runs a sweep takes. */
export const runsOf = ({ recipes, from, to }: Extract<Task, { kind: 'sweep' }>): number =>
  recipes.length * (to - from + 1);

/** The same runs again with other seeds: those of every lane. */
export function sweepTask({ timeline: { lanes } }: Session): Task {
  const recipes = lanes.map(({ recipe }) => byTime(recipe));
  return { kind: 'sweep', recipes, from: 1, to: recipes.length > 1 ? PAIRS : SEEDS };
}

/** Why nothing would be learned from other seeds; undefined where something would. An order by hand belongs to one seed. */
export function whyNotPaired({ timeline: { lanes } }: Session): string | undefined {
  const [first, ...others] = lanes.map(({ recipe }) => byTime(recipe));
  const isOrderAlone = !lanes.every(({ recipe }) => isByTime(recipe)) && others.every((other) => isSame(first, other));
  return isOrderAlone
    ? 'The runs differ by an order that was chosen, and it belongs to this seed: with any other seed they are the same.'
    : undefined;
}

/** Whether nobody chose what came next. */
export const isByTime = ({ schedule, chosen }: Recipe): boolean => schedule === undefined && chosen === undefined;

/** Undefined where a model has no configuration that is small enough. */
export function explorationTask(model: Model, recipe: Recipe): Exploring | undefined {
  return model.verification === undefined
    ? undefined
    : { kind: 'explore', recipe: smallRecipe(model, model.verification, recipe), asked: recipe };
}

/** Whether what was found is about what is shown: another design, scenario or fault is another question. */
export function isAbout(found: Found, { model, recipe, timeline: { lanes } }: Session): boolean {
  if (found.kind === 'sweep')
    return isSame(
      found.recipes.map(question),
      lanes.map((lane) => question(lane.recipe)),
    );
  const { from, recipe: own } = found.task;
  // It may be shown itself: the small configuration, in the order that was found.
  if (isSame(question(own), question(recipe))) return true;
  return from === undefined && isSame(explorationTask(model, recipe)?.recipe, own);
}
const question = ({ scenario, knobs, faults }: Recipe) => ({ scenario, knobs, faults });

/** The step of the run in which a choice of a counterexample was made; −1 is where the counterexample begins, if that is the beginning. */
export function placeOfChoice({ schedule, steps }: Violation, nth: number): number {
  const taken = schedule.slice(0, schedule.length - steps + nth + 1);
  // A crash is two steps of a run: down, and up again.
  return taken.reduce((sum, { act }) => sum + (act === 'crash' ? 2 : 1), 0) - 1;
}

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/**
 * The small configuration that the scenario names, with the design that the reader looks at: choices, switches and numbers
 * that have a name ("no limit") are the reader's, sizes are not.
 */
function smallRecipe(model: Model, verification: string, recipe: Recipe): Recipe {
  const [, { knobs: shown, search = verification }] = scenarioOf(model, recipe.scenario);
  const turned = { ...shown, ...recipe.knobs };
  const small = (knobs: Recipe['knobs']) => recipeOf(model, search, { knobs });
  const listed = listedOf(model, small({}));
  const design = Object.entries(model.knobs)
    .map(([name, knob]) => [name, turned[name] ?? knob.initial] as const)
    .filter(([name, value]) => isDesign(model.knobs[name], value))
    .filter(([name, value]) => listedOf(model, small({ [name]: value })) >= listed);
  return small(Object.fromEntries(design));
}

const isDesign = (knob: Knob | undefined, value: KnobValue): boolean =>
  knob !== undefined && (!('min' in knob) || knob.words?.[String(value)] !== undefined);

/** Of those who usually come later, how many are there from the beginning. Nobody comes to life in an exploration, so they have to stay. */
const listedOf = (model: Model, recipe: Recipe): number =>
  model.components(paramsOf(model, recipe)).filter(({ kind }) => model.kinds[kind]?.dynamic).length;
