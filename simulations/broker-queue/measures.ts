import type { Measure, Observation, Results } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';

export const observations = {
  endToEndMs: { kind: 'tally', unit: 'ms', says: 'From an order’s commit to its first effect.' },
  waitMs: { kind: 'tally', unit: 'ms', says: 'From a message’s publishing to each delivery.' },
  backlog: { kind: 'level', unit: 'messages', says: 'Stored and not done: the lag in messages.' },
  effects: { kind: 'count', says: 'Effects that happened.' },
  duplicates: { kind: 'count', says: 'Effects of an order that had taken effect already.' },
  outOfOrder: { kind: 'count', says: 'First effects that came after a later one of the same key.' },
  redeliveries: { kind: 'count', says: 'Deliveries after the first.' },
  failures: { kind: 'count', says: 'Times a consumer could not do a message.' },
  deadLetters: { kind: 'count', says: 'Messages that were dead-lettered.' },
  dropped: { kind: 'count', says: 'Messages that were dropped because there was no room.' },
  refused: { kind: 'count', says: 'Messages that the broker refused because there was no room.' },
} as const satisfies Readonly<Record<string, Observation>>;

const count = (name: keyof typeof observations) => (results: Results) => results.counts[name] ?? 0;
const measure = (
  unit: string,
  says: string,
  better: 'lower' | 'higher',
  value: Measure<BrokerParams>['value'],
): Measure<BrokerParams> => ({ unit, says, better, value });

export const measures = {
  endToEndP50Ms: measure(
    'ms',
    'Median from commit to effect.',
    'lower',
    (results) => results.tallies.endToEndMs?.percentile(50) ?? Number.NaN,
  ),
  endToEndP99Ms: measure(
    'ms',
    '99th percentile from commit to effect.',
    'lower',
    (results) => results.tallies.endToEndMs?.percentile(99) ?? Number.NaN,
  ),
  oldestMs: measure(
    'ms',
    'The longest that a message waited for its delivery.',
    'lower',
    (results) => results.tallies.waitMs?.max ?? Number.NaN,
  ),
  backlogMax: measure('messages', 'The largest lag.', 'lower', (results) => results.levels.backlog?.max ?? Number.NaN),
  backlogMean: measure(
    'messages',
    'The average lag over time.',
    'lower',
    (results) => results.levels.backlog?.mean(results.nowUs) ?? Number.NaN,
  ),
  duplicates: measure('effects', 'Effects of orders that had taken effect already.', 'lower', count('duplicates')),
  outOfOrder: measure('effects', 'Effects out of their key’s order.', 'lower', count('outOfOrder')),
  redeliveries: measure('deliveries', 'Deliveries after the first.', 'lower', count('redeliveries')),
  deadLetters: measure('messages', 'Dead-lettered.', 'lower', count('deadLetters')),
  dropped: measure('messages', 'Dropped for want of room.', 'lower', count('dropped')),
  unfinished: measure(
    'orders',
    'Orders that, at the end, have neither taken effect nor been given up.',
    'lower',
    (results) => results.accounting.inFlight,
  ),
} as const;
