import type { Measure, Observation, Results } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';

export const observations = {
  endToEndMs: { kind: 'tally', unit: 'ms', says: 'From an order’s commit to its first effect.' },
  waitMs: { kind: 'tally', unit: 'ms', says: 'From a message’s publishing to its first delivery.' },
  drainS: { kind: 'tally', unit: 's', says: 'From the longest backlog to none.' },
  backlog: { kind: 'level', unit: 'messages', says: 'Lag: stored and not done.' },
  /** Looked at whenever the broker acts. */
  oldestS: { kind: 'level', unit: 's', says: 'Lag in seconds: the age of the oldest.' },
  published: { kind: 'count', says: 'Orders whose message the broker stored.' },
  effects: { kind: 'count', says: 'Effects that happened.' },
  duplicates: { kind: 'count', says: 'Effects of an order that had taken effect already.' },
  outOfOrder: { kind: 'count', says: 'First effects that came after a later one of the same key.' },
  storedLate: { kind: 'count', says: 'Messages that were stored after one of a later order of the same key.' },
  deliveries: { kind: 'count', says: 'Deliveries to consumers.' },
  redeliveries: { kind: 'count', says: 'Deliveries after the first.' },
  failures: { kind: 'count', says: 'Times a consumer could not do a message.' },
  rebalances: { kind: 'count', says: 'Times a group shared its partitions out anew.' },
  deadLetters: { kind: 'count', says: 'Messages that were dead-lettered.' },
  dropped: {
    kind: 'count',
    says: 'Messages that the broker dropped: full, trimmed, or given up where nothing takes dead letters.',
  },
  lost: { kind: 'count', says: 'Messages that a consumer acknowledged and nobody did.' },
  refused: { kind: 'count', says: 'Messages that the broker refused because there was no room.' },
} as const satisfies Readonly<Record<string, Observation>>;

type Value = Measure<BrokerParams>['value'];
const counted =
  (name: keyof typeof observations): Value =>
  (results) =>
    results.counts[name] ?? 0;
const lower = (unit: string, says: string, value: Value): Measure<BrokerParams> => ({
  unit,
  says,
  better: 'lower',
  value,
});
/** What is counted is measured as it is. */
const asCounted = (name: keyof typeof observations, unit: string): Measure<BrokerParams> =>
  lower(unit, observations[name].says, counted(name));
const percentile = (results: Results, p: number): number => results.tallies.endToEndMs?.percentile(p) ?? Number.NaN;
/** Effects that were an order's first. */
const first = ({ counts }: Results): number => (counts.effects ?? 0) - (counts.duplicates ?? 0);

export const measures = {
  lost: asCounted('lost', 'messages'),
  duplicates: asCounted('duplicates', 'effects'),
  outOfOrder: asCounted('outOfOrder', 'effects'),
  storedLate: asCounted('storedLate', 'messages'),
  deadLetters: asCounted('deadLetters', 'messages'),
  dropped: asCounted('dropped', 'messages'),
  oldestMaxS: lower(
    's',
    'The lag in seconds at its largest: the age of the oldest message that was not done.',
    ({ levels }) => levels.oldestS?.max ?? Number.NaN,
  ),
  lagMax: lower('messages', 'The longest backlog.', ({ levels }) => levels.backlog?.max ?? Number.NaN),
  lagMean: lower(
    'messages',
    'The average backlog over time.',
    ({ levels, nowUs }) => levels.backlog?.mean(nowUs) ?? Number.NaN,
  ),
  drainS: lower('s', 'From the longest backlog to none; no number where it did not end.', ({ tallies }) => {
    const { max = Number.NaN, count = 0 } = tallies.drainS ?? {};
    return count > 0 ? max : Number.NaN;
  }),
  endToEndP50Ms: lower('ms', 'Median from commit to effect.', (results) => percentile(results, 50)),
  endToEndP99Ms: lower('ms', '99th percentile from commit to effect.', (results) => percentile(results, 99)),
  waitMeanMs: lower(
    'ms',
    'Mean from publishing to the first delivery.',
    ({ tallies }) => tallies.waitMs?.mean ?? Number.NaN,
  ),
  attemptsMean: lower(
    'deliveries',
    'Deliveries for each message that was published.',
    ({ counts }) => (counts.deliveries ?? 0) / (counts.published ?? Number.NaN),
  ),
  redeliveries: asCounted('redeliveries', 'deliveries'),
  rebalances: asCounted('rebalances', 'rebalances'),
  refused: asCounted('refused', 'messages'),
  unpublished: lower(
    'orders',
    'Orders whose message the broker never stored.',
    ({ counts, accounting }) => accounting.offered - (counts.published ?? 0),
  ),
  effectsPerOrder: {
    unit: '%',
    says: 'Effects against events: 100 is one for each order.',
    value: ({ counts, accounting }) => (100 * (counts.effects ?? 0)) / accounting.offered,
  } satisfies Measure<BrokerParams>,
  withoutEffect: lower(
    'orders',
    'Orders that had not taken effect at the end.',
    (results) => results.accounting.offered - first(results),
  ),
} as const;
