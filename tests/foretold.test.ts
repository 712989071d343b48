import { expect, test } from 'vitest';
import { recipeOf } from '../src/kernel/index.ts';
import { triesModel } from './figures/fixtures/tries.ts';
import { disagreements } from './foretold.ts';

const of = (wrong: number, scenario: string) => {
  const model = triesModel(wrong);
  return disagreements(model, recipeOf(model, scenario));
};

test('a theory that is right agrees with a sweep, and with a run over its time', () => {
  expect(of(1, 'calm')).toEqual([]);
});

test.each([0.5, 0.9, 1.1, 2])('a theory that is wrong by a factor of %d is caught', (wrong) => {
  const found = of(wrong, 'calm');
  expect(found.join(' ')).toContain('triesMean at loss 0.5 of calm: theory');
  if (Math.abs(wrong - 1) > 0.2) expect(found.join(' ')).toContain('desk of calm at 0.5 of its time');
});

test('a theory that gives no number and no reason is caught', () => {
  expect(of(Number.NaN, 'calm').join(' ')).toContain('the theory gives NaN; expected a number, or a reason');
});

test('nothing is held against a theory that says why it does not apply', () => {
  for (const scenario of ['few', 'endless'])
    expect(of(2, scenario).filter((text) => text.startsWith('tries'))).toEqual([]);
  expect(of(2, 'paused')).toEqual([]);
});
