/** The plans of a reader's script, on a PostgreSQL of its own. */

import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Planned } from '../../src/sql/answer.ts';
import { explainScript } from '../../src/sql/explain-script.ts';
import { openDatabase } from '../../src/sql/open.ts';

let database: PGlite;
beforeAll(async () => {
  database = await openDatabase('CREATE TABLE a AS SELECT i FROM generate_series(1, 1000) i; ANALYZE a');
}, 60_000);
afterAll(() => database.close());

const explained = (sql: string) =>
  explainScript(database, { always: 'SELECT 1' }, { actor: { label: '', says: '', setup: 'SELECT 1' }, sql });
const kinds = (planned: readonly Planned[]) =>
  planned.map((one) => ('plan' in one ? one.plan.root.does : 'leftOut' in one ? 'left out' : one.unplanned.sqlstate));
const rowsIn = async (): Promise<unknown> => (await database.query('SELECT count(*) FROM a')).rows[0];

describe('show its plan', () => {
  test('each statement of a script has its own', async () => {
    const { planned, refusal } = await explained('SELECT * FROM a; DELETE FROM a WHERE i = 1');
    expect(kinds(planned)).toEqual(['Seq Scan', 'ModifyTable']);
    expect(refusal).toBeUndefined();
    expect(await rowsIn()).toEqual({ count: 1000 });
  });

  test('what PostgreSQL does not plan is carried out for the next one, and taken back', async () => {
    const { planned } = await explained('CREATE INDEX of_a ON a (i); SELECT * FROM a WHERE i = 7');
    expect(kinds(planned)).toEqual(['42601', 'Index Only Scan']);
    expect((await explained('SELECT * FROM a WHERE i = 7')).planned).toMatchObject([
      { plan: { root: { does: 'Seq Scan' } } },
    ]);
  });

  test('CREATE TABLE AS and EXECUTE are planned; CREATE TABLE is not, in the database’s own words', async () => {
    const { planned } = await explained(
      'CREATE TABLE b AS SELECT 1; CREATE TABLE c (i int); PREPARE p AS SELECT * FROM a; EXECUTE p',
    );
    expect(kinds(planned)).toEqual(['Result', '42601', '42601', 'Seq Scan']);
    expect(planned[1]).toMatchObject({ unplanned: { message: expect.stringContaining('syntax error at or near') } });
  });

  test('what a session has prepared is gone with it', async () => {
    for (let i = 0; i < 2; i++)
      expect(kinds((await explained('PREPARE q AS SELECT 1; EXECUTE q')).planned)).toEqual(['42601', 'Result']);
  });

  test('a statement that is an EXPLAIN already is explained once', async () => {
    for (const sql of ['EXPLAIN SELECT 1', 'explain (costs off) SELECT 1', 'EXPLAIN ANALYZE VERBOSE SELECT 1'])
      expect(kinds((await explained(sql)).planned)).toEqual(['Result']);
  });

  test('COMMIT commits nothing', async () => {
    const { planned } = await explained('BEGIN; DELETE FROM a; COMMIT; SELECT 1');
    expect(kinds(planned)).toEqual(['left out', 'ModifyTable', 'left out', 'Result']);
    expect(await rowsIn()).toEqual({ count: 1000 });
  });

  test('a mistake ends it, after the plans of those before', async () => {
    for (const [wrong, sqlstate] of [
      ['SELEC 1', '42601'],
      ['SELECT * FROM nowhere', '42P01'],
    ]) {
      const { planned, refusal } = await explained(`SELECT 1; ${wrong}; SELECT 2`);
      expect(kinds(planned)).toEqual(['Result']);
      expect(refusal?.sqlstate).toBe(sqlstate);
    }
  });
});
