/** What holds for the calculation of every study. */
import { describe, expect, test } from 'vitest';
import type { Capacity } from '../../src/capacity/capacity.ts';
import { compile } from '../../src/capacity/compile.ts';
import { likely, rangeOf, resultOf } from '../../src/capacity/evaluate.ts';
import { tornadoOf } from '../../src/capacity/tornado.ts';
import type { Claims } from '../../src/claims/claim.ts';

const files = import.meta.glob<Capacity>('/case-studies/*/capacity.ts', { eager: true, import: 'capacity' });
const claimFiles = import.meta.glob<Claims>('/case-studies/*/claims.ts', { eager: true, import: 'claims' });

describe.each(Object.entries(files))('%s', (path, capacity) => {
  const claims = claimFiles[path.replace('capacity.ts', 'claims.ts')] ?? {};
  const sheet = compile(capacity, claims, path.slice(1));
  const values = likely(sheet);

  test('every result is a number within its range', () => {
    const wrong = sheet.results.filter((result) => {
      const { low, high } = rangeOf(sheet, result, values);
      const value = resultOf(sheet, result, values);
      return !(Number.isFinite(low) && Number.isFinite(high) && low <= value && value <= high);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('every input is used', () => {
    const formulas = [
      ...sheet.results.map(({ formula }) => formula),
      ...sheet.decisions.map(({ formula }) => formula),
      ...sheet.mistakes.map(({ formula }) => formula),
    ].join(' ');
    expect(sheet.inputs.filter(({ id }) => !new RegExp(`\\b${id}\\b`).test(formulas)).map(({ id }) => id)).toEqual([]);
  });

  test('every decision says what would turn it', () => {
    for (const decision of sheet.decisions) expect(tornadoOf(sheet, decision, values).swings).not.toEqual([]);
  });

  test('every mistake gives something else than what it stands instead of, or nothing', () => {
    const same = sheet.mistakes.filter(({ instead, refused, ...mistake }) => {
      const right = sheet.results.find(({ id }) => id === instead);
      return (
        refused === undefined &&
        right !== undefined &&
        resultOf(sheet, mistake, values) === resultOf(sheet, right, values)
      );
    });
    expect(same.map(({ id }) => id)).toEqual([]);
  });

  test('the page is given plain data', () => {
    expect(structuredClone(sheet)).toEqual(sheet);
  });
});
