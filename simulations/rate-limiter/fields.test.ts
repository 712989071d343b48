import { expect, test } from 'vitest';
import { decide, NOTHING, type Policy } from './algorithms.ts';
import { fieldsOf, wholeSeconds } from './fields.ts';

const policy = (algorithm: Policy['algorithm']): Policy => ({ algorithm, limit: 100, windowUs: 60_000_000, burst: 20 });

test('an admission says what is left, and no Retry-After', () => {
  expect(fieldsOf('default', policy('gcra'), decide(policy('gcra'), NOTHING, 0))).toEqual({
    'RateLimit-Policy': '"default";q=20;w=12',
    RateLimit: '"default";r=19',
  });
});

test('a window’s quota is its limit, a bucket’s is its burst', () => {
  const fields = fieldsOf('default', policy('sliding-log'), decide(policy('sliding-log'), NOTHING, 0));
  expect(fields['RateLimit-Policy']).toBe('"default";q=100;w=60');
});

test.each([
  [1, 1],
  [999_999, 1],
  [1_000_000, 1],
  [1_000_001, 2],
])('a wait of %d µs is a Retry-After of %d', (us, seconds) => {
  expect(wholeSeconds(us)).toBe(seconds);
});
