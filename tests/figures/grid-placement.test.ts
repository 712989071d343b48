/** Boxes on a grid. */
import { expect, test } from 'vitest';
import { gridPlacement, type Pair } from '../../src/figures/grid-placement.ts';

const boxes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, width: 120, height: 80 }));
const pair = ([from, to]: string): Pair => ({ from: from as string, to: to as string });
const star = ['ab', 'ac', 'ad', 'ae', 'af'].map(pair);
const chain = ['ab', 'bc', 'cd', 'de', 'ef'].map(pair);
const room = { width: 780, height: 480, gapX: 50, gapY: 40 };

test('it keeps to the room that it is given', () => {
  for (const pairs of [star, chain]) {
    const { width, height } = gridPlacement(boxes, pairs, room);
    expect([width <= room.width, height <= room.height]).toEqual([true, true]);
  }
});

test('the same boxes always stand in the same places', () => {
  expect(gridPlacement(boxes, star, room)).toEqual(gridPlacement(boxes, star, room));
});

test('the lines of a chain are short and pass no box', () => {
  const { edges } = gridPlacement(boxes, chain, room);
  const lengths = edges.map(({ points: [a, b] }) =>
    Math.hypot((b?.[0] ?? 0) - (a?.[0] ?? 0), (b?.[1] ?? 0) - (a?.[1] ?? 0)),
  );
  expect(Math.max(...lengths)).toBeLessThan(160);
});

test('a kind whose instances talk to each other has a line without points', () => {
  expect(gridPlacement(boxes, [pair('aa')], room).edges).toEqual([{ from: 'a', to: 'a', points: [] }]);
});
