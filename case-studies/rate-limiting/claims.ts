/** Every number that this study states: where it comes from, and its bounds. */
import { jain } from '../../simulations/rate-limiter/measures.ts';
import { assumed, type Claims, model } from '../../src/claims/claim.ts';
import { percent } from '../../src/claims/runs-of.ts';
import { aloneClaims } from './alone-claims.ts';
import { failureClaims } from './failure-claims.ts';
import { adds, answered, ofRun, paying, type Range, times } from './of-runs.ts';
import { settingClaims } from './setting-claims.ts';
import { storeClaims } from './store-claims.ts';
import { fullest } from './unevenness.ts';

/** The setting's own numbers, for formulas. */
const given = (id: keyof typeof settingClaims): number => settingClaims[id].value;
const perSecond = (promise: 'promise' | 'middle-promise' | 'large-promise'): number => given(promise) / 60;
const shards = Math.ceil((given('peak') * given('steps')) / (given('shard-steps') * given('busy')));
const carefulSteps = 1e6 / given('admit-time');
const carefulShards = Math.ceil((given('peak') * given('steps')) / (carefulSteps * given('busy')));
const busiest = fullest(given('large-tenants'), shards);
/** The peak falls on tenants as their limits are; the small ones are many enough to be even. */
function busiestUsed(): number {
  const small = given('tenants') - given('middle-tenants') - given('large-tenants');
  const large = given('large-tenants') * perSecond('large-promise');
  const rest = small * perSecond('promise') + given('middle-tenants') * perSecond('middle-promise');
  const ofPeak = given('peak') / (large + rest);
  return (ofPeak * (busiest * perSecond('large-promise') + rest / shards)) / given('shard-steps');
}

/** What a request costs in machines and on the wire between zones, in USD. */
const machines = shards * (1 + given('replicas'));
const byMachine = (machines * given('machine-price')) / 3600 / (given('peak') * given('mean'));
const bytes = given('steps') * (given('wire') + given('frames'));
const copies = given('steps') * given('replica-wire') * given('replicas');
const byWire = ((bytes * given('crossing') + copies) * given('zone-price')) / 1_000_000_000;

