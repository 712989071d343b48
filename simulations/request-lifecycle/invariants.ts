/** What the path of a request promises. */
import type { Invariant, View } from '../../src/kernel/index.ts';
import { listOf } from '../../src/parts/queue.ts';
import type { Slots } from '../../src/parts/slots.ts';
import type { EdgeContext } from './edge.ts';
import type { GatewayContext } from './gateway.ts';
import type { LifecycleParams } from './knobs.ts';
import { AUTH_QUEUE, CONTROLLER_QUEUE, DATABASE_QUEUE } from './limits.ts';
import { type Ask, isPublic } from './messages.ts';

export const NO_ZOMBIES = 'no work begins that nobody waits for';
export const POOL_HOLDS = 'no more queries run than there are connections';
export const QUEUES_HOLD = 'no queue is longer than its limit';
export const ONLY_THE_ADMITTED = 'only requests that were checked reach the database';
export const NOTHING_PERSONAL = 'the edge keeps nothing personal';
export const SOMEBODY_IS_SERVED = 'somebody is served';
export const EDGE_HELPS = 'the edge answers from its copy';
export const DATABASE_QUEUES = 'a query waits for a connection';
export const ALL_ENDS = 'every worker is free again in the end';

const servers = ['limiter', 'auth', 'validation', 'controller', 'database'] as const;
const limits: Readonly<Record<string, number>> = {
  auth: AUTH_QUEUE,
  controller: CONTROLLER_QUEUE,
  database: DATABASE_QUEUE,
};

const slotsOf = (views: readonly View[]): Slots<Ask> => (views[0] as View).context as Slots<Ask>;
const zombies = (views: readonly View[]) =>
  slotsOf(views).working.filter(({ job, sinceUs }) => sinceUs >= job.deadlineUs);
const inMs = (us: number): string => `${(us / 1000).toFixed(1)} ms`;
const unchecked = (views: readonly View[]): Ask[] => {
  const { working, waiting } = slotsOf(views);
  const queries = [...working.map(({ job }) => job), ...listOf(waiting)];
  return queries.filter(({ token, payload }) => token !== 'valid' || payload === 'invalid');
};
const personalCopies = (views: readonly View[]): readonly string[] =>
  ((views[0] as View).context as EdgeContext).copies.filter((path) => !isPublic(path));

export const invariants: readonly Invariant<LifecycleParams>[] = [
  {
    name: NO_ZOMBIES,
    kind: 'always',
    reads: servers,
    holds: (of) => servers.every((kind) => zombies(of(kind)).length === 0),
    why: (of) => {
      const kind = servers.find((server) => zombies(of(server)).length > 0) ?? 'database';
      const { job, sinceUs } = zombies(of(kind))[0] as { job: Ask; sinceUs: number };
      return `${kind} begins with request ${job.request} at ${inMs(sinceUs)}; its client was gone at ${inMs(job.deadlineUs)}`;
    },
  },
  {
    name: POOL_HOLDS,
    kind: 'always',
    reads: ['database'],
    holds: (of, { connections }) => slotsOf(of('database')).working.length <= connections,
    why: (of, { connections }) => `${slotsOf(of('database')).working.length} queries run on ${connections} connections`,
  },
  {
    name: QUEUES_HOLD,
    kind: 'always',
    reads: Object.keys(limits),
    holds: (of) => Object.entries(limits).every(([kind, limit]) => slotsOf(of(kind)).waiting.size <= limit),
    why: (of) =>
      Object.entries(limits)
        .filter(([kind, limit]) => slotsOf(of(kind)).waiting.size > limit)
        .map(([kind, limit]) => `${slotsOf(of(kind)).waiting.size} wait at ${kind}, where ${limit} may`)
        .join('; '),
  },
  {
    name: ONLY_THE_ADMITTED,
    kind: 'always',
    reads: ['database'],
    holds: (of) => unchecked(of('database')).length === 0,
    why: (of) => {
      const { request, token, payload } = unchecked(of('database'))[0] as Ask;
      return `request ${request} reached the database with token ${token} and payload ${payload}`;
    },
  },
  {
    name: NOTHING_PERSONAL,
    kind: 'always',
    reads: ['edge'],
    holds: (of) => personalCopies(of('edge')).length === 0,
    why: (of) => `the edge has a copy of ${personalCopies(of('edge')).join(', ')}`,
  },
  {
    name: SOMEBODY_IS_SERVED,
    kind: 'sometimes',
    reads: ['gateway'],
    holds: (of) => ((of('gateway')[0] as View).context as GatewayContext).served > 0,
  },
  {
    name: EDGE_HELPS,
    kind: 'sometimes',
    reads: ['edge'],
    holds: (of) => ((of('edge')[0] as View).context as EdgeContext).hits > 0,
  },
  {
    name: DATABASE_QUEUES,
    kind: 'sometimes',
    reads: ['database'],
    holds: (of) => slotsOf(of('database')).waiting.size > 0,
  },
  {
    name: ALL_ENDS,
    kind: 'eventually',
    reads: ['gateway', 'edge', 'controller', 'database'],
    holds: (of) => busy(of) === 0,
    why: (of) => `${busy(of)} are still at it`,
  },
];

function busy(of: (kind: string) => readonly View[]): number {
  const open = (kind: string) => Object.keys(((of(kind)[0] as View).context as GatewayContext).open).length;
  const working = (kind: string) => slotsOf(of(kind)).working.length;
  return open('edge') + open('gateway') + working('controller') + working('database');
}
