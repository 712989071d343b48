/** Numbers of what happens when the store fails, and of the ways to go on without it. */
import type { Claims } from '../../src/claims/claim.ts';
import { percent } from '../../src/claims/runs-of.ts';
import { adds, ofRun, paying, times } from './of-runs.ts';

export const storeClaims = {
  'slow-p99': adds(
    'store-slow',
    'What the limiter adds at the 99th percentile while the store is slow for a third of the run, with a patient timeout.',
    99,
    [100, 400],
  ),
  'dead-patient-p99': adds(
    'store-dead',
    'The same while the store is dead and gateways wait as long for it as for the slow one.',
    99,
    [1000, 1000],
    { storeTimeoutMs: 1000, whenStoreFails: 'fallback' },
  ),
  'dead-p99': adds(
    'store-dead',
    'What the limiter adds at the 99th percentile while the store is dead behind a timeout of 30 ms.',
    99,
    [29, 31],
  ),
  'patience-p99': adds(
    'store-slow',
    'What the limiter adds at the 99th percentile while the store is slow, when gateways wait no longer than the budget of 5 ms.',
    99,
    [4.9, 5],
    { storeTimeoutMs: 5 },
  ),
  'slow-worst': times(
    'store-slow',
    'The scraper, against its limit, while the store is slow and gateways decide by local counters after 5 ms.',
    [2, 3],
    { storeTimeoutMs: 5 },
  ),
  'patience-false': ofRun(
    'store-slow',
    'Refused within the promise while the store is slow and gateways decide by local counters after 5 ms.',
    '%',
    percent('falseRejectShare'),
    [0.1, 8],
    { knobs: { storeTimeoutMs: 5 }, digits: 1 },
  ),
  'hasty-share': ofRun(
    'as-decided',
    'Decisions that gateways take alone beside a healthy store when they wait no longer than 2 ms.',
    '%',
    percent('decidedAloneShare'),
    [10, 25],
    { knobs: { storeTimeoutMs: 2 } },
  ),
  'hasty-worst': times(
    'as-decided',
    'The scraper, against its limit, beside a healthy store when gateways wait no longer than 2 ms.',
    [1.2, 3],
    { storeTimeoutMs: 2 },
  ),
  'open-worst': times(
    'store-dead',
    'The store is dead and the gateways fail open: the worst tenant, against its limit.',
    [4, 9],
  ),
  'fallback-worst': times('store-dead', 'The same, falling back to local counters, with two gateways.', [2, 6], {
    whenStoreFails: 'fallback',
  }),
  'closed-paying': paying(
    'store-dead',
    'Requests of the paying tenants that are answered while gateways fail closed.',
    [50, 80],
    { whenStoreFails: 'closed' },
  ),
  'open-paying': paying('store-dead', 'The same, failing open.', [100, 100]),
  'fallback-paying': paying(
    'store-dead',
    'Requests of the paying tenants that are answered while gateways decide by local counters.',
    [99, 100],
    { whenStoreFails: 'fallback' },
  ),
  'many-fallback': times(
    'many-gateways',
    'The store is dead and each of eight gateways grants the whole limit: the scraper, against its limit.',
    [6.9, 6.9],
  ),
  'many-open': times('many-gateways', 'The same when they fail open.', [6.9, 6.9], { whenStoreFails: 'open' }),
  'many-share': times('many-gateways', 'The same when each grants an eighth of the limit, rounded up.', [2, 3], {
    whenStoreFails: 'share',
  }),
  'many-share-even': times(
    'many-gateways',
    'The same where an eighth is a whole number: each of eight gateways grants five of a limit of forty.',
    [2, 2],
    { whenStoreFails: 'share', limit: 40 },
  ),
  'many-share-paying': paying(
    'many-gateways',
    'Requests of the paying tenants that are answered while each of eight gateways grants a share of the limit.',
    [99, 100],
    { whenStoreFails: 'share' },
  ),
  'many-kept-paying': paying('many-gateways', 'The same when each tenant stays with one gateway.', [50, 70], {
    whenStoreFails: 'share',
    connections: 'kept',
  }),
  'many-kept-worst': times(
    'many-gateways',
    'The scraper, against its limit, when each tenant stays with one gateway and that grants the whole limit.',
    [1.5, 2.5],
    { connections: 'kept' },
  ),
  'neighbours-paying': paying(
    'as-decided',
    'Requests of the paying tenants that are answered beside a scraper, by the design that was decided.',
    [99, 100],
  ),
} as const satisfies Claims;
