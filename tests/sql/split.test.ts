/** A script is cut where PostgreSQL would cut it. */
import { expect, test } from 'vitest';
import { splitStatements } from '../../src/sql/split.ts';

test.each([
  ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
  ['SELECT 1', ['SELECT 1']],
  [' ;; ', []],
  ['-- a; b\n/* c; /* d; */ e; */', []],
  ['-- first\nSELECT 1; -- second; third\nSELECT 2', ['-- first\nSELECT 1', '-- second; third\nSELECT 2']],
  ["SELECT 'a;''b;'; SELECT 2", ["SELECT 'a;''b;'", 'SELECT 2']],
  ["SELECT E'a\\';b'; SELECT 2", ["SELECT E'a\\';b'", 'SELECT 2']],
  ["SELECT 'a\\'; SELECT 2", ["SELECT 'a\\'", 'SELECT 2']],
  ['SELECT 1 AS "a;""b;"; SELECT 2', ['SELECT 1 AS "a;""b;"', 'SELECT 2']],
  ['DO $$ BEGIN NULL; END $$; SELECT 2', ['DO $$ BEGIN NULL; END $$', 'SELECT 2']],
  ['DO $a$ SELECT $$;$$; $a$; SELECT 2', ['DO $a$ SELECT $$;$$; $a$', 'SELECT 2']],
  ['PREPARE p AS SELECT $1 + 1; EXECUTE p(2)', ['PREPARE p AS SELECT $1 + 1', 'EXECUTE p(2)']],
  ['SELECT a$b$ FROM t; SELECT c$b$ FROM t', ['SELECT a$b$ FROM t', 'SELECT c$b$ FROM t']],
  ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3', undefined],
  ["SELECT 'never ends; SELECT 2", ["SELECT 'never ends; SELECT 2"]],
  ['/* never ends; SELECT 2', []],
])('%j', (script, statements) => {
  expect(splitStatements(script)).toEqual(
    statements ?? ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
  );
});

test('the body of an SQL function is not cut', () => {
  const script = 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END';
  expect(splitStatements(script)).toEqual([script]);
});
