import { expect, test } from 'vitest';
import { quantity, readable } from '../../src/capacity/printed.ts';

test.each([
  [22, 'shards', 0, '22\u00a0shards'],
  [1, 'shards', 0, '1\u00a0shard'],
  [1, 'ms', 1, '1\u00a0ms'],
  [1.28, 'ms', 1, '1.3\u00a0ms'],
  [0.00414, 'USD', 4, '0.00414\u00a0USD'],
  [500_000, 'operations/s', 0, '500,000\u00a0operations/s'],
  [1, 'replicas/shard', 0, '1\u00a0replica/shard'],
  [0.58, '', 2, '0.58'],
  [Number.NaN, 'ms', 0, '–\u00a0ms'],
])('%d %s with %d places', (value, unit, digits, text) => {
  expect(quantity(value, unit, digits)).toBe(text);
});

test('what is counted stands in the plural, what it is counted by does not', () => {
  expect(readable('operation/s/shard', ['operation', 'shard'])).toBe('operations/s/shard');
  expect(readable('byte/operation', ['operation'])).toBe('bytes/operation');
  expect(readable('ms', ['operation'])).toBe('ms');
  expect(readable('1', [])).toBe('');
});
