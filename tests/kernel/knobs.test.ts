import { expect, test } from 'vitest';
import { knobInWords } from '../../src/kernel/index.ts';

test('a value that is no quantity has words of its own; others have their unit', () => {
  const limit = { label: 'Limit', says: '', initial: 20, min: -1, max: 50, unit: 'tries', words: { '-1': 'no limit' } };
  expect([-1, 1, 2].map((value) => knobInWords(limit, value))).toEqual(['no limit', '1 try', '2 tries']);
});
