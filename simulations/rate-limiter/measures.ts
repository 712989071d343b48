import type { Accounting, Measure, Observation, Results } from '../../src/kernel/index.ts';
import type { RateLimiterParams } from './knobs.ts';

const TENANTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const byTenant = Object.fromEntries(
  TENANTS.flatMap((n): [string, Observation][] => [
    [`got${n}`, { kind: 'count', says: `Admitted of tenant ${n}.` }],
    [`due${n}`, { kind: 'count', says: `What an exact log on the same arrivals admits of tenant ${n}.` }],
  ]),
);

export const observations = {
  ...byTenant,
  latencyMs: {
    kind: 'tally',
    unit: 'ms',
    says: 'From the first attempt to the answer, of requests that were answered.',
  },
  limiterMs: { kind: 'tally', unit: 'ms', says: 'From a request’s arrival at a gateway to the decision.' },
  rolling: {
    kind: 'level',
    unit: 'requests',
    says: 'Admitted in the window that ends now, of the tenant that was decided about last.',
  },
  overPromise: {
    kind: 'level',
    unit: '× promise',
    says: 'The same, against what that tenant was promised.',
  },
  storeQueue: { kind: 'level', unit: 'operations', says: 'Operations that wait for the store.' },
  apiQueue: { kind: 'level', unit: 'requests', says: 'Requests that wait for a worker of the API.' },
  admitted: { kind: 'count', says: 'Decisions to admit.' },
  refusals: { kind: 'count', says: 'Answers 429.' },
  falseAccepts: { kind: 'count', says: 'Admitted where an exact log on the same arrivals refuses.' },
  falseRejects: { kind: 'count', says: 'Refused where an exact log on the same arrivals admits.' },
  undueRefusals: {
    kind: 'count',
    says: 'Refused where the limiter itself, with one account for each tenant’s promise and no delay, admits on the same arrivals, and the tenant has not had more than its promise.',
  },
  othersOffered: {
    kind: 'count',
    says: 'Requests of every tenant beside a scraper: all but the first, and no scraper.',
  },
  overshoot: {
    kind: 'level',
    unit: 'units',
    says: 'How much more than the promise the window that ends now has carried, of the tenant that was decided about last.',
  },
  othersLatencyMs: {
    kind: 'tally',
    unit: 'ms',
    says: 'From the first attempt to the answer, of every tenant but the first.',
  },
  harmedAtS: {
    kind: 'tally',
    unit: 's',
    says: 'Moments at which a request within the promise was refused, or had waited more than 150 ms for its decision.',
  },
  othersAnswered: { kind: 'count', says: 'Of these, the answered ones.' },
  storeOperations: { kind: 'count', says: 'Operations that gateways asked the store for.' },
  storeDropped: { kind: 'count', says: 'Operations that found the store’s queue full and were lost.' },
  storeTimeouts: { kind: 'count', says: 'Operations that the store did not answer in time.' },
} as const satisfies Readonly<Record<string, Observation>>;

type Of = (results: Results, params: RateLimiterParams) => number;
const measure = (
  unit: string,
  says: string,
  better: 'lower' | 'higher' | undefined,
  value: Of,
): Measure<RateLimiterParams> => ({ unit, says, ...(better && { better }), value });
const count = (name: keyof typeof observations) => (results: Results) => results.counts[name] ?? 0;
const decisions = (results: Results) => count('admitted')(results) + count('refusals')(results);
const share = (part: (a: Accounting) => number) => (results: Results) =>
  part(results.accounting) / results.accounting.offered;

const got = (n: number) => (results: Results) => results.counts[`got${n}`] ?? 0;
const due = (n: number) => (results: Results) => results.counts[`due${n}`] ?? 0;

/** (Σx)² / (n Σx²): 1 when all are alike, 1/n when one has everything. After Jain, Chiu and Hawe, 1984. */
export const jain = (shares: readonly number[]): number => {
  const sum = shares.reduce((a, b) => a + b, 0);
  const squares = shares.reduce((a, b) => a + b * b, 0);
  return squares === 0 ? Number.NaN : (sum * sum) / (shares.length * squares);
};

