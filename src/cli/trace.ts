/** `run --trace`: the whole run as text, one line an event. */
import type { Model } from '../kernel/model.ts';
import { timedSentenceOf } from '../kernel/narrate.ts';
import { play } from '../kernel/play.ts';
import type { Recipe } from '../kernel/recipe.ts';

export function traceText(model: Model, recipe: Recipe): string {
  const { history, traceHash } = play(model, recipe);
  const lines = history.steps.map((step) => `${String(step.index).padStart(6)}  ${timedSentenceOf(model, step)}`);
  return [`${model.id} · ${recipe.scenario} · seed ${recipe.seed} · trace ${traceHash}`, ...lines].join('\n');
}
