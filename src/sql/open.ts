/** Opens a PostgreSQL in memory and runs scripts on it: when the site is built, and in tests. Close it: an open one keeps Node alive. */
import type { PGlite } from '@electric-sql/pglite';
import { createDatabase } from './create.ts';

export async function openDatabase(...scripts: readonly string[]): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await createDatabase(PGlite);
  try {
    for (const script of scripts) await database.exec(script);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
