/** The application's cache: remembers what the database has answered. Nothing expires; the oldest entry makes room. */
import { constant, count, send } from '../../src/kernel/index.ts';
import { stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { CACHE_ENTRIES, CACHE_MS, CACHE_QUEUE, CACHE_WORKERS, OBJECTS } from './limits.ts';
import type { Ask } from './messages.ts';

export interface Entries {
  /** Newest last. */
  readonly paths: readonly string[];
}

/** The first of the objects are those that are asked for most; a cache that has run for a while holds those. */
function warmEntries({ cacheWarmPercent }: LifecycleParams): Entries {
  const objects = Array.from({ length: Math.floor((OBJECTS * cacheWarmPercent) / 100) }, (_, i) => i + 1).reverse();
  return { paths: objects.flatMap((object) => [`/products/${object}`, `/orders/${object}`]).slice(-CACHE_ENTRIES) };
}

const kept = ({ paths }: Entries, path: string): Entries => ({
  paths: paths.includes(path) ? paths : [...paths, path].slice(-CACHE_ENTRIES),
});
const tell = (type: 'FOUND' | 'MISSING', { request }: Ask) => send('controller', { type, request });

export const cacheMachine = stationMachine<LifecycleParams, Entries, Ask>({
  id: 'cache',
  takes: ['LOOK_UP', 'STORE'],
  workers: () => CACHE_WORKERS,
  queueLimit: () => CACHE_QUEUE,
  work: () => constant(CACHE_MS),
  memory: warmEntries,
  finish: (ask, { memory }) => {
    if (ask.type === 'STORE') return { acts: [], memory: kept(memory, ask.path) };
    return memory.paths.includes(ask.path)
      ? { acts: [count('cacheHits'), tell('FOUND', ask)] }
      : { acts: [count('cacheMisses'), tell('MISSING', ask)] };
  },
  // What cannot be looked up counts as missing; what cannot be stored is left.
  refuse: (ask) => (ask.type === 'LOOK_UP' ? [tell('MISSING', ask)] : []),
});
