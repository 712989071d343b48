/**
 * Can a tenant exceed its limit without ever being refused?
 *
 * Tenants send to gateways; a gateway decides by one of seven algorithms, with counters of its own or in a shared store,
 * and passes on what it admits to an API with a pool of workers. An exact log watches every decision and is asked by nobody.
 */
import { constant, defineModel, type Gauge, lognormal, type Model, nameOf, type View } from '../../src/kernel/index.ts';
import { API_QUEUE, apiMachine } from './api.ts';
import { type ExactLogContext, exactLogMachine } from './exact-log.ts';
import { gatewayMachine } from './gateway.ts';
import { invariants } from './invariants.ts';
import { knobs, type RateLimiterParams } from './knobs.ts';
import { measures, observations } from './measures.ts';
import { narrate } from './narrate.ts';
import { promiseTo, storeNamed } from './policies.ts';
import { scenarios } from './scenarios.ts';
import { STORE_QUEUE, storeMachine } from './store.ts';
import { tenantMachine } from './tenant.ts';
import { TENANT_LINK_MS, trafficOf } from './traffic.ts';

const gateways = (params: RateLimiterParams) => Array.from({ length: params.gateways }, (_, i) => `gateway-${i + 1}`);

/** In short where several stand in one box. */
interface TenantCounts {
  readonly sent: number;
  readonly refused: number;
  /** Requests that a client which paces itself has not sent yet. */
  readonly held: number;
}
const tenantNote = ({ sent, refused, held }: TenantCounts, params: RateLimiterParams): string => {
  if (held > 0) return `${sent} asked, ${held} held`;
  if (trafficOf(params).length === 1) return `${sent} asked, ${refused} refused`;
  return `${refused} refused`;
};

const storeNote = ({ waiting, operations }: { waiting: number; operations: number }, params: RateLimiterParams) => {
  if (params.shards === 1) return operations === 1 ? '1 operation' : `${operations} operations`;
  return waiting > 0 ? `${waiting} wait` : 'idle';
};

const shows = {
  tenant: ({ context }: View, params: RateLimiterParams): Gauge => ({
    note: tenantNote({ sent: context.sent, refused: context.refused, held: context.heldBack.length }, params),
    tone: context.refused > 0 ? 'dropped' : 'idle',
  }),
  gateway: ({ context }: View): Gauge => ({
    note: `${context.admitted} in, ${context.refused} refused`,
    queue: Object.keys(context.asking).length,
  }),
  store: ({ context }: View, params: RateLimiterParams): Gauge => ({
    queue: context.queue.length,
    queueLimit: STORE_QUEUE,
    note: storeNote({ waiting: context.queue.length - 1, operations: context.operations }, params),
  }),
  api: ({ context }: View, params: RateLimiterParams): Gauge => ({
    busy: context.busy,
    capacity: params.apiServers,
    queue: context.queue.length,
    queueLimit: API_QUEUE,
  }),
  /** Of the tenant that is furthest over its promise. */
  exactLog: ({ context }: View, params: RateLimiterParams): Gauge => {
    const seen = Object.entries((context as ExactLogContext).logs).map(([tenant, { worst }]) => ({
      worst,
      limit: promiseTo(params, tenant).limit,
    }));
    const first = seen.sort((a, b) => b.worst / b.limit - a.worst / a.limit)[0] ?? { worst: 0, limit: params.limit };
    const { worst, limit } = first;
    if (params.algorithm === 'concurrency') return { note: `${worst} in a window`, tone: 'idle' };
    return { note: `worst ${worst} of ${limit}`, tone: worst > limit ? 'failed' : 'done' };
  },
};

export const rateLimiter: Model = defineModel({
  id: 'rate-limiter',
  version: 3,
  title: 'Seven rate limiters',
  question: 'Can a tenant exceed its limit without ever being refused?',
  summary:
    'Seven limiters meet the same arrivals: fixed window, sliding log, sliding counter, token bucket, leaky bucket, GCRA and a concurrency limit, in one process or in several that share a store. An exact log beside them counts what every rolling window has carried.',
  knobs,
  turns: ['algorithm'],
  kinds: {
    tenant: {
      label: 'Tenant',
      says: 'Sends requests by its arrivals and obeys, or does not, when it is refused.',
      machine: tenantMachine,
      survives: ['sent', 'open', 'succeeded', 'refused', 'inFlight', 'quota', 'heldBack'],
      shows: shows.tenant,
    },
    gateway: {
      label: 'Gateway',
      says: 'Admits or refuses each request, with the counters it can reach.',
      machine: gatewayMachine,
      shows: shows.gateway,
    },
    store: {
      label: 'Store',
      says: 'Keeps shared counters; one operation at a time.',
      machine: storeMachine,
      survives: ['kept'],
      shows: shows.store,
    },
    api: {
      label: 'API',
      says: 'Does the work behind a request with a pool of workers.',
      machine: apiMachine,
      shows: shows.api,
    },
    'exact-log': {
      label: 'Exact log',
      says: 'Watches every decision and counts what each rolling window carried. Nobody asks it.',
      machine: exactLogMachine,
      observer: true,
      shows: shows.exactLog,
    },
  },
  components: (params) => [
    ...trafficOf(params).map((tenant, number) => ({
      id: tenant.id,
      kind: 'tenant',
      label: tenant.label,
      input: { params, tenant, number },
    })),
    ...gateways(params).map((id) => ({ id, kind: 'gateway', input: { params } })),
    ...Array.from({ length: params.shards }, (_, shard) => ({
      id: storeNamed(shard),
      kind: 'store',
      input: { params },
    })),
    { id: 'api', kind: 'api', input: { params } },
    { id: 'exact-log', kind: 'exact-log', input: { params } },
  ],
  links: () => [
    { from: 'tenant', to: 'gateway', latency: constant(TENANT_LINK_MS), label: 'HTTP' },
    { from: 'gateway', to: 'store', latency: lognormal(0.3, 0.3), label: 'store protocol' },
    { from: 'gateway', to: 'api', latency: lognormal(0.5, 0.3), label: 'HTTP' },
  ],
  observations,
  measures,
  invariants,
  scenarios,
  verification: 'verify',
  narrate: (step) => narrate(step, (component) => nameOf(rateLimiter, component)),
  leavesOut: [
    'What a request costs is known before it is done; nothing is charged afterwards.',
    'A tenant is one client. Several that share a limit would each be told a quota that the others spend, too.',
    'Tenants do not open connections; there is no TLS and no HTTP/2 multiplexing.',
    'A store is one process with one queue: no replicas. Tenants are dealt out over shards by number; no shard is ever moved.',
    'A gateway that crashes forgets its local counters; nothing here persists them.',
    'All latencies and work times are assumed, and lognormal by assumption.',
  ],
});
