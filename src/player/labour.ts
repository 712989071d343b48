/** Work that takes longer than a frame: every order of a small configuration, or the same recipe with many seeds. */
import type { Exploration } from '../kernel/explore/index.ts';
import { canonical, type Model, type Recipe, recipeOf, scenarioOf } from '../kernel/index.ts';
import type { SweepJob } from '../kernel/sweep/index.ts';

export type Task =
  | { readonly kind: 'explore'; readonly recipe: Recipe }
  | { readonly kind: 'sweep'; readonly recipe: Recipe; readonly from: number; readonly to: number };

/** What came out of a task. */
export type Found =
  | { readonly kind: 'explore'; readonly recipe: Recipe; readonly exploration: Exploration }
  | {
      readonly kind: 'sweep';
      readonly recipe: Recipe;
      readonly from: number;
      readonly to: number;
      readonly rows: readonly Float64Array[];
    };

/** What is sent to the worker, and what it answers. */
export type Order =
  | { readonly kind: 'explore'; readonly recipe: Recipe }
  | { readonly kind: 'sweep'; readonly job: SweepJob };
export type Answer =
  | { readonly kind: 'progress'; readonly states: number }
  | { readonly kind: 'explored'; readonly exploration: Exploration }
  | { readonly kind: 'swept'; readonly index: number; readonly rows: Float64Array }
  | { readonly kind: 'failed'; readonly problem: string };

export const SEEDS = 1_000;

/** Undefined where a model has no configuration that is small enough. */
export function explorationTask(model: Model, recipe: Recipe): Task | undefined {
  return model.verification === undefined
    ? undefined
    : { kind: 'explore', recipe: smallRecipe(model, model.verification, recipe) };
}

/** Whether what was found is about what is shown: another design, scenario or fault is another question. */
export function isAbout(found: Found, model: Model, recipe: Recipe): boolean {
  if (found.kind === 'explore') return isSame(explorationTask(model, recipe)?.recipe, found.recipe);
  const { scenario, knobs, faults } = found.recipe;
  return isSame({ scenario, knobs, faults }, { scenario: recipe.scenario, knobs: recipe.knobs, faults: recipe.faults });
}
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The small configuration with the design that the reader looks at: choices and switches are the reader's, sizes are not. */
function smallRecipe(model: Model, verification: string, recipe: Recipe): Recipe {
  const [, shown] = scenarioOf(model, recipe.scenario);
  const turned = { ...shown.knobs, ...recipe.knobs };
  const design = Object.entries(model.knobs).flatMap(([name, knob]) =>
    'min' in knob ? [] : [[name, turned[name] ?? knob.initial] as const],
  );
  return recipeOf(model, verification, { knobs: Object.fromEntries(design) });
}
