import type { Knobs, ParamsOf } from '../../src/kernel/index.ts';
import { ALGORITHMS } from './algorithms.ts';

export const knobs = {
  algorithm: {
    label: 'Limiter',
    initial: 'fixed-window',
    options: ALGORITHMS,
    live: true,
    says: 'How the limiter decides and what it remembers of each tenant.',
  },
  limit: { label: 'Limit', initial: 10, min: 1, max: 200, unit: 'requests a window', live: true, says: 'What a tenant was promised: requests in any window. For the concurrency limit: requests in progress at once.' },
  windowS: { label: 'Window', initial: 10, min: 1, max: 60, unit: 's', says: 'The length of the window that the limit is stated for.' },
  burst: { label: 'Burst', initial: 10, min: 1, max: 200, unit: 'requests', live: true, says: 'How many a bucket admits at once after a quiet time; how long the queue of a leaky bucket may be.' },
  traffic: {
    label: 'Traffic',
    initial: 'boundary',
    options: {
      boundary: 'Two bursts round a window’s edge',
      adversary: 'Against the sliding counter',
      steady: 'One tenant, half of its limit',
      overload: 'One tenant, five times its limit',
      neighbours: 'A scraper and three paying tenants',
      idle: 'A long silence, then a burst',
    },
    says: 'Who sends what, and when. The arrivals do not depend on the limiter.',
  },
  gateways: { label: 'Gateways', initial: 1, min: 1, max: 8, unit: 'processes', says: 'How many processes share the load; a request goes to any of them, by its number.' },
  sharing: {
    label: 'Counters',
    initial: 'local',
    options: {
      local: 'Each gateway its own',
      synchronised: 'Local, synchronised',
      atomic: 'Shared store, one atomic step',
      'read-write': 'Shared store, read then write',
    },
    says: 'Where a tenant’s counter lives.',
  },
  syncMs: { label: 'Synchronise every', initial: 1000, min: 20, max: 10_000, unit: 'ms', logarithmic: true, says: 'How often a gateway tells the store what it admitted and learns what the others did.' },
  storeMs: { label: 'Store', initial: 1, min: 0.1, max: 200, step: 0.1, unit: 'ms', logarithmic: true, live: true, says: 'Median time that the store needs for one operation. Assumed.' },
  storeTimeoutMs: { label: 'Wait for the store', initial: 50, min: 1, max: 2000, unit: 'ms', logarithmic: true, says: 'After this long without an answer the gateway decides alone.' },
  whenStoreFails: {
    label: 'When the store fails',
    initial: 'open',
    options: { open: 'Fail open: admit', closed: 'Fail closed: refuse', fallback: 'Fall back to local counters' },
    says: 'What a gateway does with a request when the store does not answer in time.',
  },
  retry: {
    label: 'Clients',
    initial: 'none',
    options: { none: 'Give up when refused', 'at-once': 'Retry after 100 ms', 'retry-after': 'Retry after Retry-After', jitter: 'Retry-After and jitter' },
    says: 'What a client does with a 429; it tries five times at most.',
  },
  apiServers: { label: 'API workers', initial: 8, min: 1, max: 64, unit: 'workers', says: 'How many requests the API works on at once.' },
  apiMs: { label: 'API work', initial: 20, min: 1, max: 2000, unit: 'ms', logarithmic: true, live: true, says: 'Median time of the work behind one request. Assumed.' },
} as const satisfies Knobs;

export type RateLimiterParams = ParamsOf<typeof knobs>;
