/** How every PostgreSQL here is made: in the page, when the site is built, and in tests. */
import type { PGlite } from '@electric-sql/pglite';

/**
 * PostgreSQL measures its stack before it goes deeper, but a WebAssembly engine's own ends sooner than its default of 2 MB: a
 * function that calls itself without end took the whole page down. This is the least that it may be set to; it is enough for
 * some seventy calls of PL/pgSQL within each other.
 */
const SHALLOW = ['-c', 'max_stack_depth=100kB'];

export const createDatabase = (Made: typeof PGlite): Promise<PGlite> =>
  Made.create({ startParams: [...Made.defaultStartParams, ...SHALLOW] });
