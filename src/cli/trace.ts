/** `run --trace`: the whole run as text, in the format of the goldens. */
import type { Model } from '../kernel/model.ts';
import { play } from '../kernel/play.ts';
import type { Recipe } from '../kernel/recipe.ts';
import { traceText } from '../kernel/trace-text.ts';

/** Every step is kept for it: a run of more than a million events has to be looked at in another way. */
const MAX_STEPS = 1_000_000;

export const traceOf = (model: Model, recipe: Recipe): string =>
  traceText(play(model, recipe, { maxSteps: MAX_STEPS }), model.scenarios[recipe.scenario]?.title ?? '').trimEnd();
