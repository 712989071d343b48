import { expect, test } from 'vitest';
import { alertIn, rehearsalOf } from '../../src/layouts/alerts.ts';

const where = 'case-studies/x/operations.mdx';
const slow = {
  id: 'A-1',
  scenario: 'rate-limiter/store-slow',
  measure: 'limiterP99Ms',
  above: 50,
  quietIn: 'rate-limiter/neighbours',
};
const unfair = {
  id: 'A-2',
  scenario: 'rate-limiter/one-for-all',
  measure: 'fairness',
  below: 0.8,
  quietIn: 'rate-limiter/neighbours',
};

test('an alert fires beyond its bound, above it or below it, and says what it watches', () => {
  const { fires, quiet, unit, watches } = alertIn(slow, where);
  expect([fires.value > 50, quiet.value > 50, unit]).toEqual([true, false, 'ms']);
  expect(watches).toMatch(/^99th percentile/);
  expect(alertIn(unfair, where).fires.value).toBeLessThan(0.8);
});

test.each([
  ['that does not fire', { ...slow, above: 5000 }, /alert A-1 does not fire in .*store-slow: .* expected above 5000/],
  ['that fires where it should be quiet', { ...slow, quietIn: slow.scenario }, /fires in .*, where it should be quiet/],
  ['on a measure that nobody knows', { ...slow, measure: 'p99' }, /unknown measure "p99" in alert A-1 of .*; known: /],
  [
    'that is quiet because nothing was measured',
    { ...slow, measure: 'othersAnsweredShare', above: 0.5, quietIn: 'rate-limiter/boundary-burst' },
    /boundary-burst has nothing to measure for othersAnsweredShare/,
  ],
])('an alert %s is refused', (_, alert, message) => {
  expect(() => alertIn(alert, where)).toThrow(message);
});

test('a rehearsed fix lets the alert fall silent in its own scenario', () => {
  const { before, after } = rehearsalOf({ alert: 'A-1', fix: { storeTimeoutMs: 5 } }, [slow, unfair], where);
  expect(before.value).toBeGreaterThan(50);
  expect(after.value).toBeLessThan(50);
  expect(after.link).not.toBe(before.link);
});

test('a fix is rehearsed in another scenario where the alert fires as well, and nowhere else', () => {
  const wide = { ...slow, id: 'A-3', scenario: 'rate-limiter/boundary-burst', measure: 'worstOverLimit', above: 1.2 };
  const rehearsed = (scenario: string) =>
    rehearsalOf({ alert: 'A-3', fix: { afterRestart: 'empty' }, scenario }, [wide], where);
  expect(rehearsed('rate-limiter/forgetful-store').after.value).toBeLessThan(1.2);
  expect(() => rehearsed('rate-limiter/neighbours')).toThrow(
    /A-3 does not fire in rate-limiter\/neighbours, so that no fix can be rehearsed there: worstOverLimit is 1; expected above 1.2/,
  );
});

test('a fix that mends nothing, and one for an alert that is not there, are refused', () => {
  expect(() => rehearsalOf({ alert: 'A-1', fix: { storeTimeoutMs: 900 } }, [slow], where)).toThrow(
    /the fix for alert A-1 leaves it firing in .*store-slow/,
  );
  expect(() => rehearsalOf({ alert: 'A-9', fix: {} }, [slow], where)).toThrow('rehearses alert A-9; known: A-1');
});
