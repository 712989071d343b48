import { expect, test } from 'vitest';
import { chanceOfAtMost, fullest } from './unevenness.ts';

test('two things fall on different ones of two places in half of all deals', () => {
  expect(chanceOfAtMost(1, 2, 2)).toBeCloseTo(0.5, 12);
});
test('three things fall on three different ones of three places in 6 deals of 27', () => {
  expect(chanceOfAtMost(1, 3, 3)).toBeCloseTo(6 / 27, 12);
});
test('no place ever holds more than there are, and some place holds at least the mean', () => {
  expect(chanceOfAtMost(100, 100, 11)).toBeCloseTo(1, 9);
  expect(chanceOfAtMost(9, 100, 11)).toBe(0);
});
test('one place holds everything', () => {
  expect(fullest(7, 1)).toBe(7);
});
