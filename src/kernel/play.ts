/** A whole run at once: every step kept, invariants looked at after each, books and trace hash beside it. */
import type { Message } from './component.ts';
import { History } from './history.ts';
import type { Params } from './knobs.ts';
import { choicesByStep, type Landmark, landmarksOf } from './landmarks.ts';
import { type Accounting, Results } from './measures.ts';
import type { Model } from './model.ts';
import type { Component } from './population.ts';
import type { Recipe } from './recipe.ts';
import type { Run, RunObserver, RunSetup } from './run.ts';
import { endOf, measuresOf, startRun } from './start.ts';
import type { Step } from './step.ts';
import { TraceHash } from './trace-hash.ts';
import { type Verdict, Watch } from './watch.ts';
import type { Windowed } from './windows.ts';

export interface Played {
  readonly model: Model;
  readonly recipe: Recipe;
  readonly params: Params;
  readonly run: Run;
  readonly history: History;
  readonly results: Results;
  readonly accounting: Accounting;
  readonly verdicts: readonly Verdict[];
  readonly landmarks: readonly Landmark[];
  /** Value by name of the model's measures; NaN where there is nothing to measure. */
  readonly measures: Readonly<Record<string, number>>;
  /** The model's measures over time. */
  readonly windows: Windowed;
  readonly traceHash: string;
  /** Microseconds. */
  readonly endedAtUs: number;
  /** Stopped because of `maxSteps`: the run is longer than what is shown. */
  readonly cutShort: boolean;
}

/** More steps than this are not kept for a figure; bulk runs have no such limit. */
export const MAX_STEPS = 200_000;

/** Plays a recipe to its end. Throws a `RecipeError` or a `KnobError` for what the model does not know. */
export function play(
  model: Model,
  recipe: Recipe,
  { maxSteps = MAX_STEPS, ...options }: { readonly maxSteps?: number } & Pick<RunSetup, 'chart'> = {},
): Played {
  const recording = new Recording(model, recipe);
  const { results, landmarks, hash } = recording;
  const run = startRun(model, recipe, recording, options);
  const { params } = run;
  const { history, watch } = recording.of(run);
  run.runToEnd(maxSteps);
  const cutShort = run.steps >= maxSteps;
  results.nowUs = endOf(run, cutShort);
  return {
    model,
    recipe,
    params,
    run,
    history,
    results,
    cutShort,
    landmarks,
    endedAtUs: results.nowUs,
    accounting: results.accounting,
    verdicts: watch.verdicts(),
    measures: measuresOf(model, results, run),
    windows: results.windows,
    traceHash: hash.text,
  };
}

/** Everything that is kept of a run while it goes on. */
class Recording implements RunObserver {
  readonly results: Results;
  readonly hash = new TraceHash();
  readonly landmarks: Landmark[] = [];
  readonly isOpen: Results['isOpen'];
  readonly #model: Model;
  readonly #choices: ReturnType<typeof choicesByStep>;
  #history: History | undefined;
  #watch: Watch | undefined;

  constructor(model: Model, recipe: Recipe) {
    this.#model = model;
    this.#choices = choicesByStep(recipe);
    this.results = new Results(model.observations, model.windows);
    this.isOpen = this.results.isOpen;
  }

  /** The run is there, and has not stepped yet. */
  of(run: Run): { readonly history: History; readonly watch: Watch } {
    const history = new History(run);
    const watch = new Watch(this.#model, run, this.results, (text, index, atUs) =>
      this.landmarks.push({ index, atUs, kind: 'violation', text }),
    );
    [this.#history, this.#watch] = [history, watch];
    return { history, watch };
  }

  emitted(event: Message, _by: Component, atUs: number): void {
    this.results.take(event, atUs);
  }

  stepped(step: Step): void {
    this.#history?.add(step);
    this.hash.add(step);
    this.landmarks.push(...landmarksOf(this.#model, step, this.#choices.get(step.index)));
    this.#watch?.after(step.component, step.index, step.atUs);
  }
}
