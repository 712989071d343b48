import { expect, test } from 'vitest';
import { asWritten, readNumber } from '../../src/capacity/written.ts';

test.each([
  ['500,000', 500_000],
  ['500000', 500_000],
  [' 1,234.5 ', 1234.5],
  ['.5', 0.5],
  ['0', 0],
])('"%s" is read as a number', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each(['', '0.', '0,5', '1,00', '-1', '1e3', 'ten'])('"%s" is no number, or not yet', (text) => {
  expect(readNumber(text)).toBeUndefined();
});

test.each([500_000, 0.1 + 0.2, 37.5, 0.0023, 0])('%d is read back as it was written', (value) => {
  expect(readNumber(asWritten(value))).toBeCloseTo(value, 9);
});
