/** What a run is measured by. Percentiles are of the answers with status 200; failures stand beside them. */
import type { Measure, Results } from '../../src/kernel/index.ts';
import type { LifecycleParams } from './knobs.ts';

type LifecycleMeasure = Measure<LifecycleParams>;

const sumOf = (results: Results, tally: string): number => results.tallies[tally]?.sum ?? 0;
const countOf = (results: Results, name: string): number => results.counts[name] ?? 0;
const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : Number.NaN);

const latency = (p: number, says: string): LifecycleMeasure => ({
  unit: 'ms',
  says,
  better: 'lower',
  value: ({ tallies }) => tallies.latencyMs?.percentile(p) ?? Number.NaN,
});
const endedWith = (detail: string, says: string): LifecycleMeasure => ({
  unit: 'requests',
  says,
  better: 'lower',
  value: ({ counts }) => counts[detail] ?? 0,
});
const longest = (level: string, unit: string, says: string): LifecycleMeasure => ({
  unit,
  says,
  better: 'lower',
  value: ({ levels }) => levels[level]?.max ?? 0,
});

export const measures: Readonly<Record<string, LifecycleMeasure>> = {
  inBudget: {
    unit: '%',
    says: 'Of all requests, how many were answered with 200 within 200 ms.',
    better: 'higher',
    value: (results) => percent(countOf(results, 'inBudget'), results.accounting.offered),
  },
  wastedMs: {
    unit: 'ms',
    says: 'Work of servers for requests that nobody waited for any more.',
    better: 'lower',
    value: (results) => sumOf(results, 'wastedMs'),
  },
  wastedShare: {
    unit: '%',
    says: 'The same, as a share of all their work.',
    better: 'lower',
    value: (results) => percent(sumOf(results, 'wastedMs'), sumOf(results, 'workMs')),
  },
  p50: latency(50, 'Half of the answers came within this time.'),
  p95: latency(95, 'Of a hundred answers, 95 came within this time.'),
  p99: latency(99, 'Of a hundred answers, 99 came within this time.'),
  timeouts: {
    unit: 'requests',
    says: 'Clients that gave up.',
    better: 'lower',
    value: ({ accounting }) => accounting.timedOut,
  },
  edgeHitRatio: {
    unit: '%',
    says: 'Of the requests for public pages, how many the edge answered from its copy.',
    better: 'higher',
    value: (results) =>
      percent(countOf(results, 'edgeHits'), countOf(results, 'edgeHits') + countOf(results, 'edgeMisses')),
  },
  cacheHitRatio: {
    unit: '%',
    says: 'Of the look-ups in the cache, how many it answered.',
    better: 'higher',
    value: (results) =>
      percent(countOf(results, 'cacheHits'), countOf(results, 'cacheHits') + countOf(results, 'cacheMisses')),
  },
  status401: endedWith('status401', 'Answered 401: the token has expired.'),
  status422: endedWith('status422', 'Answered 422: the body is not what the API accepts.'),
  status429: endedWith('status429', 'Answered 429: too many requests, come back later.'),
  status503: endedWith('status503', 'Answered 503: no place left.'),
  status504: endedWith('status504', 'Answered 504: a server behind did not answer in time.'),
  longestDatabaseQueue: longest('databaseQueue', 'queries', 'The longest line for a database connection.'),
  busiestController: longest(
    'controllerBusy',
    'workers',
    'The most workers of the controller that were taken at once.',
  ),
};
