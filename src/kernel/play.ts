/** A whole run at once: every step kept, invariants looked at after each, books and trace hash beside it. */
import type { Chosen } from './chosen.ts';
import { History } from './history.ts';
import type { Params } from './knobs.ts';
import { type Accounting, Results } from './measures.ts';
import type { Model } from './model.ts';
import { faultEndInWords, faultInWords } from './narrate.ts';
import type { Recipe } from './recipe.ts';
import type { Run, RunSetup } from './run.ts';
import { endOf, measuresOf, startRun } from './start.ts';
import type { Step } from './step.ts';
import { TraceHash } from './trace-hash.ts';
import { type Verdict, Watch } from './watch.ts';
import type { Windowed } from './windows.ts';

/** A step that a reader wants to be led to. */
export interface Landmark {
  readonly index: number;
  readonly atUs: number;
  readonly kind: 'fault' | 'violation' | 'choice' | 'loss' | 'mark';
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
  options: { readonly maxSteps?: number; readonly chart?: RunSetup['chart'] } = {},
): Played {
  const results = new Results(model.observations, model.windows);
  const hash = new TraceHash();
  const landmarks: Landmark[] = [];
  const choices = choicesByStep(recipe);
  const maxSteps = options.maxSteps ?? MAX_STEPS;
  let history: History | undefined;
  let watch: Watch | undefined;
  const run = startRun(
    model,
    recipe,
    {
      emitted: (event, _component, atUs) => results.take(event, atUs),
      isOpen: results.isOpen,
      stepped: (step) => {
        history?.add(step);
        hash.add(step);
        landmarks.push(...landmarksOf(model, step, choices.get(step.index)));
        watch?.after(step.component, step.index, step.atUs);
      },
    },
    options.chart === undefined ? {} : { chart: options.chart },
  );
  const { params } = run;
  history = new History(run);
  watch = new Watch(model, run, results, (text, index, atUs) =>
    landmarks.push({ index, atUs, kind: 'violation', text }),
  );
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

const BY_HAND = { deliver: 'comes first', drop: 'is lost', duplicate: 'comes twice' } as const;

/** What was chosen at which step of a run that goes by time. */
const choicesByStep = ({ schedule, chosen = [] }: Recipe): ReadonlyMap<number, Chosen['act']> =>
  new Map(schedule === undefined ? chosen.map(({ atStep, act }) => [atStep, act]) : []);

/** What in a step a reader wants to be led to. */
function landmarksOf(
  model: Model,
  { index, atUs, envelope, sent, emitted, missed }: Step,
  chosen: Chosen['act'] | undefined,
): Landmark[] {
  const landmarks: Landmark[] = [];
  const add = (kind: Landmark['kind'], text: string) => landmarks.push({ index, atUs, kind, text });
  if (envelope.fault !== undefined)
    add(
      'fault',
      envelope.fault.begins ? faultInWords(model, envelope.fault.fault) : faultEndInWords(model, envelope.fault.fault),
    );
  if (chosen !== undefined) add('choice', `by hand: ${envelope.event.type} ${BY_HAND[chosen]}`);
  if (missed !== undefined && missed !== 'retired') add('loss', `${envelope.event.type} is lost`);
  for (const message of sent) if (message.lost !== undefined) add('loss', `${message.event.type} is lost`);
  for (const event of emitted) if (event.type === 'mark') add('mark', event.text as string);
  return landmarks;
}
