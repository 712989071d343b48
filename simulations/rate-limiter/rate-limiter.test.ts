import { describe, expect, test } from 'vitest';
import { explore } from '../../src/kernel/explore/index.ts';
import { type KnobValue, type Played, paramsOf, play, recipeOf } from '../../src/kernel/index.ts';
import type { Log } from './exact-log.ts';
import {
  BATCHES_HOLD,
  BUCKET_HOLDS,
  COUNTER_HOLDS,
  DECIDES_IN_TIME,
  GCRA_HOLDS,
  invariants,
  WINDOW_HOLDS,
} from './invariants.ts';
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

describe('local counters in more gateways than the scraper sends times its limit', () => {
  const scraper = (knobs: Readonly<Record<string, KnobValue>> = {}) =>
    measure(run('many-gateways', knobs), 'worstOverLimit');
  const paying = (knobs: Readonly<Record<string, KnobValue>>) =>
    measure(run('many-gateways', knobs), 'othersAnsweredShare');

  test('refuse nobody while each grants the whole limit: it is failing open by another name', () => {
    expect(scraper()).toBe(scraper({ whenStoreFails: 'open' }));
  });
  test('hold the scraper by a share of the limit at each, as long as requests are spread', () => {
    expect(scraper({ whenStoreFails: 'share' })).toBeLessThan(scraper() / 2);
    expect(paying({ whenStoreFails: 'share' })).toBe(1);
  });
  test('refuse by a share of the limit whoever keeps one connection, as failing closed does', () => {
    const kept = { whenStoreFails: 'share', connections: 'kept' };
    expect(paying(kept)).toBeLessThanOrEqual(paying({ whenStoreFails: 'closed' }));
  });
  test('hold a scraper that keeps one connection to its limit, though each grants the whole', () => {
    expect(scraper({ connections: 'kept' })).toBeLessThan(3);
  });
});

describe('small tenants and large ones, while the store is away', () => {
  const sizes = (whenStoreFails: string) => run('two-sizes', { whenStoreFails });
  const answered = (whenStoreFails: string) => measure(sizes(whenStoreFails), 'othersAnsweredShare');
  const got = (whenStoreFails: string, tenant: number) => sizes(whenStoreFails).results.counts[`got${tenant}`] ?? 0;

  test('a bucket’s share is worth something: the large paying tenant is served by it, as by failing closed it is not', () => {
    expect(got('share', 3)).toBeGreaterThan(1.3 * got('closed', 3));
  });
  test('shares refuse the small paying tenant, which keeps one connection', () => {
    expect(got('share', 4)).toBeLessThan(0.8 * got('fallback', 4));
  });
  test('by size the large scraper has no more than by shares, and the small ones what they have by whole limits', () => {
    expect(got('by-size', 1)).toBe(got('share', 1));
    for (const small of [2, 4]) expect(got('by-size', small)).toBe(got('fallback', small));
    expect(answered('by-size')).toBeGreaterThan(answered('share'));
  });
});

test('a tenant that floods its shard has the limit of each gateway, unless a refusal that comes too late is remembered', () => {
  const impatient = { storeTimeoutMs: 100, whenStoreFails: 'fallback' };
  const [flooded, remembering] = [run('hot-key', impatient), run('hot-key', { ...impatient, remember: true })];
  expect(measure(flooded, 'worstOverLimit')).toBe(2);
  expect(measure(flooded, 'decidedAloneShare')).toBeGreaterThan(0.8);
  expect(measure(remembering, 'decidedAloneShare')).toBeLessThan(0.05);
  expect(measure(remembering, 'storeQueueMax')).toBeLessThan(20);
});

test('no decision is taken alone beside a healthy store, some are when patience is cut to its median, a third while it is slow', () => {
  const alone = (scenario: string, knobs = {}) => measure(run(scenario, knobs), 'decidedAloneShare');
  expect(alone('as-decided')).toBe(0);
  expect(alone('as-decided', { storeTimeoutMs: 2 })).toBeGreaterThan(0.1);
  expect(alone('store-slow', { storeTimeoutMs: 5 })).toBeGreaterThan(0.3);
  expect(alone('local-counters')).toBeNaN();
});

