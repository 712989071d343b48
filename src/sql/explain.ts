/** Asks for a plan: EXPLAIN ANALYZE carries the statement out, so whoever calls takes back what it changes. */
import type { PGliteInterface, Results } from '@electric-sql/pglite';
import type { IndexColumns, Plan } from './plan.ts';
import { nodesOf, readPlan } from './plan.ts';

type Database = Pick<PGliteInterface, 'exec'>;

/** Throws what PostgreSQL says. `timing` off spares the clock at every row, and with it the look at the indexes. */
export async function explain(database: Database, sql: string, timing: 'on' | 'off' = 'on'): Promise<Plan> {
  const results = await database.exec(`EXPLAIN (ANALYZE, TIMING ${timing}, BUFFERS, FORMAT JSON) ${sql}`, ARRAYS);
  const found = results.find(({ fields }) => fields[0]?.name === 'QUERY PLAN');
  const plan = readPlan(rowsOf(found)[0]?.[0]);
  const used = nodesOf(plan.root).flatMap(({ index }) => (index === undefined ? [] : [index]));
  return timing === 'off' || used.length === 0 ? plan : { ...plan, indexes: await columnsOf(database, used) };
}

/** The plan names an index; which columns it has, and in which order, the catalogue says. */
async function columnsOf(database: Database, names: readonly string[]): Promise<NonNullable<Plan['indexes']>> {
  const wanted = names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
  const [result] = await database.exec(
    `SELECT c.relname, json_agg(pg_get_indexdef(c.oid, place, true) ORDER BY place), i.indnkeyatts
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid, generate_series(1, i.indnatts) AS place
     WHERE c.relname IN (${wanted}) AND pg_table_is_visible(c.oid) GROUP BY c.relname, i.indnkeyatts`,
    ARRAYS,
  );
  const rows = rowsOf(result) as [name: string, columns: string[], keys: number][];
  return Object.fromEntries(
    rows.map(([name, columns, keys]): [string, IndexColumns] => [
      name,
      { keys: columns.slice(0, keys), included: columns.slice(keys) },
    ]),
  );
}

const ARRAYS = { rowMode: 'array' as const };
/** PGlite's type does not know `rowMode`. */
const rowsOf = (result: Results | undefined) => (result?.rows ?? []) as unknown as unknown[][];