export const measures = {
  worstWindow: measure(
    'requests',
    'The most that any rolling window admitted.',
    'lower',
    (results) => results.levels.rolling?.max ?? NaN,
  ),
  worstOverLimit: measure(
    '× limit',
    'The most that any rolling window admitted of a tenant, against what the tenant was promised.',
    'lower',
    (results, params) => (params.algorithm === 'concurrency' ? NaN : (results.levels.overPromise?.max ?? NaN)),
  ),
  overshoot: measure(
    'units',
    'The most that any rolling window admitted over what was promised.',
    'lower',
    (results, params) => (params.algorithm === 'concurrency' ? NaN : (results.levels.overshoot?.max ?? NaN)),
  ),
  falseAcceptShare: measure(
    'of decisions',
    'Admitted where an exact log refuses.',
    'lower',
    (results) => count('falseAccepts')(results) / decisions(results),
  ),
  falseRejectShare: measure(
    'of decisions',
    'Refused where an exact log admits.',
    'lower',
    (results) => count('falseRejects')(results) / decisions(results),
  ),
  undueRefusalShare: measure(
    'of decisions',
    'Refused within the promise: the same limiter with one exact account of it admits, and the tenant has not had more.',
    'lower',
    (results, params) =>
      params.algorithm === 'concurrency' ? NaN : count('undueRefusals')(results) / decisions(results),
  ),
  answeredShare: measure(
    'of requests',
    'Requests that were answered in the end.',
    'higher',
    share((a) => a.completed),
  ),
  othersAnsweredShare: measure(
    'of requests',
    'Requests of the tenants beside the greedy that were answered: what a noisy neighbour costs them.',
    'higher',
    (results) => count('othersAnswered')(results) / count('othersOffered')(results),
  ),
  othersLatencyP99Ms: measure(
    'ms',
    '99th percentile of the time to an answer, of the tenants beside the greedy.',
    'lower',
    (results) => results.tallies.othersLatencyMs?.percentile(99) ?? NaN,
  ),
  harmedUntilS: measure(
    's',
    'The last moment at which the limiter refused a request within the promise or decided later than after 150 ms; 0 when there was none. After an incident: when tenants were served as before.',
    'lower',
    (results) => Math.max(0, results.tallies.harmedAtS?.max ?? 0),
  ),
  fairness: measure(
    'on Jain’s index',
    'How alike the tenants are served, each against what an exact log gives it: 1 when all get the same share of their due.',
    'higher',
    (results) => jain(TENANTS.filter((n) => due(n)(results) > 0).map((n) => got(n)(results) / due(n)(results))),
  ),
  refusals: measure('answers', 'Answers 429, retries included.', 'lower', count('refusals')),
  attemptsPerRequest: measure(
    'attempts',
    'Decisions for each request: more than one means retries.',
    'lower',
    (results) => decisions(results) / results.accounting.offered,
  ),
  decidedAloneShare: measure(
    'of decisions',
    'Decisions that gateways took without the store, because it had not answered in time.',
    'lower',
    (results, params) =>
      params.sharing === 'local' || params.sharing === 'synchronised'
        ? NaN
        : count('storeTimeouts')(results) / decisions(results),
  ),
  limiterP50Ms: measure(
    'ms',
    'Median time that the limiter added.',
    'lower',
    (results) => results.tallies.limiterMs?.percentile(50) ?? NaN,
  ),
  limiterP99Ms: measure(
    'ms',
    '99th percentile of the time that the limiter added.',
    'lower',
    (results) => results.tallies.limiterMs?.percentile(99) ?? NaN,
  ),
  storeOperationsPerDecision: measure(
    'operations',
    'What a decision costs the store.',
    'lower',
    (results) => count('storeOperations')(results) / decisions(results),
  ),
  storeQueueMax: measure(
    'operations',
    'The longest queue in front of one store.',
    'lower',
    (results) => results.levels.storeQueue?.max ?? NaN,
  ),
  apiQueueMax: measure(
    'requests',
    'The longest queue in front of the API.',
    'lower',
    (results) => results.levels.apiQueue?.max ?? NaN,
  ),
} as const;
