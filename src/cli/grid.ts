/** `--grid` and `--seeds`: which runs a sweep is made of. */
import { type KnobValue, readKnob } from '../kernel/knobs.ts';
import type { Model } from '../kernel/model.ts';
import type { Recipe } from '../kernel/recipe.ts';
import { readPairs, readWhole } from './arguments.ts';
import { MAX_SEED } from './recipe-options.ts';
import { ofOption, UsageError } from './usage.ts';

const MAX_POINTS = 1_000;
/** Every run's numbers are kept until the end. */
const MAX_RUNS = 1_000_000;

export interface Seeds {
  readonly from: number;
  readonly to: number;
}

/** `1..1000`. */
export function readSeeds(text: string): Seeds {
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(text.trim()) ?? [];
  if (first === undefined || last === undefined)
    throw new UsageError(`--seeds is "${text}"; expected first..last, such as 1..1000`);
  const from = readWhole('the first of --seeds', first, 0, MAX_SEED);
  const to = readWhole('the last of --seeds', last, from, Math.min(MAX_SEED, from + MAX_RUNS - 1));
  return { from, to };
}

/** A knob is set, or takes a value in each point. A link's is overridden by both. */
export function expectNoneSet(grid: readonly string[], set: readonly string[]): void {
  const isSet = new Set(readPairs('--set', set).map(([name]) => name));
  const both = readPairs('--grid', grid).find(([name]) => isSet.has(name))?.[0];
  if (both !== undefined)
    throw new UsageError(`--grid and --set both have the knob "${both}"; expected one of them: leave out the other`);
}

/** A recipe for each combination of the grid's values; the recipe itself when there is no grid. Each will meet all `seeds`. */
export function pointsOf(model: Model, recipe: Recipe, grid: readonly string[], { from, to }: Seeds): Recipe[] {
  const axes = readPairs('--grid', grid).map(([name, text]) => [name, valuesOf(model, name, text)] as const);
  const points = axes.reduce((product, [, values]) => product * values.length, 1);
  if (points > MAX_POINTS) throw new UsageError(`--grid makes ${points} points; expected at most ${MAX_POINTS}`);
  const seeds = to - from + 1;
  if (points * seeds > MAX_RUNS)
    throw new UsageError(
      `${points} points with ${seeds} seeds each make ${points * seeds} runs; expected at most ${MAX_RUNS}`,
    );
  return axes.reduce(
    (found, [name, values]) =>
      found.flatMap((point) => values.map((value) => ({ ...point, knobs: { ...point.knobs, [name]: value } }))),
    [recipe],
  );
}

function valuesOf(model: Model, name: string, text: string): KnobValue[] {
  const values = text.split(',').flatMap((part): readonly (string | number)[] => rangeOf(part) ?? [part]);
  return values.map((value) => ofOption('--grid', () => readKnob(model.knobs, name, value)));
}

/** `10..50:10` is 10, 20, 30, 40, 50. Undefined for what is not a range. */
function rangeOf(text: string): number[] | undefined {
  const [, low, high, step] = /^(-?[\d.]+)\.\.(-?[\d.]+):([\d.]+)$/.exec(text.trim())?.map(Number) ?? [];
  if (low === undefined || high === undefined || step === undefined) {
    if (text.includes('..')) throw new UsageError(`--grid has "${text}"; expected low..high:step, such as 10..50:10`);
    return undefined;
  }
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= MAX_POINTS))
    throw new UsageError(`--grid has the range ${text}; expected low..high:step with 1 to ${MAX_POINTS} values`);
  return Array.from({ length: count }, (_, i) => Number((low + i * step).toPrecision(12)));
}
