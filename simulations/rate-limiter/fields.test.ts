import { expect, test } from 'vitest';
import { decide, NOTHING, type Policy } from './algorithms.ts';
import { fieldsOf, serviceLimit, wholeSeconds } from './fields.ts';

const policy = (algorithm: Policy['algorithm']): Policy => ({ algorithm, limit: 100, windowUs: 60_000_000, burst: 20 });

test('an admission says what is left, and no Retry-After', () => {
  expect(fieldsOf('default', policy('gcra'), decide(policy('gcra'), NOTHING, 0), 0)).toEqual({
    'RateLimit-Policy': '"default";q=20;w=12',
    RateLimit: '"default";r=19;t=12',
  });
});

test('a window’s quota is its limit, a bucket’s is its burst', () => {
  const fields = fieldsOf('default', policy('sliding-log'), decide(policy('sliding-log'), NOTHING, 0), 0);
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

test('a limit on requests in progress has a unit of its own and no window', () => {
  expect(fieldsOf('default', policy('concurrency'), decide(policy('concurrency'), NOTHING, 0), 0)).toEqual({
    'RateLimit-Policy': '"default";q=100;qu="concurrent-requests"',
    RateLimit: '"default";r=99',
  });
});

const rates = ['fixed-window', 'sliding-log', 'sliding-counter', 'token-bucket', 'leaky-bucket', 'gcra'] as const;

test.each(rates)('%s: a client that divides r by t never goes faster than the policy', (algorithm) => {
  const { limit, windowUs } = policy(algorithm);
  let decision = decide(policy(algorithm), NOTHING, 0);
  while (decision.admitted) {
    const { r, t } = serviceLimit(policy(algorithm), decision, 0);
    expect(r / t).toBeLessThanOrEqual(limit / (windowUs / 1_000_000));
    decision = decide(policy(algorithm), decision.memory, 0);
  }
});

test.each(rates)(
  '%s: when nothing is left, t is when one more is admitted, and Retry-After is no earlier',
  (algorithm) => {
    const held = policy(algorithm);
    let last = decide(held, NOTHING, 0);
    while (last.remaining > 0) last = decide(held, last.memory, 0);
    const { r, t } = serviceLimit(held, last, 0);
    expect([r, decide(held, last.memory, t * 1_000_000).admitted]).toEqual([0, true]);
    const refused = fieldsOf('default', held, decide(held, last.memory, 0), 0);
    expect(refused.RateLimit).toBe(`"default";r=0;t=${refused['Retry-After']}`);
  },
);
