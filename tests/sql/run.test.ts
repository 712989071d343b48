/** What comes back of a script: no more than a page can show. */
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Done } from '../../src/sql/answer.ts';
import { openDatabase } from '../../src/sql/open.ts';
import { runScript } from '../../src/sql/run.ts';

let database: PGlite;
beforeAll(async () => {
  database = await openDatabase();
}, 60_000);
afterAll(() => database.close());

const run = (sql: string): Promise<Answer> =>
  runScript(
    database,
    { always: 'SELECT 1' },
    { actor: { label: '', says: '', setup: 'SELECT 1' }, sql, rowLimit: 200 },
  );
const tableOf = (answer: Answer): NonNullable<Done['table']> => {
  const table = 'done' in answer ? answer.done.at(-1)?.table : undefined;
  if (table === undefined || table === null) throw new Error(`expected rows; came ${JSON.stringify(answer)}`);
  return table;
};

test('a long value is cut, and its length said', async () => {
  const [[value] = []] = tableOf(await run("SELECT repeat('x', 1000000)")).rows;
  expect(value).toBe(`${'x'.repeat(1000)}… (1,000,000 characters)`);
});

test('a result is cut at 200 rows, or where it is more than a page can show', async () => {
  expect(tableOf(await run('SELECT * FROM generate_series(1, 300)'))).toMatchObject({
    cut: true,
    rows: { length: 200 },
  });
  const wide = tableOf(await run(`SELECT ${"repeat('x', 1000),".repeat(50)} i FROM generate_series(1, 100) i`));
  expect(wide.cut).toBe(true);
  expect(wide.rows).toHaveLength(3);
});

test('what a session has made for itself is gone with it', async () => {
  await run('CREATE TEMPORARY TABLE mine (i int); PREPARE p AS SELECT 1; SELECT pg_advisory_lock(1)');
  expect(await run('SELECT * FROM mine')).toMatchObject({ refusal: { sqlstate: '42P01' } });
  expect(await run('EXECUTE p')).toMatchObject({ refusal: { sqlstate: '26000' } });
  expect(tableOf(await run("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).rows).toEqual([['0']]);
});

test('a function that calls itself without end is refused, and takes nothing with it', async () => {
  const endless = await run(
    "CREATE FUNCTION endless(i int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN endless(i + 1); END'; SELECT endless(1)",
  );
  expect(endless).toMatchObject({ refusal: { sqlstate: '54001', message: 'stack depth limit exceeded' } });
  expect(tableOf(await run('SELECT 7 AS still')).rows).toEqual([['7']]);
});

test('a database that answers with nothing is told, not taken for an answer', async () => {
  const broken = { exec: async () => [{ rows: [], fields: [], affectedRows: 0 }] };
  const order = { actor: { label: '', says: '', setup: 'SELECT 1' }, sql: 'SELECT 2', rowLimit: 200 };
  await expect(runScript(broken, { always: 'SELECT 1' }, order)).rejects.toThrow('PostgreSQL has broken down');
});
