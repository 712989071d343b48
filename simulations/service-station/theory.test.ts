import { expect, test } from 'vitest';
import { exp } from '../../src/kernel/index.ts';
import {
  erlangB,
  erlangC,
  little,
  lossMM1K,
  queueMM1K,
  shareWaitingLonger,
  utilisation,
  waitMD1,
  waitMG1,
  waitMM1K,
  waitMMc,
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
  expect(waitMM1K(rates, 60)).toBeCloseTo(waitMMc(rates), 9);
  expect(lossMM1K(rates, 1)).toBeCloseTo(erlangB(1, 0.5), 12);
  expect(lossMM1K({ arrivalRate: 10, serviceRate: 10 }, 4)).toBeCloseTo(1 / 5, 12);
  expect(queueMM1K(rates, 60)).toBeCloseTo(little(5, waitMMc(rates)), 9);
});

test('the share that waits at all is Erlang’s, and falls from there', () => {
  const rates = { arrivalRate: 8, serviceRate: 10 };
  expect(shareWaitingLonger(rates, 1, 0, exp)).toBeCloseTo(utilisation(rates), 12);
  expect(shareWaitingLonger(rates, 1, 1, exp)).toBeCloseTo(0.8 * Math.exp(-2), 12);
});
