/**
 * Holds a model's theories against its runs: where a theory says that it applies, a sweep agrees.
 *
 * A run begins and ends empty, and what is rare may not happen in it at all. So beside the 95 % interval a curve is allowed three
 * hundredths of its value and a thousandth of its highest; a line, which takes customers for water, a tenth of its highest.
 */
import { seriesOf, valueAt } from '../src/figures/measures/series.ts';
import { lineAt, type Points } from '../src/figures/theory/plot.ts';
import { curvesOf, isDisturbed, likeOf, sweepNow } from '../src/figures/theory/swept.ts';
import {
  type CurveTheory,
  isForetold,
  type LineTheory,
  type Model,
  type Played,
  paramsOf,
  play,
  type Recipe,
} from '../src/kernel/index.ts';
import { summarise } from '../src/kernel/sweep/index.ts';

const OF_ITS_VALUE = 0.03;
const OF_THE_HIGHEST = 0.001;
const OF_A_LINE = 0.1;
const SEEDS = 20;

/** Where theory and runs of a recipe disagree, and what is neither a number nor a reason. Seeds are fixed: what passes passes always. */
export function disagreements(model: Model, recipe: Recipe): readonly string[] {
  const curves = isDisturbed(model, recipe) ? [] : curvesOf(model);
  const lines = (model.theory ?? []).filter((theory) => theory.kind === 'line');
  return [
    ...curves.flatMap((curve) => ofCurve(model, recipe, curve)),
    ...lines.flatMap((line) => ofLine(model, recipe, line)),
  ];
}

const sweeps = new Map<string, ReturnType<typeof sweepNow>>();
/** Theories of one knob share their runs. */
function sweep(model: Model, recipe: Recipe, theory: CurveTheory) {
  const key = `${model.id} ${theory.over} ${likeOf(model, recipe, theory.over)}`;
  const known = sweeps.get(key) ?? sweepNow(model, recipe, theory);
  sweeps.set(key, known);
  return known;
}

function ofCurve(model: Model, recipe: Recipe, theory: CurveTheory): readonly string[] {
  const params = paramsOf(model, recipe);
  const { points } = sweep(model, recipe, theory);
  const all = points.map(({ at, measures }) => ({
    found: measures[theory.measure] ?? { n: 0, mean: Number.NaN, ci95: Number.NaN },
    foretold: theory.foretells({ ...params, [theory.over]: at }),
    where: `${theory.measure} at ${theory.over} ${at} of ${recipe.scenario}`,
  }));
  const highest = Math.max(0, ...all.flatMap(({ foretold }) => (isForetold(foretold) ? [foretold.value] : [])));
  return all.flatMap(({ found, foretold, where }) => {
    if (!isForetold(foretold)) return foretold.why === '' ? [`${where}: no number and no reason`] : [];
    const { value, unless } = foretold;
    if (!Number.isFinite(value)) return [`${where}: the theory gives ${value}; expected a number, or a reason`];
    if (unless !== undefined) return [];
    const allowed = found.ci95 + OF_ITS_VALUE * Math.abs(value) + OF_THE_HIGHEST * highest;
    // A mean that is not a number is within nothing.
    return Math.abs(value - found.mean) <= allowed
      ? []
      : [`${where}: theory ${value}, ${found.n} runs ${found.mean} ± ${found.ci95}`];
  });
}

/** Parts of the line's time at which it is looked at. */
const PARTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

function ofLine(model: Model, recipe: Recipe, theory: LineTheory): readonly string[] {
  const where = `${theory.level} of ${recipe.scenario}`;
  const faults = [...(model.scenarios[recipe.scenario]?.faults ?? []), ...recipe.faults];
  const beside = Array.from({ length: SEEDS }, (_, i) => {
    const played = play(model, { ...recipe, seed: i + 1 });
    const foretold = theory.foretells(played.params, { faults, endedAtUs: played.endedAtUs });
    if (!isForetold(foretold)) return foretold.why === '' ? `${where}: no line and no reason` : [];
    if (!isLine(foretold.value)) return `${where}: expected finite points in the order of time`;
    return foretold.unless === undefined ? distances(played, theory.level, foretold.value) : [];
  });
  const wrong = beside.find((one) => typeof one === 'string');
  if (wrong !== undefined) return [wrong];
  return PARTS.flatMap((part, i) => {
    const found = summarise(beside.map((one) => one[i]).filter((value) => typeof value === 'number'));
    return found.n === 0 || Math.abs(found.mean) <= found.ci95 + OF_A_LINE
      ? []
      : [`${where} at ${part} of its time: ${found.mean} of its highest above the theory, ± ${found.ci95}`];
  });
}

const isLine = (points: Points): boolean =>
  points.every(([at, value], i) => Number.isFinite(value) && at >= (points[i - 1]?.[0] ?? 0));

/** How far above the line the level lies, in parts of the line's highest value. */
function distances(played: Played, level: string, points: Points): readonly number[] {
  const series = seriesOf(played).levels.find(({ name }) => name === level);
  const highest = Math.max(...points.map(([, value]) => value));
  const last = points.at(-1)?.[0] ?? 0;
  return PARTS.map((part) => {
    const atUs = part * last;
    const found = series === undefined ? 0 : (valueAt(series, atUs) ?? 0);
    return (found - (lineAt(points, atUs) ?? 0)) / highest;
  });
}
