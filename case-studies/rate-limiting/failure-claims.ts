/** Numbers of the failures and the trade-offs that the tables beside the figures do not show. */
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { type Claims, model } from '../../src/claims/claim.ts';
import { playedOnce } from '../../src/claims/played.ts';
import { percent } from '../../src/claims/runs-of.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { nearestRank, type Played, paramsOf, recipeOf } from '../../src/kernel/index.ts';
import { type Knobs, ofRun, type Range } from './of-runs.ts';
import { settingClaims } from './setting-claims.ts';

/** Both runs of an exchange in which one tenant sends ten requests a second to four gateways. */
const RATE = 10;
const GATEWAYS = 4;
const overshootOf = (syncMs: number, says: string, expect: Range) =>
  ofRun('local-counters', says, 'requests', 'overshoot', expect, { knobs: { sharing: 'synchronised', syncMs } });
const expectedOf = (seconds: number, says: string) =>
  model({
    says,
    unit: 'requests',
    from: {
      formula: 'gateways × rate at each × interval',
      value: () => GATEWAYS * (RATE / GATEWAYS) * seconds,
    },
    expect: [RATE * seconds, RATE * seconds],
  });
const stepsOf = (says: string, knobs: Knobs, expect: Range, scenario = 'local-counters') =>
  ofRun(scenario, says, 'a decision', 'storeOperationsPerDecision', expect, { knobs, digits: 2 });
const aloneOf = (says: string, scenario: string, knobs: Knobs, expect: Range) =>
  ofRun(scenario, says, '%', percent('decidedAloneShare'), expect, { knobs });
const admitted = (afterRestart: string, says: string, expect: Range) =>
  ofRun('forgetful-store', says, 'requests', ({ results }) => results.counts.admitted ?? Number.NaN, expect, {
    knobs: { afterRestart },
  });

/** In the second that begins then. The store is back after five; a run begins with such a burst, too: everybody is new. */
const queueFrom = (seconds: number, afterRestart: string, says: string, expect: Range) =>
  ofRun(
    'forgetful-store',
    says,
    'requests',
    ({ history }) =>
      Math.max(
        ...history.steps
          .filter(({ component, atUs }) => component.id === 'api' && Math.floor(atUs / 1_000_000) === seconds)
          .map(({ component, after }) => component.chart.view(after).context.queue.length),
      ),
    expect,
    { knobs: { afterRestart } },
  );

/** Thirty seeds of a healthy store: how often it was asked, or no number if it once answered too late. */
const SEEDS = Array.from({ length: 30 }, (_, i) => i + 1);
function readyDecisions(): number {
  const runs = SEEDS.map(
    (seed) => playedOnce(rateLimiter, recipeOf(rateLimiter, 'as-decided', { seed })).results.counts,
  );
  const late = runs.reduce((sum, { storeTimeouts = Number.NaN }) => sum + storeTimeouts, 0);
  return late === 0 ? runs.reduce((sum, { storeOperations = Number.NaN }) => sum + storeOperations, 0) : Number.NaN;
}

/** Every order of three requests at two gateways. */
const explored = (knobs: Knobs) =>
  explore(rateLimiter, paramsOf(rateLimiter, recipeOf(rateLimiter, 'verify', { knobs })));

/** The most that a window carried of the scraper until a moment, against its limit. */
const worstUntil =
  (seconds: number) =>
  ({ history, params }: Played): number =>
    Math.max(
      ...history.steps
        .filter(({ event, atUs }) => event.type === 'AUDIT' && atUs < seconds * 1_000_000)
        .map(({ component, after }) => component.chart.view(after).context.logs['tenant-1']?.worst ?? 0),
    ) / Number(params.limit);

/** The worst window of each of thirty seeds, against the limit, and the middle one of these. */
function middleLostUpdate(): number {
  const worst = SEEDS.map(
    (seed) => playedOnce(rateLimiter, recipeOf(rateLimiter, 'lost-update', { seed })).measures.worstOverLimit,
  );
  return nearestRank(Float64Array.from(worst, (times = Number.NaN) => times).sort(), 50);
}