/** Jain’s index of so many tenants: one fares as the scraper does in `one-for-all`, the others as its two paying tenants in the mean. */
const fairAmong = (tenants: number, says: string, expect: Range) =>
  ofRun(
    'one-for-all',
    says,
    '',
    ({ results: { counts } }) => {
      const [scraper = 0, ...others] = [1, 2, 3].map((n) => (counts[`got${n}`] ?? 0) / (counts[`due${n}`] ?? 0));
      const mean = others.reduce((sum, share) => sum + share, 0) / others.length;
      return jain([scraper, ...Array.from({ length: tenants - 1 }, () => mean)]);
    },
    expect,
    { digits: 2 },
  );

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
  'edge-first': ofRun(
    'boundary-burst',
    'The moment, in seconds, at which a rolling window first carries more than the limit.',
    's',
    ({ verdicts }) => (verdicts[0]?.violatedAt?.atUs ?? Number.NaN) / 1e6,
    [10, 10.2],
    { digits: 2 },
  ),
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
  'read-write-fast': times(
    'local-counters',
    'Four gateways that read, decide and write, with the store of the shared counter: it answers before another comes between.',
    [1, 1.2],
    { sharing: 'read-write' },
  ),
  'atomic-p50': adds(
    'local-counters',
    'What one atomic step in the store adds to a decision, in the median, with the assumed latencies.',
    50,
    [1, 3],
    { sharing: 'atomic' },
    1,
  ),
  'atomic-p99': adds('local-counters', 'The same at the 99th percentile.', 99, [2, 3.5], { sharing: 'atomic' }, 1),
  'skew-worst': times(
    'skewed-clock',
    'Two gateways whose clocks differ by more than a window, against the limit.',
    [1.5, 2],
  ),
  'skew-store': times('skewed-clock', 'The same two, when the store takes the time in the atomic step.', [1, 1], {
    sharing: 'atomic',
  }),

  // How the largest tenants fall on shards.
  'busiest-tenants': model({
    says: 'Of the hundred largest tenants, how many the fullest shard has at least, in half of all deals.',
    unit: 'tenants',
    from: {
      formula: `the multinomial, exactly: ${given('large-tenants')} tenants over ${shards} shards, the median of the fullest`,
      value: () => busiest,
    },
    expect: [13, 15],
  }),
  'busiest-used': model({
    says: 'How busy that shard is at the peak, of all its steps, when tenants fill it as their limits are.',
    unit: '',
    digits: 2,
    from: {
      formula: '(tenants on it × their limit + an even share of the rest) × peak ÷ all limits ÷ steps of a shard',
      value: busiestUsed,
    },
    expect: [0.75, 0.9],
  }),

  'busiest-added': model({
    says: 'What a decision on that shard adds at the 99th percentile.',
    unit: 'ms',
    digits: 1,
    from: {
      formula: 'as “added” in the calculation: round trip + 4.605 ÷ (steps of a shard × (1 − how busy it is))',
      value: () => given('round-trip') + 4605 / (given('shard-steps') * (1 - busiestUsed())),
    },
    expect: [2.1, 2.6],
  }),
  // The shard by processor time on the busy machine, which is the more careful number.
  'step-time': model({
    says: 'Processor time that a decision can have taken at most, in the mean, in the run that the shard is sized by: one process has one second of it in a second.',
    unit: 'µs',
    digits: 1,
    from: { formula: '1 s ÷ shard-steps', value: () => 1e6 / given('shard-steps') },
    expect: [12.4, 12.6],
  }),
  'careful-steps': model({
    says: 'Decisions that one process can take at most, if each takes the processor time that an admission took on the busy machine.',
    unit: 'operations/s',
    from: { formula: '1 s ÷ admit-time', value: () => carefulSteps },
    expect: [56_000, 56_300],
  }),
  'careful-shards': model({
    says: 'Shards, if one takes no more than that.',
    unit: 'shards',
    from: { formula: '⌈peak × steps ÷ (careful-steps × busy)⌉', value: () => carefulShards },
    expect: [15, 15],
  }),
  'careful-wire-share': model({
    says: 'The traffic between zones, of what it and the machines cost together, with so many shards.',
    unit: '%',
    from: {
      formula: 'as wire-share, with careful-shards in place of shards',
      value: () => (100 * byWire) / (byWire + (byMachine * carefulShards) / shards),
    },
    expect: [43, 47],
  }),
  'script-units': model({
    says: 'Units of one step of our script, by AWS’s own estimator.',
    unit: 'units',
    digits: 1,
    from: {
      formula: 'script-time ÷ unit-time',
      value: () => given('script-time') / given('unit-time'),
    },
    expect: [2.7, 2.8],
  }),
  'wire-share': model({
    says: 'The traffic between zones, of what it and the machines cost together.',
    unit: '%',
    from: {
      formula: '(zoneMillion + copyMillion) ÷ (zoneMillion + copyMillion + machineMillion), as in the calculation',
      value: () => (100 * byWire) / (byWire + byMachine),
    },
    expect: [50, 56],
  }),

  ...storeClaims,
  ...aloneClaims,

  // Tenants beside each other.
  'shared-paying': paying(
    'one-for-all',
    'Requests of the paying tenants that are answered while all share one limit.',
    [20, 40],
  ),
  'shared-fairness': ofRun(
    'one-for-all',
    'Jain’s index of what each tenant gets of its due, while all share one limit.',
    '',
    'fairness',
    [0.25, 0.5],
    { digits: 2 },
  ),
  'own-fairness': ofRun('one-for-all', 'The same with a limit for each tenant.', '', 'fairness', [1, 1], {
    knobs: { scope: 'tenant' },
    digits: 2,
  }),
  'fair-hundred': fairAmong(
    100,
    'The index of a hundred tenants of whom one fares as the scraper in that run and all others as the paying ones.',
    [0.5, 0.65],
  ),
  'fair-all': fairAmong(10_000, 'The same of ten thousand.', [0.98, 1]),
  'untiered-refused': ofRun(
    'tiers',
    'Decisions that refuse a tenant within its promise while all tiers have the same limit.',
    '%',
    percent('falseRejectShare'),
    [40, 70],
  ),
  'hot-p99': adds(
    'hot-key',
    'What the limiter adds at the 99th percentile while one tenant is a shard’s worth by itself; the gateway’s timeout.',
    99,
    [2000, 2000],
  ),
  'hot-remembered': adds('hot-key', 'The same when gateways remember refusals.', 99, [50, 200], { remember: true }),
  'hot-steps': ofRun(
    'hot-key',
    'Steps in the store for each decision, when gateways remember refusals.',
    'a decision',
    'storeOperationsPerDecision',
    [0.05, 0.2],
    { knobs: { remember: true }, digits: 2 },
  ),

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
  'page-refusals': model({
    says: 'The share of refusals that are false at which SLI-1 burns as for a page.',
    unit: '%',
    digits: 1,
    from: { formula: '28 days ÷ 50 ÷ 1 hour × 0.1 %', value: () => ((28 * 24) / 50) * 0.1 },
    expect: [1.3, 1.4],
  }),
  'burn-ticket': model({
    says: 'The burn rate at which a tenth of it is gone in three days.',
    unit: '×',
    digits: 2,
    from: { formula: '28 days ÷ 10 ÷ 3 days', value: () => 28 / 10 / 3 },
    expect: [0.9, 1],
  }),
  'burn-closed': ofRun(
    'store-dead',
    'The burn rate of SLI-1 in the run in which the store is dead for a third of the time and gateways fail closed: refusals within the promise against all refusals, over the budget of 0.1 %.',
    '×',
    ({ results: { counts } }) => (counts.undueRefusals ?? Number.NaN) / (counts.refusals ?? 0) / 0.001,
    [50, 300],
    { knobs: { whenStoreFails: 'closed' } },
  ),
  'burn-fallback': ofRun(
    'store-dead',
    'The same when gateways decide by local counters.',
    '×',
    ({ results: { counts } }) => (counts.undueRefusals ?? 0) / (counts.refusals ?? Number.NaN) / 0.001,
    [0, 0],
    { knobs: { whenStoreFails: 'fallback' } },
  ),
  'burn-closed-hours': ofRun(
    'store-dead',
    'At that rate the budget of 28 days is gone after so long.',
    'hours',
    ({ results: { counts } }) => (28 * 24 * 0.001 * (counts.refusals ?? Number.NaN)) / (counts.undueRefusals ?? 0),
    [2, 14],
    { knobs: { whenStoreFails: 'closed' }, digits: 1 },
  ),

  ...failureClaims,

  // Clients.
  'storm-at-once': ofRun(
    'retry-storm',
    'Attempts for each request when refused clients come back after 100 ms, five times at most.',
    'attempts',
    'attemptsPerRequest',
    [4, 5],
    { digits: 1 },
  ),
  'storm-answered': answered('Requests that are answered in the end when clients come back after 100 ms.', [15, 25]),
  'after-answered': answered('The same when they wait as long as Retry-After says, and no longer.', [30, 50], {
    retry: 'retry-after',
  }),
  'longer-answered': answered('The same when they wait half as long again, all alike.', [45, 55], { retry: 'longer' }),
  'jitter-answered': answered('The same when they wait for Retry-After and a random part more.', [50, 70], {
    retry: 'jitter',
  }),
} as const satisfies Claims;
