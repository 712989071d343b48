/** What a reader sees of an answer, from a PostgreSQL of its own. */
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/sql/open.ts';
import { runScript } from '../../src/sql/run.ts';

test('values stand as PostgreSQL writes them, arrays and bytes as well', async () => {
  const database = await openDatabase();
  try {
    const sql = `SELECT true, 1.50::numeric, ARRAY[1, 2], ARRAY['a b', NULL], '\\x78'::bytea, '{"a": 1}'::jsonb, date '2026-01-05', NULL`;
    const actor = { label: '', says: '', setup: 'SELECT 1' };
    const answer = await runScript(database, { always: 'SELECT 1' }, { actor, sql, rowLimit: 1 });
    expect('done' in answer && answer.done[0]?.table?.rows).toEqual([
      ['t', '1.50', '{1,2}', '{"a b",NULL}', '\\x78', '{"a": 1}', '2026-01-05', null],
    ]);
  } finally {
    await database.close();
  }
}, 60_000);