export const failureClaims = {
  'counter-bound': model({
    says: 'The most that a sliding counter with a limit of 10 admits in any window. Proved in the simulation’s model.md, and tried on every schedule against a limit of 3.',
    unit: 'requests',
    from: { formula: '2 × limit − 1', value: () => 2 * 10 - 1 },
    expect: [19, 19],
  }),

  'atomic-states': model({
    says: 'States that were visited, all that can be reached, when two gateways ask for three requests with one atomic step: none admits more than the limit.',
    unit: 'states',
    from: {
      formula: 'states, if the visit was complete and nothing broke',
      value: () => {
        const { complete, violations, states } = explored({ sharing: 'atomic' });
        return complete && violations.length === 0 ? states : Number.NaN;
      },
    },
    expect: [31_402, 31_402],
  }),
  'lost-steps': model({
    says: 'The length of the shortest order of events in which a read and a write admit more than the limit.',
    unit: 'steps',
    from: {
      formula: 'steps of the shortest counterexample',
      value: () => explored({ sharing: 'read-write' }).violations[0]?.steps ?? Number.NaN,
    },
    expect: [12, 12],
  }),

  'read-write-middle': model({
    says: 'Four gateways that read, decide and write: the worst window against the limit, in the middle of thirty runs, each with luck of its own.',
    unit: '×',
    digits: 1,
    from: { formula: 'the median of `worstOverLimit` in `lost-update` over thirty seeds', value: middleLostUpdate },
    expect: [1.2, 1.6],
  }),

  // Counters in several gateways: what follows from the interval, and what was measured.
  'expected-two-seconds': expectedOf(2, 'What arrives between two exchanges that are two seconds apart.'),
  'overshoot-two-seconds': overshootOf(2000, 'The overshoot that was measured with these.', [15, 30]),
  'expected-second': expectedOf(1, 'What arrives between two exchanges that are a second apart.'),
  'overshoot-second': overshootOf(1000, 'The overshoot that was measured with these.', [8, 15]),
  'expected-tenth': expectedOf(0.1, 'What arrives between two exchanges that are 100 ms apart.'),
  'overshoot-tenth': overshootOf(100, 'The overshoot that was measured with these.', [1, 4]),
  'sync-steps-second': stepsOf(
    'Steps in the store for each decision when four gateways exchange every second what one tenant was admitted.',
    { sharing: 'synchronised', syncMs: 1000 },
    [0.3, 0.5],
  ),
  'sync-steps-tenth': stepsOf(
    'The same when they exchange every 100 ms.',
    { sharing: 'synchronised', syncMs: 100 },
    [3, 5],
  ),
  'sync-break-even': model({
    says: 'An interval at which four gateways that exchange take as many steps in the store as they would by asking for each of ten requests a second.',
    unit: 's',
    digits: 1,
    from: { formula: 'gateways ÷ requests a second', value: () => GATEWAYS / RATE },
    expect: [0.4, 0.4],
  }),

  // Batches.
  'batch-overshoot': ofRun(
    'local-counters',
    'Admitted over a limit of 20 when four gateways take five tokens at a time and the tenant sends five times its limit.',
    'requests',
    'overshoot',
    [1, 20],
    { knobs: { sharing: 'batches', batch: 5 } },
  ),
  'batch-bound': model({
    says: 'What it can be at most.',
    unit: 'requests',
    from: { formula: 'gateways × batch', value: () => GATEWAYS * 5 },
    expect: [20, 20],
  }),
  'batch-steps': stepsOf(
    'Steps in the store for each decision, when four gateways take five tokens at a time and nobody is refused.',
    { sharing: 'batches', batch: 5 },
    [0.2, 0.25],
    'busy-tenant',
  ),
  'batch-false': ofRun(
    'busy-tenant',
    'Refused within the promise when they take forty at a time: the tokens lie in another gateway.',
    '% of decisions',
    percent('falseRejectShare'),
    [1, 6],
    { knobs: { sharing: 'batches', batch: 40 }, digits: 1 },
  ),

  'busy-alone': aloneOf(
    'Decisions that gateways take alone while a busy tenant fills its shard.',
    'busy-tenant',
    {},
    [70, 90],
  ),

  // How long is long: the runs slow the store down, so patience is told in its steps.
  'hot-patience': model({
    says: 'The patience of the gateways in the run of the hot shard, two seconds, in steps of its store, 20 ms each.',
    unit: 'steps',
    from: { formula: '2000 ms ÷ 20 ms', value: () => 2000 / 20 },
    expect: [100, 100],
  }),
  'budget-patience': model({
    says: 'The budget of 5 ms in steps of a real store, by measurement.',
    unit: 'steps',
    from: {
      formula: 'latency × shard-steps',
      value: () => (settingClaims.latency.value * settingClaims['shard-steps'].value) / 1000,
    },
    expect: [395, 405],
  }),

  // Who decides.
  'slow-alone': aloneOf(
    'Decisions that gateways take alone in the run of the slow store, when they wait no longer than the budget of 5 ms.',
    'store-slow',
    { storeTimeoutMs: 5 },
    [30, 40],
  ),
  'ready-decisions': model({
    says: 'Decisions beside a healthy store in thirty runs, each with luck of its own, when gateways wait 5 ms. None was taken alone.',
    unit: 'decisions',
    from: { formula: 'steps in the store over thirty seeds, if none of them timed out', value: readyDecisions },
    expect: [5000, 6000],
  }),

  // The store is gone, and comes back.
  'fallback-dead': ofRun(
    'store-dead',
    'The scraper against its limit while the store is dead and two gateways decide by counters of their own.',
    '×',
    worstUntil(12),
    [2, 2],
    { knobs: { whenStoreFails: 'fallback' }, digits: 1 },
  ),
  'many-share-dead': ofRun(
    'many-gateways',
    'The scraper against its limit while the store is dead and each of eight gateways grants a share: ten over eight, rounded up to two.',
    '×',
    worstUntil(12),
    [1.6, 1.6],
    { knobs: { whenStoreFails: 'share' }, digits: 1 },
  ),
  'recovery-forgotten': ofRun(
    'forgetful-store',
    'From the store’s return until the limiter refuses nobody wrongly any more, when the store has forgotten everybody.',
    's',
    ({ measures }) => (measures.harmedUntilS ?? Number.NaN) - 5,
    [5, 10],
    { digits: 1 },
  ),

  // Clients.
  'jitter-refusals': ofRun(
    'retry-storm',
    'Refusals for a hundred requests when clients wait for Retry-After and a random part more.',
    'refusals',
    'refusals',
    [250, 400],
    { knobs: { retry: 'jitter' } },
  ),
  'paced-refusals': ofRun(
    'retry-storm',
    'The same when they read RateLimit and hold back what they have no quota for.',
    'refusals',
    'refusals',
    [5, 20],
    { knobs: { retry: 'paced' } },
  ),

  // Tenants beside each other.
  'hot-others-answered': ofRun(
    'hot-key',
    'Requests of the quiet tenants that are answered while a hot one fills one of four shards.',
    '%',
    percent('othersAnsweredShare'),
    [80, 95],
  ),
  'exports-late': ofRun(
    'exports',
    '99th percentile of the time to an answer for those who only read, while one tenant exports within its limit.',
    'ms',
    'othersLatencyP99Ms',
    [3000, 5000],
  ),
  'exports-readers': ofRun(
    'exports',
    'Requests of the readers that a limit of two in progress refuses.',
    '%',
    (played) => 100 - percent('othersAnsweredShare')(played),
    [1, 5],
    { knobs: { algorithm: 'concurrency', limit: 2 }, digits: 1 },
  ),

  // What a store that was restarted believes.
  'forgotten-admitted': admitted(
    'full',
    'Admitted in a run in which the store comes back and takes every tenant for new.',
    [120, 120],
  ),
  'kept-admitted': admitted('keeps', 'The same when the store has kept its counters.', [80, 80]),
  'forgotten-queue': queueFrom(
    5,
    'full',
    'The longest queue in front of the API in the second after such a store is back.',
    [10, 17],
  ),
  'empty-queue': queueFrom(
    15,
    'empty',
    'The longest queue in front of the API a window after a store is back that takes nobody to have anything left.',
    [10, 17],
  ),
  'empty-admitted': admitted('empty', 'The same when the store assumes that nobody has anything left.', [70, 80]),
} as const satisfies Claims;
