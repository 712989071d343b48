/** Which input decides: what a decision's quantity becomes when one input alone goes from its low to its high. */
import { evaluate, inBase, restsOn, verdictOf } from './evaluate.ts';
import type { Sheet, SheetDecision, SheetInput, Values } from './sheet.ts';

export interface Swing {
  readonly input: SheetInput;
  /** The quantity at the input's low and at its high, in the decision's unit. */
  readonly atLow: number;
  readonly atHigh: number;
  /** Where the bound itself rests on the input: what it then is at both. */
  readonly bound: readonly [number, number] | undefined;
  /** Where the decision becomes another one on the way to the input's low and to its high, in the input's unit; undefined where it does not. */
  readonly turnsBelow: number | undefined;
  readonly turnsAbove: number | undefined;
}
export interface Tornado {
  readonly now: number;
  readonly threshold: number;
  readonly holds: boolean;
  /** Whether lengths are compared by ratio: the ends lie further apart than the eye can compare by difference. */
  readonly logarithmic: boolean;
  /** The longest as drawn first; inputs that change nothing are left out. */
  readonly swings: readonly Swing[];
}

export function tornadoOf(sheet: Sheet, decision: SheetDecision, values: Values): Tornado {
  const quantity = (changed: Values) => evaluate(decision.left, inBase(sheet, changed)) / decision.factor;
  const boundOf = (changed: Values) => evaluate(decision.right, inBase(sheet, changed)) / decision.factor;
  const [now, threshold] = [quantity(values), boundOf(values)];
  const swings = sheet.inputs
    .filter(({ id }) => restsOn(decision.left, id) || restsOn(decision.right, id))
    .map((input): Swing => {
      const [low, high] = [
        { ...values, [input.id]: input.low },
        { ...values, [input.id]: input.high },
      ];
      const bounds = [boundOf(low), boundOf(high)] as const;
      return {
        input,
        atLow: quantity(low),
        atHigh: quantity(high),
        bound: bounds[0] === bounds[1] ? undefined : bounds,
        turnsBelow: turningPoint(sheet, decision, values, input.id, input.low),
        turnsAbove: turningPoint(sheet, decision, values, input.id, input.high),
      };
    })
    .filter(({ atLow, atHigh, bound }) => atLow !== atHigh || bound !== undefined);
  const logarithmic = isWide([now, threshold, ...swings.flatMap(shownEnds)].filter(Number.isFinite));
  return {
    now,
    threshold,
    holds: verdictOf(sheet, decision, values),
    logarithmic,
    swings: swings.sort((a, b) => length(b, logarithmic) - length(a, logarithmic)),
  };
}

const isWide = (shown: readonly number[]): boolean =>
  Math.min(...shown) > 0 && Math.max(...shown) / Math.min(...shown) > 20;

/** What is drawn: the quantity's ends, or the bound's where only that moves. */
export const shownEnds = ({ atLow, atHigh, bound }: Swing): readonly [number, number] =>
  atLow === atHigh && bound !== undefined ? bound : [atLow, atHigh];

function length(swing: Swing, logarithmic: boolean): number {
  const [from, to] = shownEnds(swing);
  return Math.abs(logarithmic ? Math.log(to / from) : to - from);
}

export const turns = ({ turnsBelow, turnsAbove }: Swing): boolean =>
  turnsBelow !== undefined || turnsAbove !== undefined;

/** Halves the way from what an input is now to its end, until the place where the decision becomes another one is found. */
function turningPoint(
  sheet: Sheet,
  decision: SheetDecision,
  values: Values,
  id: string,
  end: number,
): number | undefined {
  const verdictAt = (value: number) => verdictOf(sheet, decision, { ...values, [id]: value });
  const before = verdictOf(sheet, decision, values);
  if (verdictAt(end) === before) return undefined;
  let [same, other] = [values[id] ?? Number.NaN, end];
  for (let i = 0; i < 60; i++) {
    const middle = (same + other) / 2;
    if (verdictAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}
