/** Every number that this study states: where it comes from, and its bounds. */

import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { assumed, type Claims, cited, measured, model } from '../../src/claims/claim.ts';
import type { KnobValue } from '../../src/kernel/index.ts';
import { failureClaims } from './failure-claims.ts';

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
const admitted = (afterRestart: string, says: string, expect: readonly [number, number]) =>
  model({
    says,
    unit: 'requests',
    from: {
      model: rateLimiter,
      scenario: 'forgetful-store',
      knobs: { afterRestart },
      value: ({ results }) => results.counts.admitted ?? Number.NaN,
    },
    expect,
  });

/** One machine with two virtual processors, shared with the clients that ask: a lower bound for a shard, and said to be one. */
const REDIS = 'Redis 7.0.15, one process over the loopback, on two shared virtual processors (AMD EPYC)';
const benchmark = (raw: string) => ({
  system: REDIS,
  date: '2026-11-21',
  command:
    'redis-benchmark -n 200000 -r 10000 -c 50 --csv EVALSHA <sha of gcra.lua> 1 rl:__rand_int__:default 100 60000000 20 1',
  raw,
});

export const claims = {
  // The setting.
  peak: assumed({
    says: 'Requests at the peak, over all tenants.',
    unit: 'requests/s',
    value: 500_000,
    ifWrong: 'the store needs more or fewer shards; no conclusion about an algorithm changes.',
  }),
  tenants: assumed({
    says: 'Tenants of the API.',
    unit: 'tenants',
    value: 10_000,
    ifWrong: 'the memory for counters grows with it, in proportion.',
  }),
  promise: assumed({
    says: 'What a tenant of the smallest tier is promised; nine of ten are in it.',
    unit: 'requests a minute',
    value: 100,
    ifWrong: 'every ratio on these pages stays; the small runs here use 10 in 10 s for the same reason.',
  }),
  latency: assumed({
    says: 'What the limiter may add to a request at the 99th percentile.',
    unit: 'ms',
    value: 5,
    ifWrong: 'a shared store is further from or nearer to being too slow; local counters win or lose accordingly.',
  }),

  // How much of what: the inputs of capacity.ts.
  'shard-steps': measured({
    says: 'Decisions by gcra.lua that one Redis process took in a second, without pipelining; the middle one of three runs.',
    unit: 'operations/s',
    value: 80_064,
    run: benchmark(
      '72939.46, 80064.05 and 84530.86 requests/s; 50th percentile 0.52 ms with 50 clients waiting, of the middle run',
    ),
  }),
  'plain-get': measured({
    says: 'The same machine, the same clients, and a plain GET.',
    unit: 'operations/s',
    value: 92_721,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: 'redis-benchmark -n 200000 -r 10000 -c 50 --csv GET rl:__rand_int__:default',
      raw: '92721.37 requests/s',
    },
  }),
  'key-memory': measured({
    says: 'Memory that Redis uses for one GCRA key with its expiry: what 10,000 of them added, divided.',
    unit: 'bytes',
    value: 136,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: 'INFO memory before and after 10,000 keys rl:{12 digits}:default',
      raw: 'used_memory 1164664 → 2522120; MEMORY USAGE of one: 72',
    },
  }),
  'entry-memory': measured({
    says: 'Memory for one admission in a sorted set of a hundred: what 1,000 such logs added, divided.',
    unit: 'bytes',
    value: 37.5,
    digits: 1,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: 'INFO memory before and after 1,000 × 100 ZADD log:{12 digits}:default {µs} {µs}-{n}',
      raw: 'used_memory 1164664 → 4911760; encoding listpack; MEMORY USAGE of one log: 3656',
    },
  }),
  wire: measured({
    says: 'What one decision by EVALSHA moves, there and back, without headers of the network.',
    unit: 'bytes',
    value: 177,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: 'INFO stats before and after redis-benchmark -n 10000 -c 1 EVALSHA …',
      raw: 'total_net_input_bytes 25 → 1320127, total_net_output_bytes 5 → 453987',
    },
  }),
  steps: assumed({
    says: 'Steps in the store for a request: one for each policy that it is held to.',
    unit: 'operations a request',
    value: 1,
    ifWrong: 'shards and network grow in proportion.',
  }),
  busy: assumed({
    says: 'How busy a shard may be at the peak.',
    unit: 'of its steps',
    digits: 1,
    value: 0.6,
    ifWrong: 'higher, and the queue in front of a shard grows without bound; lower, and shards stand idle.',
  }),
  replicas: assumed({
    says: 'Replicas that wait to take over from a shard.',
    unit: 'replicas a shard',
    value: 1,
    ifWrong: 'machines are bought or saved; no decision gets faster.',
  }),
  keys: assumed({
    says: 'Policies that a tenant is held to.',
    unit: 'keys a tenant',
    value: 1,
    ifWrong: 'memory grows in proportion.',
  }),
  frames: assumed({
    says: 'Headers of Ethernet, IP and TCP round one step: two segments of 66 bytes, nothing shared.',
    unit: 'bytes',
    value: 132,
    ifWrong: 'pipelining shares them among steps; separate acknowledgements double them.',
  }),
  'round-trip': assumed({
    says: 'From a gateway to the store and back at the 99th percentile.',
    unit: 'ms',
    value: 2,
    ifWrong: 'it is the larger part of what a decision adds.',
  }),
  scraper: assumed({
    says: 'What a scraper sends in the name of one tenant.',
    unit: 'requests/s',
    value: 50,
    ifWrong: 'the overshoot of local counters has no bound but this, and nobody controls it.',
  }),
  exchange: assumed({
    says: 'How often local counters would be exchanged.',
    unit: 's',
    value: 1,
    ifWrong: 'the overshoot grows in proportion.',
  }),
  slack: assumed({
    says: 'How much over its limit a tenant may get before somebody minds.',
    unit: 'of the limit',
    digits: 1,
    value: 0.1,
    ifWrong: 'it decides between local counters and a shared store.',
  }),
  mean: assumed({
    says: 'The mean load against the peak.',
    unit: 'of the peak',
    digits: 1,
    value: 0.4,
    ifWrong: 'only what is paid by volume changes.',
  }),
  crossing: assumed({
    says: 'Share of the steps that leave their zone, with three zones and no regard for them.',
    unit: 'of the steps',
    digits: 2,
    value: 0.67,
    ifWrong: 'gateways that prefer the shard of their own zone pay less, and a shard cannot be in three.',
  }),
  'zone-price': cited({
    says: 'Traffic between two zones of one region of AWS: a cent for a gigabyte in each direction, both together. The list price itself was not read.',
    unit: 'USD/GB',
    digits: 2,
    value: 0.02,
    asPrinted: 'between AZs in the same region costs $0.01/GB each way',
    title: 'AWS data transfer costs, Courseiva',
    url: 'https://courseiva.com/learn/saa-c03/data-transfer-costs',
    read: '2026-11-21',
  }),
  'unit-price': cited({
    says: 'A million processing units of ElastiCache Serverless for Valkey, US East, June 2026. AWS’s own page was read without its figures.',
    unit: 'USD',
    digits: 4,
    value: 0.0023,
    asPrinted: 'ECPU — Valkey Serverless | $0.0023/million',
    title: 'ElastiCache Serverless pricing, Usage.ai',
    url: 'https://www.usage.ai/blogs/aws/database-savings-plans/elasticache/serverless-pricing/',
    read: '2026-11-21',
  }),
  'step-units': assumed({
    says: 'Units that such a store counts for one step of our script. A read of up to a kilobyte is one; what takes longer is more.',
    unit: 'units a step',
    value: 3,
    ifWrong: 'above five, machines of our own are cheaper.',
  }),
  'machine-price': assumed({
    says: 'A machine that carries one shard or one replica.',
    unit: 'USD an hour',
    digits: 2,
    value: 0.2,
    ifWrong: 'the cost of a decision changes in proportion.',
  }),

  // What was promised to whom: the smallest tier has most tenants, the largest most requests.
  'middle-tenants': assumed({
    says: 'Tenants of the middle tier.',
    unit: 'tenants',
    value: 900,
    ifWrong: 'the sum of all limits changes; the store is sized by the peak.',
  }),
  'middle-promise': assumed({
    says: 'What a tenant of the middle tier is promised.',
    unit: 'requests a minute',
    value: 6000,
    ifWrong: 'as above.',
  }),
  'large-tenants': assumed({
    says: 'Tenants of the largest tier.',
    unit: 'tenants',
    value: 100,
    ifWrong: 'they carry most of the load, so the sum of all limits follows them.',
  }),
  'large-promise': assumed({
    says: 'What a tenant of the largest tier is promised.',
    unit: 'requests a minute',
    value: 300_000,
    ifWrong: 'a tenant with eight times as much would be a shard by itself.',
  }),

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
  'forgotten-admitted': admitted(
    'full',
    'Admitted in a run in which the store comes back and takes every tenant for new.',
    [120, 120],
  ),
  'kept-admitted': admitted('keeps', 'The same when the store has kept its counters.', [80, 80]),
  'empty-admitted': admitted('empty', 'The same when the store assumes that nobody has anything left.', [70, 80]),

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
