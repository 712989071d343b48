/** Numbers of gateways that decide without the store: tenants of two sizes at once, and a tenant that sees to it that they have to. */
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { type Claims, cited, model } from '../../src/claims/claim.ts';
import { percent } from '../../src/claims/runs-of.ts';
import { type Played, play, recipeOf } from '../../src/kernel/index.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import { type Knobs, ofRun, paying, type Range, times } from './of-runs.ts';
import { settingClaims } from './setting-claims.ts';

/** Promises there, in requests a window: a large tenant has four small ones. */
const SMALL = 20;
const LARGE = 80;
/** The most that a window carried of a tenant, against its own limit. */
const scraper =
  (tenant: string, limit: number) =>
  ({ history }: Played): number => {
    const last = history.steps.findLast(({ event }) => event.type === 'AUDIT');
    return (last?.component.chart.view(last.after).context.logs[tenant]?.worst ?? Number.NaN) / limit;
  };
const large = (says: string, whenStoreFails: string, expect: Range) =>
  ofRun('two-sizes', says, '×', scraper('tenant-1', LARGE), expect, { knobs: { whenStoreFails }, digits: 1 });
const small = (says: string, whenStoreFails: string, expect: Range) =>
  ofRun('two-sizes', says, '×', scraper('tenant-2', SMALL), expect, { knobs: { whenStoreFails }, digits: 1 });

/** Two paying tenants ask for little in one run, so five are taken. */
const SEEDS = [1, 2, 3, 4, 5];
const TEN_SEEDS = [...SEEDS, 6, 7, 8, 9, 10];
const measured = (whenStoreFails: string, seed: number, knobs: Knobs = {}) =>
  runOnce(rateLimiter, recipeOf(rateLimiter, 'two-sizes', { seed, knobs: { ...knobs, whenStoreFails } })).measures;
const undueShare = (whenStoreFails: string, seed: number) =>
  measured(whenStoreFails, seed).undueRefusalShare ?? Number.NaN;

function meanPaying(whenStoreFails: string, knobs?: Knobs): number {
  const shares = SEEDS.map((seed) => measured(whenStoreFails, seed, knobs).othersAnsweredShare ?? Number.NaN);
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}
const sizesPaying = (says: string, whenStoreFails: string, expect: Range, digits = 0) =>
  model({
    says,
    unit: '%',
    digits,
    from: {
      formula: `answered ÷ asked by the paying tenants in \`two-sizes\` with \`whenStoreFails = ${whenStoreFails}\`, the mean of seeds 1 to 5`,
      value: () => meanPaying(whenStoreFails),
    },
    expect,
  });

/** What the small paying tenant, the fourth, asked and had answered in all five runs together. */
function smallPaying(whenStoreFails: string): number {
  const ends = SEEDS.map((seed) => {
    const { history } = play(rateLimiter, recipeOf(rateLimiter, 'two-sizes', { seed, knobs: { whenStoreFails } }));
    const last = history.steps.findLast(({ component }) => component.id === 'tenant-4');
    const { succeeded, sent } = last?.component.chart.view(last.after).context ?? {};
    return { succeeded, sent };
  });
  const sum = (of: 'succeeded' | 'sent') => ends.reduce((all, end) => all + Number(end[of]), 0);
  return (100 * sum('succeeded')) / sum('sent');
}
const sizesSmallPaying = (says: string, whenStoreFails: string, expect: Range) =>
  model({
    says,
    unit: '%',
    from: {
      formula: `answered ÷ asked by the small paying tenant in \`two-sizes\` with \`whenStoreFails = ${whenStoreFails}\`, seeds 1 to 5 together`,
      value: () => smallPaying(whenStoreFails),
    },
    expect,
  });

const undueOf = (says: string, whenStoreFails: string, ofTen: (shares: readonly number[]) => number, expect: Range) =>
  model({
    says,
    unit: '% of decisions',
    digits: 1,
    from: {
      formula: `undueRefusalShare in \`two-sizes\` with \`whenStoreFails = ${whenStoreFails}\`, seeds 1 to 10`,
      value: () => ofTen(TEN_SEEDS.map((seed) => 100 * undueShare(whenStoreFails, seed))),
    },
    expect,
  });

const IMPATIENT = { storeTimeoutMs: 100, whenStoreFails: 'fallback' } as const;

