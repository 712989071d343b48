/** What can be turned: the design of the sale, its size, and how long everything takes. */
import type { Knobs, ParamsOf } from '../../src/kernel/index.ts';

/** Six ways to sell the last item. */
export const DESIGNS = {
  'read-decide-write': 'Read, decide, write',
  'atomic-decrement': 'One atomic decrement',
  'optimistic-version': 'Version check, retry on conflict',
  'lease-lock': 'Lock with a lease',
  'fenced-writes': 'Lock, token checked on writes',
  'fenced-reads-and-writes': 'Lock, token checked on reads and writes',
} as const;
export type Design = keyof typeof DESIGNS;

export const takesALock = (design: Design): boolean =>
  design === 'lease-lock' || design === 'fenced-writes' || design === 'fenced-reads-and-writes';
export const checksWrites = (design: Design): boolean =>
  design === 'fenced-writes' || design === 'fenced-reads-and-writes';
export const checksReads = (design: Design): boolean => design === 'fenced-reads-and-writes';
export const checksVersions = (design: Design): boolean => design === 'optimistic-version';
export const isAtomic = (design: Design): boolean => design === 'atomic-decrement';

export const knobs = {
  design: {
    label: 'Design',
    says: 'How a buyer takes an item out of the stock.',
    initial: 'read-decide-write',
    options: DESIGNS,
  },
  buyers: {
    label: 'Buyers',
    says: 'How many people want one item each.',
    initial: 4,
    min: 1,
    max: 60,
    unit: 'buyers',
  },
  stock: { label: 'Stock', says: 'How many items there are.', initial: 2, min: 1, max: 60, unit: 'items' },
  spreadMs: {
    label: 'Rush',
    says: 'Everybody arrives within this time.',
    initial: 100,
    min: 0,
    max: 5000,
    unit: 'ms',
    words: { '0': 'all at once' },
  },
  thinkMs: {
    label: 'Time to decide',
    says: 'How long a buyer looks at the stock before writing the new one.',
    initial: 30,
    min: 0,
    max: 1000,
    unit: 'ms',
  },
  latencyMs: {
    label: 'Latency',
    says: 'Median time of a message, one way; every twentieth takes more than two and a half times as long.',
    initial: 5,
    min: 1,
    max: 100,
    unit: 'ms',
  },
  leaseMs: {
    label: 'Lease',
    says: 'How long a buyer holds the lock before the lock service gives it to the next one.',
    initial: 200,
    min: 10,
    max: 5000,
    unit: 'ms',
  },
} as const satisfies Knobs;

export type OversellParams = ParamsOf<typeof knobs>;
