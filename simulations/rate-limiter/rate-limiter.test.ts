import { describe, expect, test } from 'vitest';
import { type KnobValue, type Played, play, recipeOf } from '../../src/kernel/index.ts';
import type { Log } from './exact-log.ts';
import { BUCKET_HOLDS, COUNTER_HOLDS, DECIDES_IN_TIME, GCRA_HOLDS, invariants, WINDOW_HOLDS } from './invariants.ts';
import { jain } from './measures.ts';
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
  expect(holds(run('store-dead', { algorithm: 'gcra' }), BUCKET_HOLDS)).toBe(false);
  expect(holds(run('store-dead', { algorithm: 'gcra', whenStoreFails: 'closed' }), BUCKET_HOLDS)).toBe(true);
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

test('with one limit for everybody the scraper takes what was promised to the others', () => {
  const [shared, own] = [run('one-for-all'), run('one-for-all', { scope: 'tenant' })];
  expect(measure(shared, 'othersAnsweredShare')).toBeLessThan(0.4);
  expect(measure(own, 'othersAnsweredShare')).toBe(1);
  expect(measure(shared, 'fairness')).toBeLessThan(0.5);
  expect(measure(own, 'fairness')).toBe(1);
});

test('a limit without tiers refuses the larger tenants what they were promised; one with tiers refuses nobody', () => {
  expect(measure(run('tiers'), 'falseRejectShare')).toBeGreaterThan(0.4);
  expect(run('tiers', { scope: 'tier' }).accounting.rejected).toBe(0);
});

test('a hot tenant delays those that share its shard, with any number of shards; a remembered refusal asks nothing', () => {
  const sharing = run('hot-key', { shards: 1 });
  const spread = run('hot-key', { shards: 8 });
  const remembering = run('hot-key', { remember: true });
  for (const played of [sharing, spread]) expect(measure(played, 'limiterP99Ms')).toBe(2000);
  expect(measure(remembering, 'limiterP99Ms')).toBeLessThan(200);
  expect(measure(remembering, 'storeOperationsPerDecision')).toBeLessThan(0.2);
});

test('a remembered refusal refuses nobody whom the store would have admitted', () => {
  const decided = (remember: boolean) => run('neighbours', { sharing: 'atomic', remember }).accounting.completed;
  expect(decided(true)).toBe(decided(false));
  expect(measure(run('neighbours', { sharing: 'atomic', remember: true }), 'falseRejectShare')).toBe(0);
});

test('a store that has forgotten admits everybody again; one that kept its counters, or assumes the worst, does not', () => {
  const admitted = (afterRestart: string) => run('forgetful-store', { afterRestart }).results.counts.admitted ?? 0;
  expect(admitted('full') - admitted('keeps')).toBeGreaterThan(25);
  expect(admitted('empty')).toBeLessThanOrEqual(admitted('keeps'));
  expect(holds(run('forgetful-store'), WINDOW_HOLDS)).toBe(false);
  expect(holds(run('forgetful-store', { afterRestart: 'keeps' }), WINDOW_HOLDS)).toBe(true);
  expect(holds(run('forgetful-store', { afterRestart: 'empty' }), WINDOW_HOLDS)).toBe(true);
});

test('buckets that are forgotten are full again, and give more than burst and rate', () => {
  expect(holds(run('forgetful-store', { algorithm: 'gcra' }), BUCKET_HOLDS)).toBe(false);
  expect(holds(run('forgetful-store', { algorithm: 'gcra', afterRestart: 'keeps' }), BUCKET_HOLDS)).toBe(true);
});

test('a decision costs one step in the store, none with local counters', () => {
  expect(measure(run('local-counters', { sharing: 'atomic' }), 'storeOperationsPerDecision')).toBe(1);
  expect(measure(run('local-counters'), 'storeOperationsPerDecision')).toBe(0);
});

test('Jain’s index is 1 when all are alike and 1/n when one has everything', () => {
  expect(jain([0.3, 0.3, 0.3])).toBeCloseTo(1);
  expect(jain([1, 0, 0, 0])).toBe(0.25);
});

describe('each promise has a variant that breaks it', () => {
  test('the limit in every window: a fixed window', () =>
    expect(holds(run('boundary-burst'), WINDOW_HOLDS)).toBe(false));
  test('burst and rate: gateways that fail open', () =>
    expect(holds(run('store-dead', { algorithm: 'gcra' }), BUCKET_HOLDS)).toBe(false));
  test('twice the limit at a sliding counter: gateways that fail open', () =>
    expect(holds(run('store-dead', { algorithm: 'sliding-counter' }), COUNTER_HOLDS)).toBe(false));
  test('a decision in time: a patient gateway and a slow store, not an impatient one', () => {
    expect(holds(run('store-slow'), DECIDES_IN_TIME)).toBe(false);
    expect(holds(run('store-slow', { storeTimeoutMs: 30 }), DECIDES_IN_TIME)).toBe(true);
  });
  test('GCRA and the bucket alike: a log in which they differed once', () => {
    const [rule] = invariants.filter(({ name }) => name === GCRA_HOLDS);
    const log = (shadowsDisagree: number) => ({ shadowsDisagree }) as Log; // the rule reads nothing else
    const reading = (disagree: number) => () => [{ value: {}, context: { logs: { 'tenant-1': log(disagree) } } }];
    const params = run('boundary-burst').params as never;
    expect(rule?.holds(reading(0) as never, params)).toBe(true);
    expect(rule?.holds(reading(1) as never, params)).toBe(false);
  });
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
