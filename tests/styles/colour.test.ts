import { expect, test } from 'vitest';
import { contrast, distance, parse, seenWith } from './colour.ts';

test('black on white has the contrast that WCAG states', () => {
  expect(contrast(parse('#000000'), parse('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(parse('#777777'), parse('#ffffff'))).toBeCloseTo(4.48, 2);
});

test('a colour is at no distance from itself, and black is at 100 from white', () => {
  expect(distance(parse('#1f5fbf'), parse('#1f5fbf'))).toBe(0);
  expect(distance(parse('#000000'), parse('#ffffff'))).toBeCloseTo(100, 1);
});

test('red and green come close without the cones for green', () => {
  const [red, green] = [parse('#b04a2f'), parse('#6f7a2f')];
  const usual = distance(red, green);
  expect(distance(seenWith('deuteranopia', red), seenWith('deuteranopia', green))).toBeLessThan(usual / 2);
});
