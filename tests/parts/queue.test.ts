import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY, firstOf, listOf, type Queue, withLast, withoutFirst } from '../../src/parts/queue.ts';

test('the first to come is the first to leave, whatever is added and removed between', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: undefined })), (acts) => {
      let queue: Queue<number> = EMPTY;
      let expected: number[] = [];
      for (const act of acts) {
        queue = act === undefined ? withoutFirst(queue) : withLast(queue, act);
        expected = act === undefined ? expected.slice(1) : [...expected, act];
        expect(listOf(queue)).toEqual(expected);
        expect(queue.size).toBe(expected.length);
        expect(firstOf(queue)).toBe(expected[0]);
      }
    }),
  );
});

test('a queue stays as it was when another is made from it', () => {
  const two = withLast(withLast(EMPTY as Queue<number>, 1), 2);
  withoutFirst(two);
  withLast(two, 3);
  expect(listOf(two)).toEqual([1, 2]);
});
