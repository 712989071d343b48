/** One run without its past: the books, the verdicts and the measures, and nothing kept of the way there. */
import { type Accounting, Results } from '../measures.ts';
import type { Model } from '../model.ts';
import type { Recipe } from '../recipe.ts';
import type { Run, RunObserver } from '../run.ts';
import { endOf, measuresOf, startRun } from '../start.ts';
import { TraceHash } from '../trace-hash.ts';
import { type Verdict, Watch } from '../watch.ts';
import type { Windowed } from '../windows.ts';

/** How a run ended: what `play` says of it, without its history. */
export interface RunReport {
  readonly recipe: Recipe;
  readonly params: Run['params'];
  /** Steps taken. */
  readonly events: number;
  /** Microseconds. */
  readonly endedAtUs: number;
  readonly accounting: Accounting;
  readonly verdicts: readonly Verdict[];
  /** Value by name of the model's measures; NaN where there is nothing to measure. */
  readonly measures: Readonly<Record<string, number>>;
  /** The model's measures over time. */
  readonly windows: Windowed;
  /** Sixteen hexadecimal digits; empty unless asked for. */
  readonly traceHash: string;
}

/** A run of more events than this does not end by itself: a model that sends without time passing. */
const MAX_EVENTS = 20_000_000;

/**
 * Runs a recipe to its end. `traceHash` asks for the trace's hash, which costs about as much again. Throws a `RecipeError`
 * or a `KnobError` for what the model does not know, and an `Error` for a run that does not end.
 */
export function runOnce(
  model: Model,
  recipe: Recipe,
  options: { readonly traceHash?: boolean; readonly maxEvents?: number } = {},
): RunReport {
  const results = new Results(model.observations, model.windows);
  const hash = options.traceHash ? new TraceHash() : undefined;
  const observer: RunObserver = {
    emitted: (event, _component, atUs) => results.take(event, atUs),
    isOpen: results.isOpen,
  };
  if (hash !== undefined) observer.stepped = (step) => hash.add(step);
  const run = startRun(model, recipe, observer);
  const { params } = run;
  const watch = new Watch(model, run, results);
  runWatched(run, watch, options.maxEvents ?? MAX_EVENTS);
  results.nowUs = endOf(run);
  return {
    recipe,
    params,
    events: run.steps,
    endedAtUs: results.nowUs,
    accounting: results.accounting,
    verdicts: watch.verdicts(),
    measures: measuresOf(model, results, run),
    windows: results.windows,
    traceHash: hash?.text ?? '',
  };
}

function runWatched(run: Run, watch: Watch, maxEvents: number): void {
  while (run.step()) {
    watch.after(run.last, run.steps - 1, run.now);
    if (run.steps >= maxEvents)
      throw new Error(
        `${run.model.id} with seed ${run.seed} has taken ${maxEvents} events until ${run.now} µs and goes on; expected a run that ends, or reaches ${run.untilUs} µs`,
      );
  }
}
