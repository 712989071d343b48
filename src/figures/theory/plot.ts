/** A theory's curve as something to draw: stretches on which it applies, applies with a reservation, or does not. */
import { type CurveTheory, isForetold, type Model, type Params, type Prediction } from '../../kernel/index.ts';
import type { Swept, SweptPoint } from './swept.ts';

/** A stretch of the knob over which the theory stands alike, and the reason where it does not hold as it is. */
export interface Stretch {
  readonly standing: 'applies' | 'unless' | 'none';
  readonly why: string;
  readonly from: number;
  readonly to: number;
  /** Values of the knob and of the theory; empty where there is none. */
  readonly points: readonly (readonly [at: number, value: number])[];
}
type Open = { -readonly [K in keyof Stretch]: Stretch[K] } & { points: (readonly [number, number])[] };

/** What a theory foretells at one value of its knob, the others as they are. */
export const foretoldAt = ({ over, foretells }: CurveTheory, params: Params, at: number): Prediction<number> =>
  foretells({ ...params, [over]: at });

/** One for each two pixels of the widest picture. */
const SAMPLES = 360;

/** The curve from the first value of its grid to the last. A stretch begins where the one before it ends: there are no gaps. */
export function stretchesOf(theory: CurveTheory, params: Params): readonly Stretch[] {
  const [first, last] = rangeOf(theory, params);
  const stretches: Open[] = [];
  for (let i = 0; i <= SAMPLES; i++) {
    const at = first + ((last - first) * i) / SAMPLES;
    const open = stretches.at(-1);
    const prediction = foretoldAt(theory, params, at);
    if (open !== undefined && standingOf(prediction).standing !== open.standing)
      open.to = borderBetween(theory, params, open.to, at);
    extend(stretches, at, prediction);
  }
  return stretches;
}

/** Where the theory begins to stand otherwise than at `low`: to a thousandth of a sample. */
function borderBetween(theory: CurveTheory, params: Params, low: number, high: number): number {
  const standing = (at: number) => standingOf(foretoldAt(theory, params, at)).standing;
  const before = standing(low);
  let [from, to] = [low, high];
  for (let i = 0; i < 10; i++) {
    const middle = (from + to) / 2;
    if (standing(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

export function rangeOf({ grid }: CurveTheory, params: Params): readonly [number, number] {
  const values = grid(params);
  return [values[0] ?? 0, values.at(-1) ?? 1];
}

function extend(stretches: Open[], at: number, prediction: Prediction<number>): void {
  const { standing, why } = standingOf(prediction);
  const points = isForetold(prediction) ? [[at, prediction.value] as const] : [];
  const open = stretches.at(-1);
  if (open?.standing === standing) {
    open.to = at;
    open.points.push(...points);
    return;
  }
  const joint = standing === 'none' ? [] : (open?.points.slice(-1) ?? []);
  stretches.push({ standing, why, from: open?.to ?? at, to: at, points: [...joint, ...points] });
}

export function standingOf(prediction: Prediction<unknown>): Pick<Stretch, 'standing' | 'why'> {
  if (!isForetold(prediction)) return { standing: 'none', why: prediction.why };
  const { unless } = prediction;
  return unless === undefined ? { standing: 'applies', why: '' } : { standing: 'unless', why: unless };
}

/** The formula that holds at the reader's knobs, or else at the first value of the grid where one does. */
export function formulaOf(
  theory: CurveTheory,
  params: Params,
): { readonly name: string; readonly source: string } | undefined {
  const values = [Number(params[theory.over]), ...theory.grid(params)];
  return values.map((at) => foretoldAt(theory, params, at)).find(isForetold);
}

/** A point of the sweep beside what was foretold for it. */
export interface Compared {
  readonly at: number;
  readonly n: number;
  readonly mean: number;
  readonly ci95: number;
  readonly foretold: Prediction<number>;
}

export function comparedWith(theory: CurveTheory, params: Params, swept: Swept | undefined): readonly Compared[] {
  return (swept?.points ?? []).flatMap(({ at, measures }: SweptPoint) => {
    const found = measures[theory.measure];
    if (found === undefined || found.n === 0) return [];
    return [{ at, ...found, foretold: foretoldAt(theory, params, at) }];
  });
}

/** Far more than this times what the theory reaches is not drawn to scale: nothing else would be seen. */
const MUCH = 3;

/** The highest value that is drawn: what was foretold and found where there is a theory, and the run's own unless it is far beyond. */
export function highestOf(theory: CurveTheory, params: Params, compared: readonly Compared[], own: number): number {
  const grid = theory.grid(params).map((at) => foretoldAt(theory, params, at));
  const foretold = grid.flatMap((prediction) => (isForetold(prediction) ? [prediction.value] : []));
  const found = compared.filter((point) => foretold.length === 0 || isForetold(point.foretold));
  const tops = found.map(({ mean, ci95 }) => mean + (Number.isNaN(ci95) ? 0 : ci95));
  const highest = Math.max(0, ...foretold, ...tops);
  if (highest === 0) return own > 0 ? own : 1;
  return own <= MUCH * highest ? Math.max(highest, own) : highest;
}

export const labelOfKnob = (model: Model, knob: string): string => model.knobs[knob]?.label ?? knob;
export function unitOfKnob(model: Model, knob: string): string {
  const turned = model.knobs[knob];
  return turned !== undefined && 'unit' in turned ? turned.unit : '';
}

/** Of a line: microseconds and values, in the order of time. */
export type Points = readonly (readonly [atUs: number, value: number])[];

/** What a line foretells at a moment; undefined before its first point and after its last. */
export function lineAt(points: Points, atUs: number): number | undefined {
  const next = points.findIndex(([at]) => at >= atUs);
  const [to, from] = [points[next], points[next - 1]];
  if (to === undefined) return undefined;
  if (to[0] === atUs || from === undefined) return to[0] === atUs ? to[1] : undefined;
  return from[1] + ((to[1] - from[1]) * (atUs - from[0])) / (to[0] - from[0]);
}
