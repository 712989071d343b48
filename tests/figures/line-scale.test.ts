import { scaleLinear } from 'd3';
import { expect, test } from 'vitest';
import { lineScale } from '../../src/figures/line-scale.ts';

test.each([
  [
    [0, 3_456_789],
    [40, 340],
  ],
  [
    [0, 0.7],
    [200, 10],
  ],
  [
    [5, 5],
    [0, 100],
  ],
] as const)('values from %j have the places and the ticks that D3 gives them', (values, places) => {
  for (const count of [3, 5, 8]) {
    const ours = lineScale(values, places);
    const theirs = scaleLinear(values, places);
    expect(ours.ticks(count)).toEqual(theirs.ticks(count));
    const rounded = lineScale(values, places, count);
    theirs.nice(count);
    expect(rounded.ticks(count)).toEqual(theirs.ticks(count));
    expect(rounded.last).toBe(theirs.domain()[1]);
    for (const part of [0, 0.3, 1, 1.2]) {
      const value = values[0] + part * (values[1] - values[0]);
      expect(rounded(value)).toBe(theirs(value));
      expect(rounded.invert(value)).toBe(theirs.invert(value));
    }
  }
});
