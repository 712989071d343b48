/** What a reader has written and changed, kept in this browser: a closed tab, a stopped query or a failed load takes nothing away. */
import type { Change } from './client.ts';

export interface Kept {
  readonly as: string;
  readonly sql: string;
  readonly changes: readonly Change[];
}

/** More than these are hardly meant to be done again. */
const MOST_CHANGES = 100;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
const keyOf = (name: string): string => `faultline:sql:${name}`;

/** What was kept, where it can be read and still names an actor; otherwise what is given. */
export function recall(name: string, fresh: Kept, actors: readonly string[], store: Store | undefined): Kept {
  try {
    const kept = JSON.parse(store?.getItem(keyOf(name)) ?? 'null') as Partial<Kept> | null;
    if (kept === null || typeof kept.sql !== 'string' || !Array.isArray(kept.changes)) return fresh;
    const changes = kept.changes.filter(({ as, sql }) => actors.includes(as) && typeof sql === 'string');
    return { sql: kept.sql, as: kept.as !== undefined && actors.includes(kept.as) ? kept.as : fresh.as, changes };
  } catch {
    return fresh;
  }
}

/** A full or a forbidden store is no reason to stop. */
export function keep(name: string, kept: Kept, store: Store | undefined): void {
  try {
    store?.setItem(keyOf(name), JSON.stringify({ ...kept, changes: kept.changes.slice(-MOST_CHANGES) }));
  } catch {
    // Nothing is lost but the comfort of finding it again.
  }
}

/** The browser's own; undefined where it is forbidden. */
export function browserStore(): Store | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
