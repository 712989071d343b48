/** A whole run at once: every step kept, invariants looked at after each, books and trace hash beside it. */
import { TraceHash } from './trace-hash.ts';
import type { Chart, View } from './component.ts';
import { describeFault } from './faults.ts';
import { History } from './history.ts';
import type { Params } from './knobs.ts';
import { type Accounting, Results } from './measures.ts';
import type { Invariant, Model, Reading } from './model.ts';
import { paramsOf, type Recipe, scenarioOf } from './recipe.ts';
import { type Component, Run, type Step } from './run.ts';
import { ScriptedAgenda } from './schedule.ts';

export interface Verdict {
  readonly name: string;
  readonly kind: Invariant['kind'];
  readonly holds: boolean;
  /** The first step after which an `always` was false; undefined when none. */
  readonly violatedAt: { readonly index: number; readonly atUs: number; readonly why: string } | undefined;
  /** The first step after which a `sometimes` was true. */
  readonly seenAt: { readonly index: number; readonly atUs: number } | undefined;
}

/** A step that a reader wants to be led to. */
export interface Landmark {
  readonly index: number;
  readonly atUs: number;
  readonly kind: 'fault' | 'violation' | 'loss' | 'mark';
  readonly text: string;
}

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
  readonly traceHash: string;
  /** Microseconds. */
  readonly endedAtUs: number;
  /** Stopped because of `maxSteps`: the run is longer than what is shown. */
  readonly cutShort: boolean;
}

/** Every model is held to this one. */
export const ONE_OUTCOME = 'every request ends in exactly one outcome';

/** More steps than this are not kept for a figure; bulk runs have no such limit. */
export const MAX_STEPS = 200_000;

/** Plays a recipe to its end. Throws a `RecipeError` or a `KnobError` for what the model does not know. */
export function play(model: Model, recipe: Recipe, options: { readonly maxSteps?: number; readonly chart?: (machine: Model['kinds'][string]['machine']) => Chart } = {}): Played {
  const [, scenario] = scenarioOf(model, recipe.scenario);
  const params = paramsOf(model, recipe);
  const results = new Results(model.observations);
  const hash = new TraceHash();
  const maxSteps = options.maxSteps ?? MAX_STEPS;
  let history: History | undefined;
  let watch: Watch | undefined;
  const run: Run = new Run(
    model,
    {
      params,
      seed: recipe.seed,
      untilUs: recipe.schedule === undefined ? scenario.untilUs : Infinity,
      faults: recipe.schedule === undefined ? [...(scenario.faults ?? []), ...recipe.faults] : [],
      ...(options.chart && { chart: options.chart }),
      ...(recipe.schedule && { ideal: true, agenda: new ScriptedAgenda(recipe.schedule, (id) => run.component(id).address) }),
    },
    {
      emitted: (event, _component, atUs) => results.take(event, atUs),
      stepped: (step) => {
        history?.add(step);
        hash.add(step);
        watch?.after(step);
      },
    },
  );
  history = new History(run);
  watch = new Watch(model, run, results);
  run.runToEnd(maxSteps);
  const cutShort = run.steps >= maxSteps;
  const endedAtUs = Number.isFinite(run.untilUs) && !cutShort && run.pending().length > 0 ? run.untilUs : run.now;
  results.nowUs = endedAtUs;
  return {
    model, recipe, params, run, history, results, cutShort, endedAtUs,
    accounting: results.accounting,
    verdicts: watch.verdicts(),
    landmarks: watch.landmarks,
    measures: Object.fromEntries(Object.entries(model.measures).map(([name, measure]) => [name, measure.value(results, run.params)])),
    traceHash: hash.text,
  };
}

/** Looks at the invariants after each step, again only where a kind that one reads has stepped. */
class Watch {
  readonly landmarks: Landmark[] = [];
  readonly #model: Model;
  readonly #run: Run;
  readonly #results: Results;
  readonly #violated: (Verdict['violatedAt'] | undefined)[];
  readonly #seen: (Verdict['seenAt'] | undefined)[];
  #mistakes: Verdict['violatedAt'] | undefined;

  constructor(model: Model, run: Run, results: Results) {
    this.#model = model;
    this.#run = run;
    this.#results = results;
    this.#violated = model.invariants.map(() => undefined);
    this.#seen = model.invariants.map(() => undefined);
    for (const [i, invariant] of model.invariants.entries()) this.#look(i, invariant, -1, 0);
  }

  after(step: Step): void {
    const { index, atUs } = step;
    this.#landmark(step);
    for (const [i, invariant] of this.#model.invariants.entries()) {
      if (invariant.kind === 'eventually' || !invariant.reads.includes(step.component.kindName)) continue;
      this.#look(i, invariant, index, atUs);
    }
    const mistake = this.#results.mistakes[0];
    if (mistake !== undefined && this.#mistakes === undefined) {
      this.#mistakes = { index, atUs, why: mistake };
      this.landmarks.push({ index, atUs, kind: 'violation', text: ONE_OUTCOME });
    }
  }

  verdicts(): Verdict[] {
    const of = readingOf(this.#run);
    const verdicts = this.#model.invariants.map((invariant, i): Verdict => {
      const violatedAt = this.#violated[i];
      const seenAt = this.#seen[i];
      const holds = invariant.kind === 'always' ? violatedAt === undefined : invariant.kind === 'sometimes' ? seenAt !== undefined : invariant.holds(of, this.#run.params);
      return { name: invariant.name, kind: invariant.kind, holds, violatedAt, seenAt };
    });
    const books: Verdict = { name: ONE_OUTCOME, kind: 'always', holds: this.#mistakes === undefined, violatedAt: this.#mistakes, seenAt: undefined };
    return this.#results.accounting.offered > 0 ? [...verdicts, books] : verdicts;
  }

  #look(i: number, invariant: Invariant, index: number, atUs: number): void {
    if (invariant.kind === 'always' && this.#violated[i] === undefined) {
      const of = readingOf(this.#run);
      if (invariant.holds(of, this.#run.params)) return;
      this.#violated[i] = { index, atUs, why: invariant.why?.(of, this.#run.params) ?? '' };
      this.landmarks.push({ index, atUs, kind: 'violation', text: invariant.name });
    } else if (invariant.kind === 'sometimes' && this.#seen[i] === undefined && invariant.holds(readingOf(this.#run), this.#run.params)) {
      this.#seen[i] = { index, atUs };
    }
  }

  #landmark({ index, atUs, envelope, sent, emitted, missed }: Step): void {
    const add = (kind: Landmark['kind'], text: string) => this.landmarks.push({ index, atUs, kind, text });
    if (envelope.fault !== undefined) add('fault', envelope.fault.begins ? describeFault(envelope.fault.fault) : `${envelope.fault.fault.kind} is over`);
    if (missed !== undefined && missed !== 'retired') add('loss', `${envelope.event.type} is lost`);
    for (const message of sent) if (message.lost !== undefined) add('loss', `${message.event.type} is lost`);
    for (const event of emitted) if (event.type === 'mark') add('mark', event.text as string);
  }
}

/** The states of a run's components by kind, as an invariant reads them. */
export function readingOf(run: Run): Reading {
  return (kind) => run.components.filter((component) => component.kindName === kind && (component.up || !component.kind.dynamic)).map(viewOf);
}
const viewOf = (component: Component): View => component.chart.view(component.state);
