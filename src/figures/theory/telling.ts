/** Everything that the picture of a curve tells, worked out once: it draws it, and says it. */
import { type CurveTheory, isForetold, type Params, type Played } from '../../kernel/index.ts';
import { oncePerRun } from '../about.ts';
import { withUnit } from './numbers.ts';
import {
  type Compared,
  comparedWith,
  foretoldAt,
  formulaOf,
  highestOf,
  labelOfKnob,
  rangeOf,
  type Stretch,
  stretchesOf,
  unitOfKnob,
} from './plot.ts';
import { isDisturbed, type Swept } from './swept.ts';

export interface Own {
  readonly at: number;
  /** NaN where nothing was measured. */
  readonly value: number;
  /** Faults acted in it: it is no point of the curve. */
  readonly disturbed: boolean;
}

export interface Telling {
  readonly theory: CurveTheory;
  readonly params: Params;
  readonly title: string;
  /** The measure's. */
  readonly unit: string;
  readonly knob: { readonly label: string; readonly unit: string };
  readonly formula: { readonly name: string; readonly source: string } | undefined;
  readonly range: readonly [first: number, last: number];
  readonly stretches: readonly Stretch[];
  readonly compared: readonly Compared[];
  readonly seeds: number;
  readonly own: Own;
  readonly highest: number;
}

/** The curve takes hundreds of evaluations, and the playhead moves at every event. */
const curves = oncePerRun(() => new Map<CurveTheory, readonly Stretch[]>());
function knownStretches(played: Played, theory: CurveTheory): readonly Stretch[] {
  const known = curves(played);
  const found = known.get(theory) ?? stretchesOf(theory, played.params);
  known.set(theory, found);
  return found;
}

export function tellingOf(played: Played, theory: CurveTheory, swept: Swept | undefined): Telling {
  const { model, recipe, params, measures } = played;
  const compared = comparedWith(theory, params, swept);
  const own = {
    at: Number(params[theory.over]),
    value: measures[theory.measure] ?? Number.NaN,
    disturbed: isDisturbed(model, recipe),
  };
  return {
    theory,
    params,
    title: (model.measures[theory.measure]?.says ?? theory.says).replace(/\.$/, ''),
    unit: model.measures[theory.measure]?.unit ?? '',
    knob: { label: labelOfKnob(model, theory.over), unit: unitOfKnob(model, theory.over) },
    formula: formulaOf(theory, params),
    range: rangeOf(theory, params),
    stretches: knownStretches(played, theory),
    compared,
    seeds: swept?.seeds ?? 0,
    own,
    highest: highestOf(theory, params, compared, own.value),
  };
}

/** "9.5 1/s (95 %)". */
export function placeInWords({ theory: { also, over }, params, knob }: Telling, at: number): string {
  const more = also === undefined ? '' : ` (${also.at({ ...params, [over]: at })})`;
  return `${withUnit(at, knob.unit)}${more}`;
}

const plusMinus = (ci95: number, unit: string): string => (Number.isNaN(ci95) ? '' : ` ± ${withUnit(ci95, unit)}`);

export function pointInWords(telling: Telling, { at, n, mean, ci95, foretold }: Compared): string {
  const { unit } = telling;
  const theory = isForetold(foretold) ? `theory ${withUnit(foretold.value, unit)}` : 'no theory';
  return `${placeInWords(telling, at)}: ${theory}; ${n} runs ${withUnit(mean, unit)}${plusMinus(ci95, unit)}`;
}

/** What the theory gives at this run's knob; undefined where there is none. */
function foretoldForOwn({ theory, params, own }: Telling): number | undefined {
  const foretold = foretoldAt(theory, params, own.at);
  return isForetold(foretold) ? foretold.value : undefined;
}

export function ownInWords(telling: Telling): string {
  const { own, unit } = telling;
  const foretold = foretoldForOwn(telling);
  const beside = foretold === undefined ? '' : `, theory ${withUnit(foretold, unit)}`;
  return `this run ${withUnit(own.value, unit)}${beside}`;
}

export const headingOf = ({ formula }: Telling): string =>
  formula === undefined ? 'For these knobs there is no formula here.' : `Theory: ${formula.name} (${formula.source}).`;

export function inWords(telling: Telling): string {
  const { own, theory, compared, stretches } = telling;
  return [
    headingOf(telling),
    `${theory.says} At ${placeInWords(telling, own.at)} ${ownInWords(telling)}.`,
    ...compared.map((point) => `${pointInWords(telling, point)}.`),
    ...stretches.flatMap(({ why, from, to }) =>
      why === '' ? [] : [`From ${placeInWords(telling, from)} to ${placeInWords(telling, to)}: ${why}`],
    ),
    theory.limits,
  ].join(' ');
}
