/** Exploration, links and the page tell values apart by their canonical text: two that differ must not share one. */
import { expect, test } from 'vitest';
import { canonical } from '../../src/kernel/canonical.ts';

test('different values have different texts', () => {
  const values = [
    null,
    undefined,
    Infinity,
    -Infinity,
    NaN,
    0,
    1,
    1n,
    '1',
    'null',
    true,
    [],
    [[]],
    [null],
    [1, 2],
    [[1, 2]],
    ['1,2'],
    {},
    { a: 1 },
    { a: '1' },
    { a: 1, b: 2 },
    { 'a:1,b': 2 },
    { a: { b: 2 } },
    { '': 1 },
    { '"a"': 1 },
    { id: 'a', index: 0 },
    '@a',
  ];
  const texts = values.map(canonical);
  expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
});

test('equal values have one text, in whatever order their fields were put in', () => {
  expect(canonical({ b: [1, { d: 4, c: 3 }], a: 0 })).toBe(canonical({ a: -0, b: [1, { c: 3, d: 4 }], e: undefined }));
  expect(canonical(Object.assign(Object.create(null), { a: 1 }))).toBe(canonical({ a: 1 }));
});

test('an address is its name', () => {
  expect(canonical({ to: { id: 'row', index: 3 }, 'buyer-1': 1 })).toBe('{buyer-1:1,to:@row}');
});

test('what has no text of its own is refused, and named', () => {
  expect(() => canonical({ of: [() => 1] })).toThrow(
    'a function cannot be told from another; expected plain data: numbers, texts, switches, lists and records of them',
  );
  expect(() => canonical(new Map())).toThrow('a Map cannot be told from another');
  expect(() => canonical(new (class Clock {})())).toThrow('a Clock cannot be told from another');
});
