/** case-studies/rate-limiting/schema.sql, run by PostgreSQL (PGlite): what it keeps, and what it refuses. */
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const file = 'case-studies/rate-limiting/schema.sql';
const schema = readFileSync(file, 'utf8');
let database: PGlite;

beforeAll(async () => {
  database = new PGlite();
  await database.exec(schema).catch((error: Error & { readonly position?: string }) => {
    const line = error.position && schema.slice(0, Number(error.position)).split('\n').length;
    throw new Error(`${file}${line ? `:${line}` : ''} does not run on PostgreSQL: ${error.message}`, { cause: error });
  });
}, 120_000); // a whole PostgreSQL starts
// Each test has the tables to itself; what it does is taken back.
afterEach(() => database.exec('rollback'));
beforeEach(async () => {
  await database.exec('begin');
  await database.exec(`
    insert into policy values ('default', 1, 100, 60000, 20), ('high', 1, 1000, 60000, 100), ('default', 2, 200, 60000, 20);
    insert into tier values ('free', 'default', 1), ('paid', 'high', 1);
    insert into tenant values ('acme', 'free'), ('globex', 'paid');
  `);
});

type Override = readonly [tenant: string, from: string, to: string, author?: string, reason?: string];
const override = (...[tenant, from, to, author = 'ada', reason = 'launch']: Override) =>
  database.query('insert into override values ($1, $2, 1, $3, $4, $5, $6)', [tenant, 'high', from, to, author, reason]);
const limitOf = async (tenant: string, moment: string): Promise<number> => {
  const { rows } = await database.query<{ limit_count: number }>(
    'select limit_count from policy_at($1) where tenant = $2',
    [moment, tenant],
  );
  return Number(rows[0]?.limit_count);
};

test('a tenant is held to its tier’s policy, and to its override while that holds', async () => {
  await override('acme', '2026-03-01', '2026-03-08');
  expect(await limitOf('acme', '2026-02-28')).toBe(100);
  expect(await limitOf('acme', '2026-03-01')).toBe(1000);
  expect(await limitOf('acme', '2026-03-07 23:59:59')).toBe(1000);
  expect(await limitOf('acme', '2026-03-08')).toBe(100);
  expect(await limitOf('globex', '2026-03-01')).toBe(1000);
});

test('each tenant is held to exactly one policy at any moment', async () => {
  await override('acme', '2026-03-01', '2026-03-08');
  const { rows } = await database.query('select tenant from policy_at($1)', ['2026-03-02']);
  expect(rows).toHaveLength(2);
});

test('a tier moves to a new version without touching the old one', async () => {
  await database.query("update tier set policy_version = 2 where name = 'free'");
  expect(await limitOf('acme', '2026-03-01')).toBe(200);
});

test.each([
  ['a limit of nothing', "insert into policy values ('none', 1, 0, 60000, 1)", /check constraint/],
  ['a burst beyond the limit', "insert into policy values ('odd', 1, 10, 60000, 11)", /check/],
  ['a window below a second', "insert into policy values ('fast', 1, 10, 10, 1)", /window_ms/],
  ['a policy that is changed', "update policy set burst = 1 where name = 'high'", /policy: rows are never changed/],
  ['a tier without a policy', "insert into tier values ('gold', 'golden', 1)", /foreign key/],
  ['a tenant without a tier', "insert into tenant values ('hooli', 'gold')", /foreign key/],
  ['a policy in use that is deleted', "delete from policy where name = 'high'", /foreign key/],
])('%s is refused', async (_, statement, message) => {
  await expect(database.exec(statement)).rejects.toThrow(message);
});

test.each<[string, Override, RegExp]>([
  ['ends before it starts', ['acme', '2026-03-08', '2026-03-01'], /check/],
  ['has no end in sight', ['acme', '2026-03-01', '2027-03-01'], /check/],
  ['nobody wrote', ['acme', '2026-03-01', '2026-03-08', ''], /author/],
  ['nobody explained', ['acme', '2026-03-01', '2026-03-08', 'ada', ''], /reason/],
])('an override that %s is refused', async (_, row, message) => {
  await expect(override(...row)).rejects.toThrow(message);
});

test('two overrides of one tenant at the same time are refused; one after the other, and of two tenants, are not', async () => {
  await override('acme', '2026-03-01', '2026-03-08');
  await override('acme', '2026-03-08', '2026-03-09');
  await override('globex', '2026-03-01', '2026-03-08');
  await expect(override('acme', '2026-03-07', '2026-03-10')).rejects.toThrow(/has one in that time already/);
});

test('an override is history: it is not changed', async () => {
  await override('acme', '2026-03-01', '2026-03-08');
  await expect(database.exec("update override set author = 'bob'")).rejects.toThrow(/override: rows are never changed/);
});
