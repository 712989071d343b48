/** The run that a recipe stands for, not yet stepped; and what is read from it at its end. Figures and sweeps share both. */
import { ChosenAgenda } from './chosen.ts';
import type { Results } from './measures.ts';
import type { Model } from './model.ts';
import { paramsOf, type Recipe, scenarioOf } from './recipe.ts';
import { Run, type RunObserver, type RunSetup } from './run.ts';
import { ScriptedAgenda } from './schedule.ts';

/** Throws a `RecipeError` or a `KnobError` for what the model does not know. */
export function startRun(
  model: Model,
  recipe: Recipe,
  observer: RunObserver,
  options: Pick<RunSetup, 'chart'> = {},
): Run {
  const [, scenario] = scenarioOf(model, recipe.scenario);
  const { seed, schedule, chosen = [] } = recipe;
  const params = paramsOf(model, recipe);
  const common = { params, seed, ...(options.chart && { chart: options.chart }) };
  if (schedule === undefined) {
    const faults = [...(scenario.faults ?? []), ...recipe.faults];
    const agenda = chosen.length === 0 ? undefined : new ChosenAgenda(chosen, () => run);
    const run: Run = new Run(
      model,
      { ...common, untilUs: scenario.untilUs, faults, ...(agenda && { agenda }) },
      observer,
    );
    return run;
  }
  const agenda = new ScriptedAgenda(schedule, (id) => run.component(id).address);
  const run: Run = new Run(model, { ...common, ideal: true, agenda }, observer);
  return run;
}

/** When the run ended, in microseconds: at its last step if nothing was left to happen, otherwise when its time was over. */
export function endOf(run: Run, cutShort = false): number {
  return Number.isFinite(run.untilUs) && !cutShort && run.pending().length > 0 ? run.untilUs : run.now;
}

/** Value by name of the model's measures; NaN where there is nothing to measure. */
export const measuresOf = (model: Model, results: Results, run: Run): Record<string, number> =>
  Object.fromEntries(
    Object.entries(model.measures).map(([name, measure]) => [name, measure.value(results, run.params)]),
  );
