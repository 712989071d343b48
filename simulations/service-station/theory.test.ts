import { expect, test } from 'vitest';
import { exp, ln } from '../../src/kernel/index.ts';
import {
  bounded,
  erlangB,
  erlangC,
  little,
  shareWaitingLonger,
  utilisation,
  waitBounded,
  waitMD1,
  waitMG1,
  waitMMc,
  waitOfAllBut,
} from './theory.ts';

/** Erlang's tables, as printed in D. Gross et al. and in any table of traffic engineering. */
test.each([
  [1, 1, 0.5],
  [5, 4, 0.19907],
  [10, 5, 0.01838],
  [100, 84.064, 0.01],
])('Erlang B of %i lines and %d erlangs is %d', (servers, load, expected) => {
  expect(erlangB(servers, load)).toBeCloseTo(expected, 4);
});

test('Erlang C is a wait for who would be turned away, and more', () => {
  expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
  expect(erlangC(3, 2.4)).toBeCloseTo(0.64719, 5);
  expect(erlangC(2, 2)).toBe(1);
});

test('with one server the wait is ρ / (μ − λ), and has no limit at ρ = 1', () => {
  for (const arrivalRate of [5, 8, 9.5])
    expect(waitMMc({ arrivalRate, serviceRate: 10 })).toBeCloseTo(arrivalRate / 10 / (10 - arrivalRate), 12);
  expect(waitMMc({ arrivalRate: 10, serviceRate: 10 })).toBe(Number.POSITIVE_INFINITY);
});

test('less variable service waits less: half of it when all are alike', () => {
  const rates = { arrivalRate: 8, serviceRate: 10 };
  expect(waitMG1(rates, 1)).toBeCloseTo(waitMMc(rates), 12);
  expect(waitMD1(rates)).toBeCloseTo(waitMMc(rates) / 2, 12);
  expect(waitMG1({ arrivalRate: 12, serviceRate: 10 }, 1)).toBe(Number.POSITIVE_INFINITY);
});

test('two slow servers make wait less, and stay longer, than one fast one', () => {
  const slow = waitMMc({ arrivalRate: 8, serviceRate: 5 }, 2);
  const fast = waitMMc({ arrivalRate: 8, serviceRate: 10 });
  expect(slow).toBeLessThan(fast);
  expect(slow + 1 / 5).toBeGreaterThan(fast + 1 / 10);
});

test('a bounded queue is as an endless one when it is long, and as Erlang’s when there is none', () => {
  const rates = { arrivalRate: 5, serviceRate: 10 };
  expect(waitBounded(rates, 1, 60)).toBeCloseTo(waitMMc(rates), 9);
  expect(bounded(rates, 3, 3).loss).toBeCloseTo(erlangB(3, 0.5), 12);
  expect(bounded({ arrivalRate: 10, serviceRate: 10 }, 1, 4).loss).toBeCloseTo(1 / 5, 12);
  // At ρ = 1 every number inside, from 0 to 4, is as likely as the other: 0, 0, 1, 2 or 3 wait.
  expect(bounded({ arrivalRate: 10, serviceRate: 10 }, 1, 4).waiting).toBeCloseTo(6 / 5, 12);
  expect(bounded(rates, 1, 60).waiting).toBeCloseTo(little(5, waitMMc(rates)), 9);
  const four = { arrivalRate: 30, serviceRate: 10 };
  expect(waitBounded(four, 4, 900)).toBeCloseTo(waitMMc(four, 4), 9);
});

test('the share that waits at all is Erlang’s, and falls from there', () => {
  const rates = { arrivalRate: 8, serviceRate: 10 };
  expect(shareWaitingLonger(rates, 1, 0, exp)).toBeCloseTo(utilisation(rates), 12);
  expect(shareWaitingLonger(rates, 1, 1, exp)).toBeCloseTo(0.8 * Math.exp(-2), 12);
});

test('all but a share wait no longer than this, and that share waits longer', () => {
  const rates = { arrivalRate: 24, serviceRate: 10 };
  for (const share of [0.05, 0.01])
    expect(shareWaitingLonger(rates, 3, waitOfAllBut(share, rates, 3, ln), exp)).toBeCloseTo(share, 9);
  expect(waitOfAllBut(0.05, { arrivalRate: 0.4, serviceRate: 10 }, 1, ln)).toBe(0);
});
