import type { Invariant, Reading } from '../../src/kernel/index.ts';
import { type ExactLogContext, type Log, PATIENCE_US } from './exact-log.ts';
import type { RateLimiterParams } from './knobs.ts';
import { promiseTo } from './policies.ts';
import { labelOf } from './traffic.ts';

type Rule = Invariant<RateLimiterParams>;

export const WINDOW_HOLDS = 'no rolling window admits more than the limit';
export const BUCKET_HOLDS = 'a bucket never admits more than its burst and what has dripped in since';
export const COUNTER_HOLDS = 'a sliding counter never admits twice the limit';
export const BATCHES_HOLD = 'batches add no more than one batch a gateway to any window';
export const DECIDES_IN_TIME = 'no request waits longer than 150 ms for its decision';
export const GCRA_HOLDS = 'GCRA decides as the token bucket does';

const logsOf = (of: Reading): readonly Log[] =>
  of('exact-log').flatMap((view) => Object.values((view.context as ExactLogContext).logs));
/** Each tenant's log with what it was promised. */
const promised = (of: Reading, params: RateLimiterParams) =>
  of('exact-log').flatMap((view) =>
    Object.entries((view.context as ExactLogContext).logs).map(([tenant, log]) => ({
      tenant,
      log,
      promise: promiseTo(params, tenant),
    })),
  );
const slowestUs = (of: Reading): number => (of('exact-log')[0]?.context as ExactLogContext | undefined)?.slowestUs ?? 0;
/** One place decides about each tenant, and by a limit of its own. */
const single = (params: RateLimiterParams): boolean =>
  (params.gateways === 1 || params.sharing === 'atomic') && params.scope !== 'everybody';

/** Buckets promise b + r·T over any T, not the limit over any window; a concurrency limit promises nothing about a window. */
export const invariants: readonly Rule[] = [
  {
    name: WINDOW_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      params.algorithm === 'concurrency' ||
      promised(of, params).every(({ log, promise }) => log.worst <= promise.limit),
    why: (of, params) => {
      const worst = promised(of, params).find(({ log, promise }) => log.worst > promise.limit);
      if (worst === undefined) return 'none is over its limit now';
      return `${labelOf(params, worst.tenant)} got ${worst.log.worst} in ${params.windowS} s; its limit is ${worst.promise.limit}`;
    },
  },
  {
    name: BUCKET_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      !['token-bucket', 'gcra'].includes(params.algorithm) ||
      !single(params) ||
      promised(of, params).every(({ log, promise }) => log.worstAhead <= promise.burst * promise.windowUs),
    why: (of, params) => {
      const windowUs = params.windowS * 1_000_000;
      const most = Math.max(...logsOf(of).map((log) => log.worstAhead / windowUs));
      return `${Math.round(most * 10) / 10} ahead of the rate, the burst is ${params.burst}`;
    },
  },
  {
    name: COUNTER_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      params.algorithm !== 'sliding-counter' ||
      !single(params) ||
      promised(of, params).every(({ log, promise }) => log.worst < 2 * promise.limit),
    why: (of) => `${Math.max(...logsOf(of).map((log) => log.worst))} in one window`,
  },
  {
    name: BATCHES_HOLD,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      params.sharing !== 'batches' ||
      params.algorithm !== 'sliding-log' ||
      promised(of, params).every(({ log, promise }) => log.worst <= promise.limit + params.gateways * params.batch),
    why: (of) => `${Math.max(...logsOf(of).map((log) => log.worst))} in one window`,
  },
  {
    name: GCRA_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of) => logsOf(of).every((log) => log.shadowsDisagree === 0),
    why: (of) => `${logsOf(of).reduce((sum, log) => sum + log.shadowsDisagree, 0)} decisions differ`,
  },
  {
    name: DECIDES_IN_TIME,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of) => slowestUs(of) <= PATIENCE_US,
    why: (of) => `one has waited ${Math.round(slowestUs(of) / 1000)} ms`,
  },
  {
    name: 'a request is refused at least once',
    kind: 'sometimes',
    reads: ['exact-log'],
    holds: (of) => logsOf(of).some((log) => log.refused > 0),
  },
];
