/** The plans of a script, statement by statement, within a transaction that is taken back. */
import type { PGliteInterface } from '@electric-sql/pglite';
import type { ConsoleSetup, Explained, Planned, Refusal } from './answer.ts';
import { explain } from './explain.ts';
import { asSomebody, type Order, refusalOf } from './run.ts';
import { splitStatements } from './split.ts';

type Database = Pick<PGliteInterface, 'exec'>;

/** EXPLAIN ANALYZE carries a statement out, so those that follow meet what it has done; in the end all of it is taken back. */
export async function explainScript(
  database: Database,
  { always }: Pick<ConsoleSetup, 'always'>,
  { actor, sql }: Pick<Order, 'actor' | 'sql'>,
): Promise<Explained> {
  const planned: Planned[] = [];
  const done = await asSomebody(database, `${always}; ${actor.setup}; BEGIN`, async () => {
    for (const statement of splitStatements(sql)) planned.push(await plannedOf(database, statement));
  });
  return { planned, ...done };
}

const TRANSACTION = /^(?:BEGIN|START\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT)\b/i;
/** What a reader has put before it already. */
const EXPLAIN = /^EXPLAIN\s+(?:\([^)]*\)\s*|(?:(?:ANALYZE|ANALYSE|VERBOSE)\s+)*)/i;
const SYNTAX_ERROR = '42601';

/** Which statements PostgreSQL plans is its own to say: what is no statement behind EXPLAIN may be one alone. */
async function plannedOf(database: Database, sql: string): Promise<Planned> {
  if (TRANSACTION.test(sql)) return { sql, leftOut: true };
  await database.exec('SAVEPOINT before_its_plan');
  try {
    return { sql, plan: await explain(database, sql.replace(EXPLAIN, '')) };
  } catch (error) {
    const refusal: Refusal = refusalOf(error);
    if (refusal.sqlstate !== SYNTAX_ERROR) throw error;
    await database.exec('ROLLBACK TO before_its_plan');
    await database.exec(sql);
    return { sql, unplanned: refusal };
  }
}