export const aloneClaims = {
  // Two sizes of tenant, one rule for both.
  'sizes-whole': large(
    'Small and large tenants at once, eight gateways, the store dead: the large scraper against its limit when each gateway grants it the whole.',
    'fallback',
    [3, 4],
  ),
  'sizes-large': large('The same by size: small limits whole, large ones in shares.', 'by-size', [1, 1.4]),
  'sizes-open-large': large('The large scraper against its limit when gateways fail open.', 'open', [3, 4]),
  'sizes-closed-large': large('The same when they fail closed.', 'closed', [0.7, 1]),
  'sizes-share-large': large('The same when all limits are divided.', 'share', [1, 1.4]),
  'sizes-small': small(
    'Eight gateways, the store dead: the small scraper against its limit by size, which every gateway grants whole.',
    'by-size',
    [5, 7],
  ),
  'sizes-whole-small': small('The same when each gateway grants all limits whole.', 'fallback', [5, 7]),
  'sizes-open-small': small('The same when gateways fail open.', 'open', [5, 7]),
  'sizes-closed-small': small('The same when they fail closed.', 'closed', [0.7, 1]),
  'sizes-share-small': small('The same when all limits are divided.', 'share', [1, 1.4]),
  'sizes-paying': sizesPaying(
    'Requests of the paying tenants that are answered by size; of the few that are not, the bucket itself refuses most.',
    'by-size',
    [98.5, 99.9],
    1,
  ),
  'sizes-thin': model({
    says: 'The same with half of all limits: a large tenant’s share of its burst is then one request at each gateway.',
    unit: '%',
    from: {
      formula: 'as above, with `limit = 10` and `burst = 2`',
      value: () => meanPaying('by-size', { limit: 10, burst: 2 }),
    },
    expect: [91, 97],
  }),
  'sizes-share-paying': sizesPaying('The same when all limits are divided.', 'share', [90, 95]),
  'sizes-closed-paying': sizesPaying('The same when gateways fail closed.', 'closed', [56, 68]),
  'sizes-open-paying': sizesPaying(
    'The same when they fail open: what is missing the bucket itself refuses while the store is up.',
    'open',
    [99, 99.9],
    1,
  ),
  'sizes-whole-paying': sizesPaying('The same when each gateway grants all limits whole.', 'fallback', [99, 99.9], 1),
  'sizes-small-share': sizesSmallPaying(
    'Requests of the small paying tenant, which keeps one connection, that are answered when all limits are divided.',
    'share',
    [58, 72],
  ),
  'sizes-small-paying': sizesSmallPaying('The same by size.', 'by-size', [97, 100]),
  'sizes-small-whole': sizesSmallPaying('The same when every gateway grants all limits whole.', 'fallback', [97, 100]),
  'sizes-small-open': sizesSmallPaying('The same when gateways fail open.', 'open', [97, 100]),
  'sizes-small-closed': sizesSmallPaying('The same when they fail closed.', 'closed', [52, 68]),
  // Where A-4's bound lies.
  'undue-closed': undueOf(
    'Refusals within the promise while gateways fail closed: the fewest of ten runs, each with luck of its own.',
    'closed',
    (shares) => Math.min(...shares),
    [9, 10],
  ),
  'undue-sizes': undueOf(
    'The same while they go on by size: the most of ten runs.',
    'by-size',
    (shares) => Math.max(...shares),
    [0, 0.3],
  ),
  'many-closed-paying': paying(
    'many-gateways',
    'Requests of the paying tenants that are answered when eight gateways fail closed.',
    [50, 70],
    { whenStoreFails: 'closed' },
  ),

  // Who fills a shard's queue makes gateways decide alone.
  'flood-alone': ofRun(
    'hot-key',
    'Decisions that two gateways take alone while one tenant floods a shard and they wait five steps of its store.',
    '%',
    percent('decidedAloneShare'),
    [80, 95],
    { knobs: IMPATIENT },
  ),
  'flood-worst': times(
    'hot-key',
    'What that tenant gets by it, against its limit, with two gateways.',
    [2, 2],
    IMPATIENT,
  ),
  'flood-remembered': ofRun(
    'hot-key',
    'Decisions that they take alone when they remember refusals, also those that come too late for their request.',
    '%',
    percent('decidedAloneShare'),
    [0.5, 5],
    { knobs: { ...IMPATIENT, remember: true }, digits: 1 },
  ),
  'flood-kept': times('hot-key', 'What the tenant still gets then, against its limit.', [1.3, 2], {
    ...IMPATIENT,
    remember: true,
  }),

  'decided-log-refused': ofRun(
    'as-decided',
    'Decisions on a good day in which GCRA refuses what a log of the same arrivals admits: a window was not what it promised.',
    '%',
    percent('falseRejectShare'),
    [5, 12],
  ),
  'retry-rounding': model({
    says: 'What drips into a bucket of the largest tier in a second, by which Retry-After may be rounded up, against its burst: it is not full by then, so that nothing is lost.',
    unit: '% of the burst',
    digits: 1,
    from: {
      formula: '1 s × large-promise ÷ (large-promise ÷ 5)',
      value: () => (100 * (settingClaims['large-promise'].value / 60)) / (settingClaims['large-promise'].value / 5),
    },
    expect: [8.3, 8.4],
  }),
  'sli-least': model({
    says: 'Refusals in the window below which one false refusal is more than a budget of 0.1 %.',
    unit: 'refusals',
    from: { formula: '1 ÷ 0.1 %', value: () => 1 / 0.001 },
    expect: [1000, 1000],
  }),
  series: model({
    says: 'Time series of one counter that is kept by tenant, two outcomes and gateway.',
    unit: 'series',
    from: {
      formula: 'tenants × 2 × gateways',
      value: () => settingClaims.tenants.value * 2 * settingClaims.gateways.value,
    },
    expect: [2_000_000, 2_000_000],
  }),
  'failover-wait': cited({
    says: 'How long a master has to be unreachable, unless somebody says otherwise, before Redis Cluster takes it for failed and another may take over.',
    unit: 's',
    value: 15,
    asPrinted: '# cluster-node-timeout 15000',
    title: 'redis.conf, Redis on GitHub, read in copies in other repositories',
    url: 'https://github.com/redis/redis/blob/unstable/redis.conf',
    read: '2026-11-21',
  }),
} as const satisfies Claims;
