/**
 * Where do the milliseconds of one request go, and what becomes of the work when nobody waits for it any more?
 *
 * Ten kinds of components on the path of a request, from the browser to the database and back. See model.md for units, for
 * where the numbers come from, and for what is left out.
 */
import {
  type ComponentSpec,
  type Gauge,
  type Link,
  lognormal,
  type ModelDefinition,
  type Observation,
  type Tone,
  type View,
} from '../../src/kernel/index.ts';
import type { StationContext } from '../../src/parts/station.ts';
import { authMachine } from './auth.ts';
import { type BrowserContext, browserMachine } from './browser.ts';
import { cacheMachine, type Entries } from './cache.ts';
import { type ControllerContext, controllerMachine } from './controller.ts';
import { databaseMachine } from './database.ts';
import { dnsMachine } from './dns.ts';
import { type EdgeContext, edgeMachine } from './edge.ts';
import { type GatewayContext, gatewayMachine } from './gateway.ts';
import type { knobs, LifecycleParams } from './knobs.ts';
import { type Bucket, limiterMachine } from './limiter.ts';
import {
  AUTH_QUEUE,
  AUTH_WORKERS,
  BROWSER_TO_DNS_MS,
  CACHE_QUEUE,
  CACHE_WORKERS,
  CONTROLLER_QUEUE,
  CONTROLLER_WORKERS,
  DATABASE_QUEUE,
  DNS_QUEUE,
  DNS_WORKERS,
  EDGE_OPEN,
  EDGE_TO_GATEWAY_MS,
  GATEWAY_OPEN,
  INSIDE_MS,
  LIMITER_QUEUE,
  LIMITER_WORKERS,
  VALIDATION_QUEUE,
  VALIDATION_WORKERS,
} from './limits.ts';
import { type RequestContext, requestMachine } from './request.ts';
import { validationMachine } from './validation.ts';

type Definition = ModelDefinition<typeof knobs>;

/** In the order of the path: figures place them so. */
export const kinds: Definition['kinds'] = {
  browser: {
    label: 'Browser',
    says: 'The users: each of their requests lives here until it has ended.',
    machine: browserMachine,
    survives: ['sent'],
    shows: ({ context }, { requests }) => ({ note: `${(context as BrowserContext).sent} of ${requests} sent` }),
  },
  request: {
    label: 'Request',
    says: 'One request, as its browser sees it: resolve, connect, ask, wait.',
    machine: requestMachine,
    dynamic: true,
    within: 'browser',
    shows: (view) => {
      const { path, status } = view.context as RequestContext;
      return { note: status > 0 ? `${path}: ${status}` : path, tone: requestTone(view) };
    },
  },
  dns: {
    label: 'DNS resolver',
    says: "Finds the site's address for a browser that does not know it.",
    machine: dnsMachine,
    shows: stationGauge(() => DNS_WORKERS, DNS_QUEUE),
  },
  edge: {
    label: 'CDN edge',
    says: 'Ends the connection near the user, and answers from its copy when it has one.',
    machine: edgeMachine,
    shows: ({ context, value }) => {
      const { open, copies } = context as EdgeContext;
      const note = `${copies.length} ${copies.length === 1 ? 'copy' : 'copies'}`;
      return { ...openGauge(open, EDGE_OPEN, value === 'full'), note };
    },
  },
  gateway: {
    label: 'Gateway',
    says: 'The way into the origin: takes a request, passes it in, and answers for whoever decides.',
    machine: gatewayMachine,
    shows: ({ context, value }) => {
      const { open, served } = context as GatewayContext;
      return { ...openGauge(open, GATEWAY_OPEN, value === 'full'), note: `${served} served` };
    },
  },
  limiter: {
    label: 'Rate limiter',
    says: 'Lets through so many requests a second, and a few more at once.',
    machine: limiterMachine,
    shows: (view) => {
      const { tokens } = (view.context as StationContext<LifecycleParams, Bucket>).memory;
      return {
        ...stationGauge(() => LIMITER_WORKERS, LIMITER_QUEUE)(view),
        note: `${Math.floor(tokens)} ${Math.floor(tokens) === 1 ? 'token' : 'tokens'}`,
      };
    },
  },
  auth: {
    label: 'Authentication',
    says: 'Checks who is asking.',
    machine: authMachine,
    shows: stationGauge(() => AUTH_WORKERS, AUTH_QUEUE),
  },
  validation: {
    label: 'Validation',
    says: 'Checks what is asked, before anything of worth is spent on it.',
    machine: validationMachine,
    shows: stationGauge(() => VALIDATION_WORKERS, VALIDATION_QUEUE),
  },
  controller: {
    label: 'Controller',
    says: "The application's own code: asks the cache, then the database, and keeps a worker busy all the while.",
    machine: controllerMachine,
    shows: ({ context, value }) => {
      const { waiting, working } = context as ControllerContext;
      return workersGauge(waiting.size, CONTROLLER_QUEUE, working.length, CONTROLLER_WORKERS, value === 'full');
    },
  },
  cache: {
    label: 'Cache',
    says: 'Remembers what the database has answered.',
    machine: cacheMachine,
    shows: (view) => {
      const { paths } = (view.context as StationContext<LifecycleParams, Entries>).memory;
      return {
        ...stationGauge(() => CACHE_WORKERS, CACHE_QUEUE)(view),
        note: `${paths.length} ${paths.length === 1 ? 'entry' : 'entries'}`,
      };
    },
  },
  database: {
    label: 'Database',
    says: 'Runs as many queries at a time as its pool has connections; the others wait in line.',
    machine: databaseMachine,
    shows: (view, params) => stationGauge(() => params.connections, DATABASE_QUEUE)(view),
  },
};

