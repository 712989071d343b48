import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LimitReached } from '../../../src/kernel/explore/limits.ts';
import { NONE, PackedSet, type Row, row } from '../../../src/kernel/explore/packed-set.ts';

function rowOf(items: readonly number[]): Row {
  const made = row(items.length + 1);
  made.items[0] = items.length;
  made.items.set(items, 1);
  return made;
}
const itemsOf = (set: PackedSet, ref: number): number[] => {
  const into = row(set.lengthOf(ref) + 2);
  set.read(ref, into);
  return [...into.items.slice(1, 1 + set.lengthOf(ref))];
};

test('it holds what a set of texts would hold, in the order of arrival', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 }), { maxLength: 300 });
  fc.assert(
    fc.property(rows, (added) => {
      const set = new PackedSet();
      const known = new Map<string, number[]>();
      for (const items of added) {
        const isNew = set.add(rowOf(items), NONE) !== NONE;
        expect(isNew).toBe(!known.has(items.join()));
        known.set(items.join(), items);
      }
      const listed: number[][] = [];
      for (let ref = set.after(NONE); ref !== NONE; ref = set.after(ref)) listed.push(itemsOf(set, ref));
      expect(listed).toEqual([...known.values()]);
      expect(set.size).toBe(known.size);
    }),
  );
});

test('a buffer that held a longer row before leaves no trace in a shorter one', () => {
  const set = new PackedSet();
  const buffer = row(8);
  buffer.items.set([4, 1, 2, 3, 4]);
  set.add(buffer, NONE);
  buffer.items.set([2, 1, 2]);
  expect(set.add(buffer, NONE)).not.toBe(NONE);
  expect(set.add(rowOf([1, 2]), NONE)).toBe(NONE);
});

test('it grows over many segments and keeps every parent', () => {
  const set = new PackedSet();
  const refs = [NONE];
  for (let i = 0; i < 40_000; i++)
    refs.push(set.add(rowOf(Array.from({ length: 61 }, (_, k) => (i * (k + 7)) & 0xffff)), refs[i] as number));
  expect(new Set(refs).size).toBe(40_001);
  expect(set.bytes).toBeGreaterThan(4_194_304); // more than one segment
  let at = NONE;
  for (let i = 1; i <= 40_000; i++) {
    at = set.after(at);
    expect(at).toBe(refs[i]);
    if (i > 1) expect(set.parentOf(at)).toBe(refs[i - 1]);
  }
  expect(set.after(at)).toBe(NONE);
});

test('it stops at its limit and is whole afterwards', () => {
  const set = new PackedSet(9_000_000);
  const fill = () => {
    for (let i = 0; ; i++) set.add(rowOf([i & 0xffff, i >>> 16, 1, 2, 3, 4, 5, 6, 7]), NONE);
  };
  expect(fill).toThrow(LimitReached);
  let count = 0;
  for (let ref = set.after(NONE); ref !== NONE; ref = set.after(ref)) count++;
  expect(count).toBe(set.size);
  expect(set.add(rowOf([0, 0, 1, 2, 3, 4, 5, 6, 7]), NONE)).toBe(NONE);
});
