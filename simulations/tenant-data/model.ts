/**
 * Which layer keeps one tenant from another's rows, and what leaks when it is off?
 *
 * A request walks from its address to the rows: directory, identity, cache, pool, connection, tables. Each knob takes one
 * layer away. What the tables decide is compared with a real PostgreSQL in a test. See model.md.
 */
import {
  type ComponentSpec,
  type Gauge,
  type Link,
  lognormal,
  type Measure,
  type ModelDefinition,
  type Observation,
  type View,
} from '../../src/kernel/index.ts';
import { asksOf, isWriting } from './asks.ts';
import { type CacheContext, cacheMachine } from './cache.ts';
import { type ConnectionContext, connectionMachine, settingOf } from './connection.ts';
import { type DatabaseContext, databaseMachine } from './database.ts';
import { directoryMachine } from './directory.ts';
import { identityMachine } from './identity.ts';
import type { knobs, TenantParams } from './knobs.ts';
import { bits, names } from './people.ts';
import type { Setting } from './policy.ts';
import { type PoolContext, pooled, poolMachine } from './pool.ts';
import { type RequestContext, requestMachine } from './request.ts';

type Definition = ModelDefinition<typeof knobs>;

const policyWords = { off: 'no policies', enabled: 'policies, owner free', forced: 'policies, forced' } as const;

export const kinds: Definition['kinds'] = {
  request: {
    label: 'Request',
    says: 'Somebody asks at an address, with a token; or a job begins.',
    machine: requestMachine,
    shows: requestGauge,
  },
  directory: {
    label: 'Directory',
    says: 'Turns the subdomain of the address into a tenant.',
    machine: directoryMachine,
    shows: () => ({ note: 'subdomain → tenant' }),
  },
  identity: {
    label: 'Identity',
    says: 'Turns a token into a member, the member into a role, the role into a bitmask.',
    machine: identityMachine,
    shows: (_view, { membership }) => ({ note: membership === 'host' ? 'role at this tenant' : 'role of the token' }),
  },
  cache: {
    label: 'Cache',
    says: 'Keeps answers by a key.',
    machine: cacheMachine,
    shows: ({ context }) => {
      const keys = Object.keys((context as CacheContext).kept);
      return { note: keys.length === 0 ? 'empty' : keys.join(', ') };
    },
  },
  pool: {
    label: 'Pool',
    says: 'Lends connections, one transaction at a time.',
    machine: poolMachine,
    shows: ({ context }, { connections }) => {
      const { free, waiting } = context as PoolContext;
      return {
        note: waiting.length > 0 ? `${waiting.length} waiting` : 'nobody waits',
        queue: waiting.length,
        busy: connections - free.length,
        capacity: connections,
        tone: waiting.length > 0 ? 'waiting' : 'idle',
      };
    },
  },
  connection: {
    label: 'Connection',
    says: 'A session of the database; it remembers app.tenant.',
    machine: connectionMachine,
    shows: ({ context, value }) => ({
      note: `app.tenant ${settingInWords(settingOf(context as ConnectionContext))}`,
      tone: value === 'idle' ? 'idle' : 'flight',
    }),
  },
  database: {
    label: 'Tables',
    says: 'Rows, foreign keys and policies. They see a role, a setting and a statement, and not who asked.',
    machine: databaseMachine,
    shows: ({ context }, { policies }) => {
      const { added } = context as DatabaseContext;
      return { note: `${policyWords[policies]}${added.length > 0 ? `, ${added.length} added` : ''}` };
    },
  },
};

export const settingInWords = (setting: Setting): string => (setting === null ? 'is NULL' : `= '${setting}'`);

function requestGauge({ context, value }: View): Gauge {
  const { ask, rows, refusal, mask } = context as RequestContext;
  const who = names[ask.who];
  if (value === 'answered') {
    const crossed = rows.filter(({ tenant }) => tenant !== ask.rightTo).length;
    const given =
      crossed > 0 ? `${crossed} of ${rows.length} not theirs` : rows.length === 1 ? '1 row' : `${rows.length} rows`;
    const note = `${who}: ${isWriting(ask) ? 'written' : given}`;
    return { note, tone: crossed > 0 ? 'failed' : 'done' };
  }
  if (value === 'refused') return { note: `${who}: refused, ${refusal}`, tone: 'dropped' };
  const role = mask === 0 ? '' : ` ${bits(mask)}`;
  return { note: `${who}${role}: ${String(value).replace('-', ' ')}`, tone: value === 'arriving' ? 'idle' : 'flight' };
}

export function components(params: TenantParams): readonly ComponentSpec[] {
  const asks = asksOf(params);
  return [
    ...asks.map(
      (ask, i): ComponentSpec => ({ id: `request-${i + 1}`, kind: 'request', input: { request: i + 1, ask, params } }),
    ),
    { id: 'directory', kind: 'directory' },
    { id: 'identity', kind: 'identity', input: { params } },
    ...(params.cache === 'none' ? [] : [{ id: 'cache', kind: 'cache' }]),
    { id: 'pool', kind: 'pool', input: { connections: params.connections } },
    ...pooled(params.connections).map((id): ComponentSpec => ({ id, kind: 'connection', input: { id } })),
    { id: 'database', kind: 'database', input: { params } },
  ];
}

export function links(): readonly Link[] {
  const near = lognormal(1, 0.4);
  return [
    { from: 'request', to: 'directory', latency: near },
    { from: 'request', to: 'identity', latency: near },
    { from: 'request', to: 'cache', latency: near },
    { from: 'request', to: 'pool', latency: near },
    { from: 'request', to: 'connection', latency: near, label: 'SQL' },
    { from: 'connection', to: 'pool', latency: near },
    { from: 'connection', to: 'database', latency: near },
  ];
}

export const observations = {
  walk: { kind: 'tally', unit: 'ms', says: 'From the arrival of a request to its rows.' },
  crossed: { kind: 'count', says: 'Rows that were given to somebody of another tenant.' },
  refused: { kind: 'count', says: 'Statements that the database refused.' },
  turnedAway: { kind: 'count', says: 'Requests that ended without an answer.' },
  hits: { kind: 'count', says: 'Answers that came from the cache.' },
} as const satisfies Readonly<Record<string, Observation>>;

export const measures: Readonly<Record<string, Measure<TenantParams>>> = {
  crossed: {
    unit: 'rows',
    says: 'Rows of another tenant that somebody was given.',
    better: 'lower',
    value: ({ counts }) => counts.crossed ?? 0,
  },
  refused: { unit: 'statements', says: 'Refused by the database.', value: ({ counts }) => counts.refused ?? 0 },
  turnedAway: { unit: 'requests', says: 'Refused by any layer.', value: ({ counts }) => counts.turnedAway ?? 0 },
  hits: { unit: 'answers', says: 'From the cache.', value: ({ counts }) => counts.hits ?? 0 },
  walk: {
    unit: 'ms',
    says: 'From the arrival of a request to its rows, on average.',
    better: 'lower',
    value: ({ tallies }) => tallies.walk?.mean ?? NaN,
  },
};