test('a bucket as decided refuses none that its own account admits, though a log admits some of them; failing closed it does', () => {
  const decided = run('as-decided');
  expect(measure(decided, 'undueRefusalShare')).toBe(0);
  expect(measure(decided, 'falseRejectShare')).toBeGreaterThan(0.05);
  const undue = (whenStoreFails: string) => measure(run('two-sizes', { whenStoreFails }), 'undueRefusalShare');
  expect(undue('closed')).toBeGreaterThan(2 * undue('by-size'));
  expect(measure(run('boundary-burst', { algorithm: 'concurrency' }), 'undueRefusalShare')).toBeNaN();
});

test('held against a log, a log’s own account is the log', () => {
  const closed = run('store-dead', { whenStoreFails: 'closed' });
  expect(measure(closed, 'undueRefusalShare')).toBe(measure(closed, 'falseRejectShare'));
});

test('who has had more than its promise is refused rightly, also when an account that had kept it would admit', () => {
  for (const loose of [
    run('two-sizes', { whenStoreFails: 'open' }),
    run('store-dead', { whenStoreFails: 'fallback' }),
  ]) {
    expect(measure(loose, 'falseRejectShare')).toBeGreaterThan(0);
    expect(measure(loose, 'undueRefusalShare')).toBe(0);
  }
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

test('a hot tenant delays those that share its shard, of which more shards leave fewer; a remembered refusal asks nothing', () => {
  const [four, eight] = [run('hot-key'), run('hot-key', { shards: 8 })];
  const remembering = run('hot-key', { remember: true });
  for (const played of [four, eight]) {
    expect(measure(played, 'limiterP99Ms')).toBe(2000);
    expect(measure(played, 'othersAnsweredShare')).toBeLessThan(1);
  }
  expect(measure(eight, 'othersAnsweredShare')).toBeGreaterThan(measure(four, 'othersAnsweredShare'));
  expect(measure(remembering, 'othersAnsweredShare')).toBe(1);
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

test('a decision costs one step in the store, two when it reads and writes, none with local counters; exchanges cost theirs', () => {
  const steps = (knobs: Readonly<Record<string, KnobValue>>) =>
    measure(run('local-counters', knobs), 'storeOperationsPerDecision');
  expect(steps({ sharing: 'atomic' })).toBe(1);
  expect(steps({ sharing: 'read-write' })).toBe(2);
  expect(steps({})).toBe(0);
  expect(steps({ sharing: 'synchronised', syncMs: 1000 })).toBe((4 * 20) / 200);
});

test('batches ask less often; the larger they are, the more tenants are refused for tokens that lie elsewhere', () => {
  const [one, small, large] = [1, 5, 40].map((batch) => run('busy-tenant', { sharing: 'batches', batch }));
  const steps = [one, small, large].map((played) => measure(played as Played, 'storeOperationsPerDecision'));
  expect(steps[1]).toBeLessThan((steps[0] as number) / 3);
  expect(measure(small as Played, 'falseRejectShare')).toBe(0);
  expect(measure(large as Played, 'falseRejectShare')).toBeGreaterThan(0.01);
});

test('a batch of one is one atomic step', () => {
  const [one, atomic] = [{ sharing: 'batches', batch: 1 }, { sharing: 'atomic' }].map((knobs) =>
    run('local-counters', knobs),
  );
  expect(one?.measures).toEqual(atomic?.measures);
});

test('batches overshoot by at most one batch a gateway, whatever the size', () => {
  for (const batch of [2, 3, 5, 10, 20]) {
    const overshoot = measure(run('local-counters', { sharing: 'batches', batch }), 'overshoot');
    expect(overshoot).toBeGreaterThan(0);
    expect(overshoot).toBeLessThanOrEqual(4 * batch);
  }
});

test('clients that read RateLimit are refused a tenth as often, and are answered as often as those with jitter', () => {
  const [jitter, paced] = ['jitter', 'paced'].map((retry) => run('retry-storm', { retry }));
  expect(measure(paced as Played, 'refusals')).toBeLessThan(measure(jitter as Played, 'refusals') / 10);
  expect(paced?.accounting.completed).toBeGreaterThanOrEqual(jitter?.accounting.completed as number);
});

test('a client that paces itself gets as much as one that takes all that it can', () => {
  expect(run('retry-storm', { retry: 'paced' }).accounting.completed).toBe(60); // ten a window, six windows
});

test('a limit that counts requests lets exports fill the API; one that counts cost, or work in progress, does not', () => {
  const late = (knobs: Readonly<Record<string, KnobValue>>) => measure(run('exports', knobs), 'othersLatencyP99Ms');
  expect(late({})).toBeGreaterThan(3000);
  expect(late({ charge: 'cost' })).toBeLessThan(500);
  expect(late({ algorithm: 'concurrency', limit: 2 })).toBeLessThan(500);
});

test('a concurrency limit gives its places back in every kind of store', () => {
  for (const sharing of ['local', 'atomic', 'read-write', 'batches'])
    expect(run('exports', { algorithm: 'concurrency', limit: 2, sharing }).accounting.completed).toBeGreaterThan(150);
});

test('local counters know what their gateway admitted before the store died; the store learns nothing of what they did', () => {
  const fallback = run('store-dead', { whenStoreFails: 'fallback' });
  const worstUntil = (seconds: number) =>
    Math.max(
      ...fallback.history.steps
        .filter(({ event, atUs }) => event.type === 'AUDIT' && atUs < seconds * 1_000_000)
        .map(({ component, after }) => component.chart.view(after).context.logs['tenant-1']?.worst ?? 0),
    );
  expect([worstUntil(12), worstUntil(20)]).toEqual([20, 30]);
});

test('what is lost at once is won back late: forgotten counters refuse wrongly for seconds after the store is back', () => {
  const until = (afterRestart: string) => measure(run('forgetful-store', { afterRestart }), 'harmedUntilS');
  expect(until('keeps')).toBe(0);
  for (const afterRestart of ['full', 'empty']) expect(until(afterRestart)).toBeGreaterThan(10);
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
  test('one batch a gateway: gateways that fail open', () =>
    expect(holds(run('store-dead', { sharing: 'batches', batch: 2 }), BATCHES_HOLD)).toBe(false));
  test('less than twice the limit at a sliding counter: gateways that fail open', () =>
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

describe('every order of three requests at two gateways', () => {
  const explored = (knobs: Readonly<Record<string, KnobValue>>) =>
    explore(rateLimiter, paramsOf(rateLimiter, recipeOf(rateLimiter, 'verify', { knobs })));
  const broken = (knobs: Readonly<Record<string, KnobValue>>) => {
    const { complete, violations } = explored(knobs);
    return { complete, names: violations.map(({ invariant }) => invariant) };
  };

  test.each([
    ['one atomic step', { sharing: 'atomic' }],
    ['one atomic step of GCRA', { sharing: 'atomic', algorithm: 'gcra' }],
    ['one atomic step and remembered refusals', { sharing: 'atomic', remember: true }],
    ['batches', { sharing: 'batches' }],
    ['batches of more than one', { sharing: 'batches', limit: 2 }],
  ])('%s: no order admits more than the limit', (_, knobs) => {
    expect(broken(knobs)).toEqual({ complete: true, names: [] });
  });

  test.each([
    ['a read and a write', { sharing: 'read-write' }],
    ['local counters', { sharing: 'local' }],
    ['failing open', { sharing: 'atomic', whenStoreFails: 'open' }],
  ])('%s: some order does', (_, knobs) => {
    expect(broken(knobs)).toEqual({ complete: true, names: [WINDOW_HOLDS] });
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

test('a gateway that restarts has forgotten what it told: its late answers say nothing of a limit, and the books stay in order', () => {
  const crash = { kind: 'crash', component: 'gateway-1', atUs: 2_000_000, untilUs: 2_100_000 } as const;
  const { results } = play(rateLimiter, { ...recipeOf(rateLimiter, 'exports'), faults: [crash] });
  expect(results.mistakes).toEqual([]);
});
