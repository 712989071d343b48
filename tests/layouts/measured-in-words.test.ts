import { expect, test } from 'vitest';
import { boundIn, unitInTable, valueIn, valueInTable } from '../../src/layouts/measured-in-words.ts';

test.each([
  [4786.4, 'ms', '4,790 ms'],
  [1, 'attempts', '1 attempt'],
  [2, '× limit', '2 × limit'],
  [0.09685, 'of decisions', '9.69% of decisions'],
  [0, 'of decisions', '0% of decisions'],
])('%d %s is printed with its unit, three digits and thousands apart', (value, unit, words) => {
  expect(valueIn(value, unit)).toBe(words.replaceAll(' ', '\u00a0'));
});

test('a bound has the unit of its measure', () => {
  expect(boundIn({ above: 1000 }, 'ms')).toBe('above 1,000\u00a0ms');
  expect(boundIn({ below: 0.05 }, 'of decisions')).toBe('below 5%\u00a0of\u00a0decisions');
});

test('in a table the unit of a share is per cent, and what was not measured is a dash', () => {
  expect([unitInTable('of requests'), valueInTable(0.5, 'of requests')]).toEqual(['% of requests', '50']);
  expect([unitInTable('ms'), valueInTable(Number.NaN, 'ms')]).toEqual(['ms', '–']);
});
