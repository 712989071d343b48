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
  /** Where the decision would be another one: at the input's low, at its high, at both ends, or nowhere. */
  readonly flips: 'low' | 'high' | 'both' | undefined;
}
export interface Tornado {
  readonly now: number;
  readonly threshold: number;
  readonly holds: boolean;
  /** The widest first; inputs that change nothing are left out. */
  readonly swings: readonly Swing[];
}

export function tornadoOf(sheet: Sheet, decision: SheetDecision, values: Values): Tornado {
  const quantity = (changed: Values) => evaluate(decision.left, inBase(sheet, changed)) / decision.factor;
  const boundOf = (changed: Values) => evaluate(decision.right, inBase(sheet, changed)) / decision.factor;
  const holds = verdictOf(sheet, decision, values);
  const swings = sheet.inputs
    .filter(({ id }) => restsOn(decision.left, id) || restsOn(decision.right, id))
    .map((input): Swing => {
      const [low, high] = [
        { ...values, [input.id]: input.low },
        { ...values, [input.id]: input.high },
      ];
      const bounds = [boundOf(low), boundOf(high)] as const;
      const flipsAt = (changed: Values) => verdictOf(sheet, decision, changed) !== holds;
      return {
        input,
        atLow: quantity(low),
        atHigh: quantity(high),
        bound: bounds[0] === bounds[1] ? undefined : bounds,
        flips: ends(flipsAt(low), flipsAt(high)),
      };
    })
    .filter(({ atLow, atHigh, bound }) => atLow !== atHigh || bound !== undefined)
    .sort((a, b) => width(b) - width(a));
  return { now: quantity(values), threshold: boundOf(values), holds, swings };
}

const width = (swing: Swing): number => {
  const [from, to] = shownEnds(swing);
  return Math.abs(to - from);
};

/** What is drawn: the quantity's ends, or the bound's where only that moves. */
export const shownEnds = ({ atLow, atHigh, bound }: Swing): readonly [number, number] =>
  atLow === atHigh && bound !== undefined ? bound : [atLow, atHigh];
const ends = (low: boolean, high: boolean): Swing['flips'] =>
  low && high ? 'both' : low ? 'low' : high ? 'high' : undefined;