function stationGauge(workers: () => number, queueLimit: number): (view: View) => Gauge {
  return ({ context, value }) => {
    const { waiting, working } = context as StationContext<LifecycleParams, unknown>;
    return workersGauge(waiting.size, queueLimit, working.length, workers(), value === 'full');
  };
}
const workersGauge = (queue: number, queueLimit: number, busy: number, capacity: number, isFull: boolean): Gauge => ({
  queue,
  queueLimit,
  busy,
  capacity,
  tone: isFull ? 'failed' : queue > 0 ? 'waiting' : busy > 0 ? 'flight' : 'idle',
});
function openGauge(open: Readonly<Record<number, unknown>>, limit: number, isFull: boolean): Gauge {
  const busy = Object.keys(open).length;
  return { busy, capacity: limit, tone: isFull ? 'failed' : busy > 0 ? 'flight' : 'idle' };
}

function requestTone({ value }: View): Tone {
  switch (value) {
    case 'completed':
      return 'done';
    case 'rejected':
      return 'dropped';
    case 'failed':
    case 'timed-out':
      return 'failed';
    default:
      return 'flight';
  }
}

/** One of each; the requests come later, unless they come all at once. */
export function components(params: LifecycleParams): readonly ComponentSpec[] {
  const servers = Object.entries(kinds).filter(([, { dynamic }]) => !dynamic);
  const requests = params.arrivals === 'at-once' ? params.requests : 0;
  return [
    ...servers.map(([kind]) => ({ id: kind, kind, input: { params } })),
    ...Array.from({ length: requests }, (_, i) => ({
      id: `request-${i + 1}`,
      kind: 'request',
      input: { params, request: i + 1 },
    })),
  ];
}

export function links({ edgeLatencyMs }: LifecycleParams): readonly Link[] {
  const inside = lognormal(INSIDE_MS, 0.3);
  return [
    { from: 'request', to: 'dns', latency: lognormal(BROWSER_TO_DNS_MS, 0.3), label: 'DNS' },
    { from: 'request', to: 'edge', latency: lognormal(edgeLatencyMs, 0.2), label: 'HTTPS' },
    { from: 'edge', to: 'gateway', latency: lognormal(EDGE_TO_GATEWAY_MS, 0.2), label: 'HTTPS, kept open' },
    { from: 'gateway', to: 'limiter', latency: inside },
    { from: 'limiter', to: 'auth', latency: inside },
    { from: 'auth', to: 'validation', latency: inside },
    { from: 'auth', to: 'gateway', latency: inside },
    { from: 'validation', to: 'gateway', latency: inside },
    { from: 'validation', to: 'controller', latency: inside },
    { from: 'controller', to: 'gateway', latency: inside },
    { from: 'controller', to: 'cache', latency: inside },
    { from: 'controller', to: 'database', latency: inside },
  ];
}

export const observations = {
  latencyMs: { kind: 'tally', unit: 'ms', says: 'From the first step of a request to its answer with status 200.' },
  workMs: { kind: 'tally', unit: 'ms', says: 'Each piece of work of a server behind the edge.' },
  wastedMs: { kind: 'tally', unit: 'ms', says: 'The part of it that came when nobody waited any more.' },
  inBudget: { kind: 'count', says: 'Requests answered with 200 within 200 ms.' },
  edgeHits: { kind: 'count', says: 'Requests that the edge answered from its copy.' },
  edgeMisses: { kind: 'count', says: 'Requests for public pages that the edge had no copy of.' },
  cacheHits: { kind: 'count', says: 'Look-ups that the cache answered.' },
  cacheMisses: { kind: 'count', says: 'Look-ups that had to go on to the database.' },
  status401: { kind: 'count', says: 'Requests answered 401: the token has expired.' },
  status422: { kind: 'count', says: 'Requests answered 422: the body is not accepted.' },
  status429: { kind: 'count', says: 'Requests answered 429: too many.' },
  status503: { kind: 'count', says: 'Requests answered 503: no place left.' },
  status504: { kind: 'count', says: 'Requests answered 504: a server behind did not answer in time.' },
  gatewayOpen: { kind: 'level', unit: 'requests', says: 'Requests that the gateway holds open.' },
  controllerQueue: { kind: 'level', unit: 'requests', says: 'Requests that wait for a worker of the controller.' },
  controllerBusy: { kind: 'level', unit: 'workers', says: 'Workers of the controller that are taken.' },
  databaseQueue: { kind: 'level', unit: 'queries', says: 'Queries that wait for a connection.' },
} as const satisfies Readonly<Record<string, Observation>>;
