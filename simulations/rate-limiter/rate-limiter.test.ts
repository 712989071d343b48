import { expect, test } from 'vitest';
import { type KnobValue, type Played, play, recipeOf } from '../../src/kernel/index.ts';
import { BUCKET_HOLDS, WINDOW_HOLDS } from './invariants.ts';
import { rateLimiter } from './model.ts';

const run = (scenario: string, knobs: Readonly<Record<string, KnobValue>> = {}): Played =>
  play(rateLimiter, recipeOf(rateLimiter, scenario, { knobs }));
const measure = (played: Played, name: string): number => played.measures[name] as number;
const holds = (played: Played, name: string): boolean | undefined =>
  played.verdicts.find((verdict) => verdict.name === name)?.holds;

test('a fixed window admits twice its limit across an edge, and refuses nobody', () => {
  const played = run('boundary-burst');
  expect(measure(played, 'worstWindow')).toBe(20);
  expect(played.accounting).toMatchObject({ offered: 20, completed: 20, rejected: 0 });
});

test.each(['sliding-log', 'sliding-counter'])('%s keeps the same bursts within the limit', (algorithm) => {
  expect(measure(run('boundary-burst', { algorithm }), 'worstWindow')).toBeLessThanOrEqual(10);
});

test('one atomic step in the store mends the lost update, on the same arrivals', () => {
  const [lost, mended] = [run('lost-update'), run('lost-update', { sharing: 'atomic' })];
  expect(lost.accounting.offered).toBe(mended.accounting.offered);
  expect(holds(lost, WINDOW_HOLDS)).toBe(false);
  expect(holds(mended, WINDOW_HOLDS)).toBe(true);
});

test('gateways with counters of their own admit their number times the limit', () => {
  expect(measure(run('local-counters'), 'worstOverLimit')).toBe(4);
});

test('the more often local counters are synchronised, the smaller the overshoot', () => {
  const worst = [2000, 500, 100].map((syncMs) =>
    measure(run('local-counters', { sharing: 'synchronised', syncMs }), 'worstWindow'),
  );
  expect(worst).toEqual([...worst].sort((a, b) => b - a));
  expect(worst[2]).toBeLessThan(worst[0] as number);
});

test('a slow store adds more to every decision than a dead one behind a short timeout', () => {
  expect(measure(run('store-slow'), 'limiterP99Ms')).toBeGreaterThan(2 * measure(run('store-dead'), 'limiterP99Ms'));
});

test('failing closed refuses the paying tenants too; falling back does not', () => {
  const others = (whenStoreFails: string) => measure(run('store-dead', { whenStoreFails }), 'othersAnsweredShare');
  expect(others('closed')).toBeLessThan(0.9);
  expect(others('open')).toBe(1);
  expect(others('fallback')).toBe(1);
});

test('failing open breaks the bucket’s promise while the store is down', () => {
  expect(holds(run('store-dead'), BUCKET_HOLDS)).toBe(false);
  expect(holds(run('store-dead', { whenStoreFails: 'closed' }), BUCKET_HOLDS)).toBe(true);
});

test('clients that obey Retry-After send fewer requests than those that come back at once', () => {
  const attempts = (retry: string) => measure(run('retry-storm', { retry }), 'attemptsPerRequest');
  expect(attempts('retry-after')).toBeLessThan(attempts('at-once'));
  expect(attempts('jitter')).toBeLessThan(attempts('at-once'));
});

test('a clock that is fast gives the window away; an atomic step by the store’s clock does not', () => {
  expect(holds(run('skewed-clock'), WINDOW_HOLDS)).toBe(false);
  expect(holds(run('skewed-clock', { sharing: 'atomic' }), WINDOW_HOLDS)).toBe(true);
});

test('limits by tenant keep the scraper from the paying tenants', () => {
  expect(measure(run('neighbours'), 'othersAnsweredShare')).toBe(1);
});

test('every algorithm meets the same arrivals', () => {
  const algorithms = Object.keys((rateLimiter.knobs.algorithm as { options: object }).options);
  const sends = algorithms.map((algorithm) =>
    run('neighbours', { algorithm })
      .history.steps.filter((step) => step.event.type === 'REQUEST')
      .map((step) => step.event.request)
      .join(),
  );
  expect(new Set(sends).size).toBe(1);
});
