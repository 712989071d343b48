/** Units and what they measure, by mathjs. For the build only. */
import { all, create, type MathJsInstance, type Unit } from 'mathjs';

/** Has a unit, or is a bare number. */
export type Dimension = Unit | number;

export interface Units {
  /** Throws for a unit that is not known. */
  named(unit: string): Dimension;
  isKnown(name: string): boolean;
  times(a: Dimension, b: Dimension): Dimension;
  over(a: Dimension, b: Dimension): Dimension;
  alike(a: Dimension, b: Dimension): boolean;
  /** Only the counts, not metres or seconds: what can be rounded up to a whole. */
  isCount(dimension: Dimension): boolean;
  words(dimension: Dimension): string;
  /** How much one of the unit is in base units. */
  factor(unit: string): number;
}

/** SI and bytes, and each of `counts` as a dimension of its own. */
export function unitsWith(counts: readonly string[]): Units {
  const math: MathJsInstance = create(all ?? {}, {});
  for (const count of counts) math.createUnit(count, { aliases: [`${count}s`] });
  const named = (unit: string): Dimension => {
    if (unit === '' || unit === '1') return 1;
    try {
      return math.unit(unit);
    } catch {
      throw new Error(`unknown unit "${unit}"; known are SI, byte, USD and the counts ${counts.join(', ')}`);
    }
  };
  // What is left when everything cancels: a number in some of mathjs's answers, a unit of nothing in others.
  const nothing = math.unit('m/m');
  const isNumber = (dimension: Dimension): dimension is number =>
    typeof dimension === 'number' || dimension.equalBase(nothing);
  const alike = (a: Dimension, b: Dimension) =>
    isNumber(a) || isNumber(b) ? isNumber(a) && isNumber(b) : a.equalBase(b);
  // mathjs types a quotient of units as anything that it can multiply; of these two it is a unit or a number.
  const times = (a: Dimension, b: Dimension) => math.multiply(a, b) as Dimension;
  const over = (a: Dimension, b: Dimension) => math.divide(a, b) as Dimension;
  return {
    named,
    isKnown: (name) => {
      try {
        math.unit(name);
        return true;
      } catch {
        return false;
      }
    },
    times,
    over,
    alike,
    isCount: (dimension) => isNumber(dimension) || counts.some((count) => alike(dimension, math.unit(count))),
    words: (dimension) => {
      // mathjs says a time in the unit that it met last: a price by the hour would make a rate by the second one by the hour.
      math.unit('s');
      return isNumber(dimension) ? 'a bare number' : dimension.simplify().formatUnits() || 'a bare number';
    },
    factor: (unit) => {
      const dimension = named(unit);
      // The value in base units; mathjs has it on every unit and leaves it out of its types.
      return isNumber(dimension) ? 1 : (math.unit(1, unit) as Unit & { readonly value: number }).value;
    },
  };
}
