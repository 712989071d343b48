/** A calculation's results as claims, so that prose prints them as it prints any other number. */
import type { Claims } from '../claims/claim.ts';
import { likely, rangeOf, resultOf } from './evaluate.ts';
import type { Sheet } from './sheet.ts';

export function asClaims(sheet: Sheet): Claims {
  const values = likely(sheet);
  return Object.fromEntries(
    sheet.results.map((result) => {
      const { low, high } = rangeOf(sheet, result, values);
      const value = () => resultOf(sheet, result, values);
      const { id, says, unit, digits, formula } = result;
      return [id, { kind: 'model', says, unit, digits, from: { formula, value }, expect: [low, high] }] as const;
    }),
  );
}
