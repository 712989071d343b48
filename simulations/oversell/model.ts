/**
 * Why does a sale of two items end with three buyers, and which designs mend it?
 *
 * Buyers, one row of stock and a lock service talk by messages only. The lost update is the classic race of read, decide and
 * write; the lease and its fencing token follow Kleppmann, "How to do distributed locking" (2016). See model.md.
 */

import type { ModelDefinition } from '../../src/kernel/index.ts';
import { type ComponentSpec, type Link, lognormal, type Measure, type Observation } from '../../src/kernel/index.ts';
import { buyerMachine } from './buyer.ts';
import type { knobs } from './knobs.ts';
import { checksReads, checksWrites, type OversellParams, takesALock } from './knobs.ts';
import { type LockContext, lockMachine } from './lock.ts';
import { type RowContext, rowMachine } from './row.ts';

type Definition = ModelDefinition<typeof knobs>;

export const kinds: Definition['kinds'] = {
  row: {
    label: 'Stock row',
    says: 'One row of the stock table: it handles one message at a time.',
    machine: rowMachine,
    survives: ['stock', 'sold', 'version', 'token'],
    shows: ({ context }, params) => {
      const { stock, sold, token } = context as RowContext;
      const fence = checksWrites(params.design) ? `, token ${token}` : '';
      return {
        note: `${stock} left, ${sold} sold${fence}`,
        tone: sold > params.stock ? 'failed' : sold === params.stock ? 'done' : 'idle',
      };
    },
  },
  lock: {
    label: 'Lock service',
    says: 'Grants the lock to one buyer at a time, for the length of a lease.',
    machine: lockMachine,
    survives: ['token'],
    shows: ({ context, value }) => {
      const { holder, queue, token } = context as LockContext;
      const note = value === 'held' ? `held by ${holder?.request}, token ${token}` : 'free';
      return { queue: queue.length, note, tone: queue.length > 0 ? 'waiting' : 'idle' };
    },
  },
  buyer: {
    label: 'Buyer',
    says: 'Wants one item.',
    machine: buyerMachine,
    symmetric: true,
    shows: ({ value, context }, params) => ({
      note: noteOf(value as string, context.token, params),
      tone: toneOf(value as string),
    }),
  },
};

const noteOf = (state: string, token: number, { design }: OversellParams): string =>
  token > 0 && (checksWrites(design) || checksReads(design)) ? `${state}, token ${token}` : state;
const toneOf = (state: string) =>
  state === 'bought'
    ? 'done'
    : state === 'sold-out'
      ? 'dropped'
      : state === 'fenced-off'
        ? 'failed'
        : state === 'acquiring'
          ? 'waiting'
          : 'idle';

export function components(params: OversellParams): readonly ComponentSpec[] {
  const { design, stock, leaseMs, spreadMs, thinkMs } = params;
  const lock: ComponentSpec = { id: 'lock', kind: 'lock', input: { leaseMs } };
  const buyers = Array.from(
    { length: params.buyers },
    (_, i): ComponentSpec => ({
      id: `buyer-${i + 1}`,
      kind: 'buyer',
      input: { request: i + 1, design, spreadMs, thinkMs },
    }),
  );
  return [{ id: 'row', kind: 'row', input: { design, stock } }, ...(takesALock(design) ? [lock] : []), ...buyers];
}

export function links({ latencyMs }: OversellParams): readonly Link[] {
  const latency = lognormal(latencyMs, 0.6);
  return [
    { from: 'buyer', to: 'row', latency },
    { from: 'buyer', to: 'lock', latency },
  ];
}

export const observations = {
  stock: { kind: 'level', unit: 'items', says: 'What the row says is left.' },
  sold: { kind: 'level', unit: 'items', says: 'Purchases that the row has confirmed.' },
  untilBought: { kind: 'tally', unit: 'ms', says: 'From the arrival of a buyer to the confirmation.' },
  conflicts: { kind: 'count', says: 'Writes refused because the row had changed since the read.' },
  fenced: { kind: 'count', says: 'Reads and writes refused because of an old token.' },
  leases: { kind: 'count', says: 'Leases that ran out while the lock was held.' },
} as const satisfies Readonly<Record<string, Observation>>;

export const measures: Readonly<Record<string, Measure<OversellParams>>> = {
  oversold: {
    unit: 'items',
    says: 'Sold beyond what there was.',
    better: 'lower',
    value: ({ levels }, { stock }) => Math.max(0, (levels.sold?.value ?? 0) - stock),
  },
  sold: { unit: 'items', says: 'Confirmed purchases.', value: ({ levels }) => levels.sold?.value ?? 0 },
  medianUntilBought: {
    unit: 'ms',
    says: 'Half of the buyers who got an item had it within this time.',
    better: 'lower',
    value: ({ tallies }) => tallies.untilBought?.percentile(50) ?? NaN,
  },
  conflicts: {
    unit: 'writes',
    says: 'Writes refused for an old version.',
    better: 'lower',
    value: ({ counts }) => counts.conflicts ?? 0,
  },
  fenced: { unit: 'requests', says: 'Requests refused for an old token.', value: ({ counts }) => counts.fenced ?? 0 },
  leases: { unit: 'leases', says: 'Leases that ran out.', better: 'lower', value: ({ counts }) => counts.leases ?? 0 },
};
