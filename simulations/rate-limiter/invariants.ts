import type { Invariant, Reading } from '../../src/kernel/index.ts';
import type { ExactLogContext, Log } from './exact-log.ts';
import type { RateLimiterParams } from './knobs.ts';

type Rule = Invariant<RateLimiterParams>;

export const WINDOW_HOLDS = 'no rolling window admits more than the limit';
export const BUCKET_HOLDS = 'a bucket never admits more than its burst and what has dripped in since';
export const COUNTER_HOLDS = 'a sliding counter never admits more than twice the limit';
export const GCRA_HOLDS = 'GCRA decides as the token bucket does';

const logsOf = (of: Reading): readonly Log[] =>
  of('exact-log').flatMap((view) => Object.values((view.context as ExactLogContext).logs));
const nowOf = (of: Reading): number => (of('exact-log')[0]?.context as ExactLogContext | undefined)?.nowUs ?? 0;
const single = (params: RateLimiterParams): boolean => params.gateways === 1 || params.sharing === 'atomic';

/** Buckets promise b + r·T over any T, not the limit over any window; a concurrency limit promises nothing about a window. */
export const invariants: readonly Rule[] = [
  {
    name: WINDOW_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, { limit, algorithm }) => algorithm === 'concurrency' || logsOf(of).every((log) => log.worst <= limit),
    why: (of, { limit, windowS }) =>
      `${Math.max(...logsOf(of).map((log) => log.worst))} in ${windowS} s, the limit is ${limit}`,
  },
  {
    name: BUCKET_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      !['token-bucket', 'gcra'].includes(params.algorithm) ||
      !single(params) ||
      logsOf(of).every(
        (log) => log.total <= params.burst + (params.limit * (nowOf(of) - log.firstUs)) / (params.windowS * 1e6) + 1e-9,
      ),
    why: (of) => `${Math.max(...logsOf(of).map((log) => log.total))} admitted since the first`,
  },
  {
    name: COUNTER_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of, params) =>
      params.algorithm !== 'sliding-counter' ||
      !single(params) ||
      logsOf(of).every((log) => log.worst <= 2 * params.limit),
    why: (of, { limit }) => `${Math.max(...logsOf(of).map((log) => log.worst))}, twice the limit is ${2 * limit}`,
  },
  {
    name: GCRA_HOLDS,
    kind: 'always',
    reads: ['exact-log'],
    holds: (of) => logsOf(of).every((log) => log.shadowsDisagree === 0),
    why: (of) => `${logsOf(of).reduce((sum, log) => sum + log.shadowsDisagree, 0)} decisions differ`,
  },
  {
    name: 'a request is refused at least once',
    kind: 'sometimes',
    reads: ['exact-log'],
    holds: (of) => logsOf(of).some((log) => log.refused > 0),
  },
];
