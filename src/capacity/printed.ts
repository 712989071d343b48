/** Quantities as they are printed. */
import { counted } from '../claims/counted.ts';

/** "request/s" → "requests/s": what is counted stands in the plural, what it is counted by does not. */
export function readable(unit: string, counts: readonly string[]): string {
  if (unit === '1') return '';
  const [first = '', ...rest] = unit.split('/');
  const counted = (counts.includes(first) || first === 'byte') && first !== first.toUpperCase() ? `${first}s` : first;
  return [counted, ...rest].join('/');
}

/** Whole numbers as they are, others with the places that are stated; big ones are grouped. */
export const numberIn = (value: number, digits = 0): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', {
        maximumFractionDigits: Number.isInteger(value) ? 0 : Math.max(digits, small(value)),
      })
    : '–';

/** A number below one needs places of its own to say anything. */
const small = (value: number): number =>
  value !== 0 && Math.abs(value) < 1 ? 2 - Math.floor(Math.log10(Math.abs(value))) : 0;

/** "22 shards", "1 shard", "1.3 ms". */
export function quantity(value: number, unit: string, digits = 0): string {
  const number = numberIn(value, digits);
  if (unit === '') return number;
  return `${number}\u00a0${counted(number, unit)}`;
}
