/** What is observed, and the numbers that are made of it. All are of customers after the warm-up. */
import { type Measure, type Observation, type Results, seconds, windowed } from '../../src/kernel/index.ts';
import type { StationParams } from './knobs.ts';

export const observations = {
  waitS: { kind: 'tally', unit: 's', says: 'How long a customer waits before it is served.' },
  sojournS: { kind: 'tally', unit: 's', says: 'How long a customer is inside, service included.' },
  busy: { kind: 'level', unit: 'servers', says: 'How many servers work.' },
  waiting: { kind: 'level', unit: 'customers', says: 'How many customers wait.' },
  arrived: { kind: 'count', says: 'Customers that came, those turned away among them.' },
  turnedAway: { kind: 'count', says: 'Customers that found the station full.' },
} as const satisfies Readonly<Record<string, Observation>>;

type Observed<Kind extends Observation['kind']> = {
  [Name in keyof typeof observations]: (typeof observations)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof observations];
type StationMeasure = Measure<StationParams>;

const mean = (tally: Observed<'tally'>, says: string): StationMeasure => ({
  unit: 's',
  says,
  better: 'lower',
  value: ({ tallies }) => tallies[tally]?.mean ?? Number.NaN,
});
const percentile = (p: number, says: string): StationMeasure => ({
  unit: 's',
  says,
  better: 'lower',
  value: ({ tallies }) => tallies.waitS?.percentile(p) ?? Number.NaN,
});
const average = ({ levels, nowUs }: Results, level: Observed<'level'>): number =>
  levels[level]?.mean(nowUs) ?? Number.NaN;

export const measures = {
  waitMeanS: mean('waitS', 'How long a customer waits, on average.'),
  waitP95S: percentile(95, 'Of a hundred customers, 95 wait no longer than this.'),
  waitP99S: percentile(99, 'Of a hundred customers, 99 wait no longer than this.'),
  sojournMeanS: mean('sojournS', 'How long a customer is inside, on average.'),
  utilisation: {
    unit: '1',
    says: 'The share of the servers’ time in which they work.',
    value: (results, { servers }) => average(results, 'busy') / servers,
  },
  lossRatio: {
    unit: '1',
    says: 'The share of those who came and were turned away.',
    better: 'lower',
    value: ({ counts }) => (counts.turnedAway ?? 0) / (counts.arrived ?? 0),
  },
  queueMean: {
    unit: 'customers',
    says: 'How many wait, averaged over time.',
    better: 'lower',
    value: (results) => average(results, 'waiting'),
  },
} as const satisfies Readonly<Record<string, StationMeasure>>;

/** As long as some fifty customers take: a crowd fills one or two. */
export const windows = windowed({
  everyUs: seconds(5),
  most: 60,
  measures: {
    come: { kind: 'rate', count: 'arrived', unit: 'customers/s', says: 'How many come a second.' },
    served: { kind: 'rate', requests: 'completed', unit: 'customers/s', says: 'How many leave a second, served.' },
    waitingMean: { kind: 'mean', level: 'waiting', unit: 'customers', says: 'How many wait, averaged over time.' },
    waitingMost: { kind: 'max', level: 'waiting', unit: 'customers', says: 'How many wait at most.' },
  },
});
