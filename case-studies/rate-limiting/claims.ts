/** Every number that this study states: where it comes from, and its bounds. */

import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { assumed, type Claims, model } from '../../src/claims/claim.ts';
import type { KnobValue } from '../../src/kernel/index.ts';
import { failureClaims } from './failure-claims.ts';
import { settingClaims } from './setting-claims.ts';

const run = (scenario: string, value: string, knobs: Readonly<Record<string, KnobValue>> = {}) => ({
  model: rateLimiter,
  scenario,
  knobs,
  value,
});
const times = (
  scenario: string,
  says: string,
  expect: readonly [number, number],
  knobs: Readonly<Record<string, KnobValue>> = {},
) => model({ says, unit: '×', digits: 1, from: run(scenario, 'worstOverLimit', knobs), expect });

/** Answered requests of the tenants beside the scraper, in per cent. */
const share = (scenario: string, says: string, expect: readonly [number, number]) =>
  model({
    says,
    unit: '%',
    from: {
      model: rateLimiter,
      scenario,
      value: ({ measures }) => 100 * (measures.othersAnsweredShare ?? Number.NaN),
    },
    expect,
  });

export const claims = {
  ...settingClaims,

  // Two bursts round an edge.
  'edge-fixed': times(
    'boundary-burst',
    'The most that any rolling window admitted, against the limit: fixed window, a burst on each side of an edge.',
    [2, 2],
  ),
  'edge-log': times('boundary-burst', 'The same bursts at a sliding log.', [1, 1], { algorithm: 'sliding-log' }),
  'edge-counter': times('boundary-burst', 'The same bursts at a sliding counter.', [1, 1], {
    algorithm: 'sliding-counter',
  }),
  'edge-first': model({
    says: 'The moment, in seconds, at which a rolling window first carries more than the limit.',
    unit: 's',
    digits: 2,
    from: {
      model: rateLimiter,
      scenario: 'boundary-burst',
      value: ({ verdicts }) => (verdicts[0]?.violatedAt?.atUs ?? Number.NaN) / 1e6,
    },
    expect: [10, 10.2],
  }),
  'adversary-counter': times(
    'counter-adversary',
    'A client that fills the end of a window and paces itself through the next, at a sliding counter.',
    [1.8, 2],
  ),
  'silence-bucket': times(
    'full-bucket',
    'A burst after a long silence at a token bucket: the burst, and what drips in.',
    [1.3, 2],
  ),
  'burst-full': model({
    says: 'The bound of a bucket in one window, against its rate, when its burst is as large as its limit: 100 at once, and 100 in the minute after.',
    unit: '×',
    digits: 1,
    from: { formula: '(burst + limit) / limit, with burst = limit', value: () => (100 + 100) / 100 },
    expect: [2, 2],
  }),
  'burst-fifth': model({
    says: 'The same with a burst of a fifth of the limit: 20 at once, and 100 in the minute after.',
    unit: '×',
    digits: 1,
    from: { formula: '(burst + limit) / limit, with burst = limit / 5', value: () => (20 + 100) / 100 },
    expect: [1.2, 1.2],
  }),
  'adversary-gcra': times(
    'counter-adversary',
    'The schedule that beats the sliding counter, at GCRA with a burst of a fifth of the limit.',
    [1, 1.2],
    { algorithm: 'gcra', burst: 2 },
  ),

  // Where the counter lives.
  'local-four': times('local-counters', 'Four gateways with counters of their own, against the limit.', [4, 4]),
  'synced-second': times('local-counters', 'The same, synchronised every second.', [1.3, 2], {
    sharing: 'synchronised',
    syncMs: 1000,
  }),
  'synced-tenth': times('local-counters', 'The same, synchronised every 100 ms.', [1, 1.3], {
    sharing: 'synchronised',
    syncMs: 100,
  }),
  'shared-atomic': times('local-counters', 'The same, with one atomic step in a shared store.', [1, 1], {
    sharing: 'atomic',
  }),
  'read-write': times('lost-update', 'Four gateways that read, decide and write.', [1.5, 2]),

  'read-write-atomic': times('lost-update', 'The same four gateways with one atomic step.', [1, 1], {
    sharing: 'atomic',
  }),
  'atomic-p50': model({
    says: 'What one atomic step in the store adds to a decision, in the median, with the assumed latencies.',
    unit: 'ms',
    digits: 1,
    from: run('local-counters', 'limiterP50Ms', { sharing: 'atomic' }),
    expect: [1, 3],
  }),
  'atomic-p99': model({
    says: 'The same at the 99th percentile.',
    unit: 'ms',
    digits: 1,
    from: run('local-counters', 'limiterP99Ms', { sharing: 'atomic' }),
    expect: [2, 3.5],
  }),
  'skew-worst': times(
    'skewed-clock',
    'Two gateways whose clocks differ by more than a window, against the limit.',
    [1.5, 2],
  ),

  // When the store fails.
  'slow-p99': model({
    says: 'What the limiter adds at the 99th percentile while the store is slow for a third of the run, with a patient timeout.',
    unit: 'ms',
    from: run('store-slow', 'limiterP99Ms'),
    expect: [100, 400],
  }),
  'dead-p99': model({
    says: 'The same while the store is dead behind a timeout of 30 ms.',
    unit: 'ms',
    from: run('store-dead', 'limiterP99Ms'),
    expect: [29, 31],
  }),
  'patience-p99': model({
    says: 'What the limiter adds at the 99th percentile while the store is slow, when gateways wait no longer than the budget of 5 ms.',
    unit: 'ms',
    from: run('store-slow', 'limiterP99Ms', { storeTimeoutMs: 5 }),
    expect: [4.9, 5],
  }),
  'slow-worst': times(
    'store-slow',
    'The scraper, against its limit, while the store is slow and gateways decide by local counters after 5 ms.',
    [2, 3],
    { storeTimeoutMs: 5 },
  ),
  'patience-false': model({
    says: 'Refused within the promise while the store is slow and gateways decide by local counters after 5 ms.',
    unit: '%',
    digits: 1,
    from: {
      model: rateLimiter,
      scenario: 'store-slow',
      knobs: { storeTimeoutMs: 5 },
      value: ({ measures }) => 100 * (measures.falseRejectShare ?? Number.NaN),
    },
    expect: [0.1, 8],
  }),
  'hasty-share': model({
    says: 'Decisions that gateways take alone beside a healthy store when they wait no longer than 2 ms.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'neighbours',
      knobs: { sharing: 'atomic', gateways: 4, storeTimeoutMs: 2, whenStoreFails: 'fallback' },
      value: ({ results }) =>
        (100 * (results.counts.storeTimeouts ?? Number.NaN)) / (results.counts.storeOperations ?? 0),
    },
    expect: [10, 25],
  }),
  'hasty-worst': times(
    'neighbours',
    'The scraper, against its limit, beside a healthy store when gateways wait no longer than 2 ms.',
    [2, 3],
    { sharing: 'atomic', gateways: 4, storeTimeoutMs: 2, whenStoreFails: 'fallback' },
  ),
  'open-worst': times(
    'store-dead',
    'The store is dead and the gateways fail open: the worst tenant, against its limit.',
    [4, 9],
  ),
  'fallback-worst': times('store-dead', 'The same, falling back to local counters.', [2, 6], {
    whenStoreFails: 'fallback',
  }),
  'closed-paying': model({
    says: 'Requests of the paying tenants that are answered while gateways fail closed.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'store-dead',
      knobs: { whenStoreFails: 'closed' },
      value: ({ measures }) => 100 * (measures.othersAnsweredShare ?? Number.NaN),
    },
    expect: [50, 80],
  }),
  'open-paying': model({
    says: 'The same, failing open.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'store-dead',
      value: ({ measures }) => 100 * (measures.othersAnsweredShare ?? Number.NaN),
    },
    expect: [100, 100],
  }),

  'fallback-paying': model({
    says: 'Requests of the paying tenants that are answered while gateways decide by local counters.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'store-dead',
      knobs: { whenStoreFails: 'fallback' },
      value: ({ measures }) => 100 * (measures.othersAnsweredShare ?? Number.NaN),
    },
    expect: [99, 100],
  }),
  'neighbours-paying': model({
    says: 'Requests of the paying tenants that are answered beside a scraper.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'neighbours',
      value: ({ measures }) => 100 * (measures.othersAnsweredShare ?? Number.NaN),
    },
    expect: [99, 100],
  }),

  // Tenants beside each other.
  'shared-paying': share(
    'one-for-all',
    'Requests of the paying tenants that are answered while all share one limit.',
    [20, 40],
  ),
  'shared-fairness': model({
    says: 'Jain’s index of what each tenant gets of its due, while all share one limit.',
    unit: '',
    digits: 2,
    from: run('one-for-all', 'fairness'),
    expect: [0.25, 0.5],
  }),
  'own-fairness': model({
    says: 'The same with a limit for each tenant.',
    unit: '',
    digits: 2,
    from: run('one-for-all', 'fairness', { scope: 'tenant' }),
    expect: [1, 1],
  }),
  'untiered-refused': model({
    says: 'Decisions that refuse a tenant within its promise while all tiers have the same limit.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'tiers',
      value: ({ measures }) => 100 * (measures.falseRejectShare ?? Number.NaN),
    },
    expect: [40, 70],
  }),
  'hot-p99': model({
    says: 'What the limiter adds at the 99th percentile while one tenant is a shard’s worth by itself; the gateway’s timeout.',
    unit: 'ms',
    from: run('hot-key', 'limiterP99Ms'),
    expect: [2000, 2000],
  }),
  'hot-remembered': model({
    says: 'The same when gateways remember refusals.',
    unit: 'ms',
    from: run('hot-key', 'limiterP99Ms', { remember: true }),
    expect: [50, 200],
  }),
  'hot-steps': model({
    says: 'Steps in the store for each decision, when gateways remember refusals.',
    unit: 'a decision',
    digits: 2,
    from: run('hot-key', 'storeOperationsPerDecision', { remember: true }),
    expect: [0.05, 0.2],
  }),
  // Objectives: chosen, not measured.
  'slo-refusals': assumed({
    says: 'Refusals that an exact account of the promise would have made too.',
    unit: '%',
    digits: 1,
    value: 99.9,
    ifWrong: 'a lower one lets more honest requests be refused before anybody acts.',
  }),
  'slo-latency': assumed({
    says: 'Decisions within the limiter’s share of the latency.',
    unit: '%',
    digits: 1,
    value: 99.9,
    ifWrong: 'a lower one allows a longer patience with the store.',
  }),
  'slo-promise': assumed({
    says: 'Rolling windows within the promise.',
    unit: '%',
    digits: 1,
    value: 99.9,
    ifWrong: 'a lower one allows local counters all the time.',
  }),

  'budget-minutes': model({
    says: 'The error budget of 99.9 % over 28 days, if it were spent at once.',
    unit: 'minutes',
    digits: 1,
    from: { formula: '28 days × 0.1 %', value: () => (28 * 24 * 60) / 1000 },
    expect: [40.3, 40.4],
  }),
  'burn-page': model({
    says: 'The burn rate at which a fiftieth of 28 days’ budget is gone in an hour.',
    unit: '×',
    digits: 1,
    from: { formula: '28 days ÷ 50 ÷ 1 hour', value: () => (28 * 24) / 50 },
    expect: [13.4, 13.5],
  }),
  'burn-ticket': model({
    says: 'The burn rate at which a tenth of it is gone in three days.',
    unit: '×',
    digits: 2,
    from: { formula: '28 days ÷ 10 ÷ 3 days', value: () => 28 / 10 / 3 },
    expect: [0.9, 1],
  }),
  'burn-closed': model({
    says: 'The burn rate of SLI-1 in the run in which the store is dead for a third of the time and gateways fail closed: false refusals against all refusals, over the budget of 0.1 %.',
    unit: '×',
    from: {
      model: rateLimiter,
      scenario: 'store-dead',
      knobs: { whenStoreFails: 'closed' },
      value: ({ results }) => (results.counts.falseRejects ?? Number.NaN) / (results.counts.refusals ?? 0) / 0.001,
    },
    expect: [50, 300],
  }),
  'burn-closed-hours': model({
    says: 'At that rate the budget of 28 days is gone after so long.',
    unit: 'hours',
    digits: 1,
    from: {
      model: rateLimiter,
      scenario: 'store-dead',
      knobs: { whenStoreFails: 'closed' },
      value: ({ results }) =>
        (28 * 24 * 0.001 * (results.counts.refusals ?? Number.NaN)) / (results.counts.falseRejects ?? 0),
    },
    expect: [2, 14],
  }),

  ...failureClaims,

  // Clients.
  'storm-at-once': model({
    says: 'Attempts for each request when refused clients come back after 100 ms, five times at most.',
    unit: 'attempts',
    digits: 1,
    from: run('retry-storm', 'attemptsPerRequest'),
    expect: [4, 5],
  }),
  'storm-answered': model({
    says: 'Requests that are answered in the end when clients come back after 100 ms.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'retry-storm',
      value: ({ measures }) => 100 * (measures.answeredShare ?? Number.NaN),
    },
    expect: [15, 25],
  }),
  'after-answered': model({
    says: 'The same when they wait as long as Retry-After says, and no longer.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'retry-storm',
      knobs: { retry: 'retry-after' },
      value: ({ measures }) => 100 * (measures.answeredShare ?? Number.NaN),
    },
    expect: [30, 50],
  }),
  'jitter-answered': model({
    says: 'The same when they wait for Retry-After and a random part more.',
    unit: '%',
    from: {
      model: rateLimiter,
      scenario: 'retry-storm',
      knobs: { retry: 'jitter' },
      value: ({ measures }) => 100 * (measures.answeredShare ?? Number.NaN),
    },
    expect: [50, 70],
  }),
} as const satisfies Claims;
