/** What a measure of a run came to, as chapters print it: three digits, thousands apart, a share in per cent. */
import { onOneLine } from '../claims/counted.ts';
import { quantity } from '../kernel/index.ts';

const digits = (value: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en', { maximumSignificantDigits: 3 }) : '–';

/** "of decisions": a measure between 0 and 1. */
const isShare = (unit: string): boolean => unit.startsWith('of ');

/** For a table whose first column names the unit. */
export const unitInTable = (unit: string): string => (isShare(unit) ? `% ${unit}` : unit);
export const valueInTable = (value: number, unit: string): string => digits(isShare(unit) ? 100 * value : value);

/** "200 ms", "9.69% of decisions", "2 × limit". */
export function valueIn(value: number, unit: string): string {
  const rounded = Number(value.toPrecision(3));
  return onOneLine(isShare(unit) ? `${digits(100 * value)}% ${unit}` : quantity(rounded, unit));
}

/** "above 1,000 ms" */
export const boundIn = (
  { above, below }: { readonly above?: number | undefined; readonly below?: number | undefined },
  unit: string,
): string => (above === undefined ? `below ${valueIn(below ?? Number.NaN, unit)}` : `above ${valueIn(above, unit)}`);
