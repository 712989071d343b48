/**
 * The model's tables against PostgreSQL: every run of the model is replayed, statement by statement, on a database made from
 * schema.sql and seed.sql with the same layers taken away; rows and SQLSTATEs have to be the same.
 */
import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { play, recipeOf, type Step } from '../../src/kernel/index.ts';
import { openDatabase } from '../../src/sql/open.ts';
import type { ConnectionEvent } from './connection.ts';
import model from './index.ts';
import { knobs, type TenantParams } from './knobs.ts';
import { invoices, memberships, names, projects, subdomains, tenants } from './people.ts';
import type { Verdict } from './policy.ts';
import { sqlOf } from './statement.ts';

const script = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
let database: PGlite;
beforeAll(async () => {
  database = await openDatabase(script('schema.sql'), script('seed.sql'), 'SET search_path = saas');
}, 120_000);
afterAll(() => database.close());

const rowsOf = async <T>(sql: string): Promise<T[]> => (await database.query<T>(sql)).rows;

describe('the rows of the model are those of seed.sql', () => {
  test('tenants', async () => {
    expect(await rowsOf('SELECT tenant_id AS id, subdomain FROM tenants ORDER BY 1')).toEqual(
      tenants.map((id) => ({ id, subdomain: subdomains[id] })),
    );
  });
  test('invoices and projects', async () => {
    expect(
      await rowsOf(
        'SELECT tenant_id AS tenant, invoice_id AS id, paid_on IS NOT NULL AS paid FROM invoices ORDER BY 2',
      ),
    ).toEqual(invoices);
    expect(await rowsOf('SELECT tenant_id AS tenant, project_id AS id FROM projects ORDER BY 2')).toEqual(projects);
  });
  test('memberships, roles and their bits', async () => {
    const sql = `SELECT m.tenant_id AS tenant, u.name AS who, r.name AS role, r.permissions AS mask
      FROM memberships m JOIN users u USING (user_id) JOIN roles r USING (tenant_id, role_id)`;
    expect(await rowsOf(sql)).toEqual(
      expect.arrayContaining(memberships.map((one) => ({ ...one, who: names[one.who] }))),
    );
  });
  test('a bit is asked for in SQL as in the model', async () => {
    expect(await rowsOf('SELECT name FROM roles WHERE permissions & 4 <> 0 ORDER BY 1')).toEqual([
      { name: 'accountant' },
      { name: 'manager' },
    ]);
  });
});

const roles = { app: 'app', owner: 'app_owner', admin: 'app_admin' } as const;
const guarded = ['users', 'roles', 'memberships', 'projects', 'tasks', 'invoices', 'audit_log', 'outbox'];

/** The layers of the database that a run goes without. */
async function shape({ policies, adminScope, foreignKey }: TenantParams): Promise<void> {
  const enable = policies === 'off' ? 'DISABLE' : 'ENABLE';
  const force = policies === 'forced' ? 'FORCE' : 'NO FORCE';
  for (const table of guarded)
    await database.exec(`ALTER TABLE ${table} ${enable} ROW LEVEL SECURITY, ${force} ROW LEVEL SECURITY`);
  await database.exec(`ALTER ROLE app_admin ${adminScope === 'all' ? 'BYPASSRLS' : 'NOBYPASSRLS'}`);
  await database.exec('ALTER TABLE tasks DROP CONSTRAINT IF EXISTS tasks_project');
  await database.exec('ALTER TABLE projects DROP CONSTRAINT IF EXISTS projects_id');
  await database.exec(
    foreignKey === 'id'
      ? `ALTER TABLE projects ADD CONSTRAINT projects_id UNIQUE (project_id);
         ALTER TABLE tasks ADD CONSTRAINT tasks_project FOREIGN KEY (project_id) REFERENCES projects (project_id)`
      : 'ALTER TABLE tasks ADD CONSTRAINT tasks_project FOREIGN KEY (tenant_id, project_id) REFERENCES projects',
  );
}

/** One connection: what the model's connection was told, in its order, told to PostgreSQL. */
async function replay(steps: readonly Step[]): Promise<{ readonly model: Verdict[]; readonly postgres: Verdict[] }> {
  const said: Verdict[] = [];
  const answered: Verdict[] = [];
  let failed = false;
  let began = false;
  for (const { event, component } of steps) {
    if (component.kindName !== 'connection') continue;
    const told = event as unknown as ConnectionEvent;
    // A request that sets nothing begins its transaction with the statement.
    if ((told.type === 'SET' || told.type === 'QUERY') && !began) {
      await database.exec('BEGIN');
      began = true;
    }
    if (told.type === 'SET') await database.exec(`SET ${told.local ? 'LOCAL' : ''} app.tenant = '${told.tenant}'`);
    if (told.type === 'RESULT') said.push(told.verdict as Verdict);
    if (told.type === 'COMMIT') {
      await database.exec(failed ? 'ROLLBACK' : 'COMMIT');
      began = failed = false;
    }
    if (told.type === 'QUERY') {
      const answer = await execute(told);
      failed = 'sqlstate' in answer;
      answered.push(answer);
    }
  }
  return { model: said, postgres: answered };
}

async function execute({ role, statement }: ConnectionEvent & { readonly type: 'QUERY' }): Promise<Verdict> {
  try {
    await database.exec(`SET LOCAL ROLE ${roles[role]}`);
    const added = statement.verb.startsWith('add');
    const { rows } = await database.query<{ tenant_id: 1 | 2; invoice_id: number; project_id?: number }>(
      `${sqlOf(statement)}${added ? ' RETURNING *' : ''}`,
    );
    if (!added) return { rows: rows.map((row) => ({ tenant: row.tenant_id, id: row.invoice_id })) };
    const [row] = rows as [(typeof rows)[number]];
    return statement.verb === 'add-task'
      ? { written: { table: 'tasks', tenant: row.tenant_id, project: Number(row.project_id) } }
      : { written: { table: 'invoices', tenant: row.tenant_id } };
  } catch (error) {
    return { sqlstate: (error as { code: '42501' | '23503' }).code };
  }
}

/** As after seed.sql, whatever the run before has left. */
async function clean(): Promise<void> {
  await database.exec('ROLLBACK; RESET ROLE; RESET app.tenant');
  await database.exec("DELETE FROM tasks WHERE title = 'Look around'; DELETE FROM invoices WHERE number = '2026-900'");
}

async function verdictsOf(scenario: string, changed: Partial<TenantParams> = {}) {
  const recipe = recipeOf(model, scenario, { knobs: { ...model.scenarios[scenario]?.knobs, ...changed } });
  const played = play(model, recipe);
  await clean();
  await shape({ ...defaults, ...(recipe.knobs as Partial<TenantParams>) });
  return replay([...played.history.steps]);
}
const defaults = Object.fromEntries(
  Object.entries(knobs).map(([name, { initial }]) => [name, initial]),
) as TenantParams;

describe('the verdicts of the model are those of PostgreSQL', () => {
  test.each(Object.keys(model.scenarios))('%s', async (scenario) => {
    const { model: said, postgres } = await verdictsOf(scenario);
    expect(said).toEqual(postgres);
  });

  const asks = Object.keys(knobs.asks.options) as TenantParams['asks'][];
  const layers = asks.flatMap((who) =>
    (['off', 'enabled', 'forced'] as const).flatMap((policies) =>
      (['app', 'owner'] as const).flatMap((connectsAs) =>
        (['local', 'session'] as const).map((context) => ({ asks: who, policies, connectsAs, context })),
      ),
    ),
  );
  test.each(layers)('$asks, policies $policies, as $connectsAs, context $context', async (layer) => {
    const off = {
      predicate: false,
      jobContext: false,
      jobConnectsAs: layer.connectsAs,
      foreignKey: 'id',
      cache: 'none',
      adminScope: 'all',
      membership: 'token',
    } as const;
    const { model: said, postgres } = await verdictsOf('verify', { ...off, ...layer });
    expect(postgres.length).toBeGreaterThan(0);
    expect(said).toEqual(postgres);
  });
});

describe('what surprises', () => {
  beforeAll(async () => {
    await clean();
    await shape(defaults);
  });
  const tenant = () => rowsOf<{ is: string | null }>("SELECT current_setting('app.tenant', true) AS is");
  const fails = async (sql: string): Promise<string> => {
    try {
      await database.query(sql);
      return 'it did not fail';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('a setting that was set once is an empty text for ever, and an empty text is no number', async () => {
    await database.exec("BEGIN; SET LOCAL app.tenant = '1'; COMMIT");
    expect(await tenant()).toEqual([{ is: '' }]);
    expect(await fails("SELECT current_setting('app.tenant', true)::bigint")).toBe('22P02');
    expect(await rowsOf('SELECT current_tenant() AS is')).toEqual([{ is: null }]);
    await database.exec("SET app.tenant = '1'; RESET app.tenant");
    expect(await tenant()).toEqual([{ is: '' }]);
  });

  test('SET LOCAL outside of a transaction sets nothing', async () => {
    await database.exec("SET LOCAL app.tenant = '1'");
    expect(await rowsOf('SELECT current_tenant() AS is')).toEqual([{ is: null }]);
  });

  test('under a policy LIKE does not narrow an index, because it is not leakproof; equality does', async () => {
    const planOf = async (role: string, condition: string): Promise<string> => {
      await database.exec(`BEGIN; SET LOCAL ROLE ${role}; SET LOCAL app.tenant = '1'`);
      const rows = await rowsOf<{ 'QUERY PLAN': string }>(
        `EXPLAIN (COSTS OFF) SELECT invoice_id FROM invoices WHERE ${condition}`,
      );
      await database.exec('ROLLBACK');
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    await database.exec(`INSERT INTO invoices (tenant_id, number, amount_cents)
        SELECT 1 + i % 2, 'many-' || lpad(i::text, 6, '0'), i FROM generate_series(1, 5000) i;
      CREATE INDEX by_number ON invoices (number text_pattern_ops); ANALYZE invoices`);
    expect(await planOf('postgres', "number LIKE 'many-0012%'")).toContain('by_number');
    expect(await planOf('app', "number LIKE 'many-0012%'")).not.toContain('by_number');
    expect(await planOf('app', "number = 'many-000124'")).toContain('by_number');
    await database.exec("DROP INDEX by_number; DELETE FROM invoices WHERE number LIKE 'many-%'");
  });

  test('SET takes no parameter, set_config does', async () => {
    expect(await fails('PREPARE work_for(text) AS SET LOCAL app.tenant = $1')).toBe('42601');
    await database.exec(
      "BEGIN; PREPARE work_for(text) AS SELECT set_config('app.tenant', $1, true); EXECUTE work_for('2')",
    );
    expect(await rowsOf('SELECT current_tenant()::int AS is')).toEqual([{ is: 2 }]);
    await database.exec('COMMIT; DEALLOCATE work_for');
    expect(await rowsOf('SELECT current_tenant() AS is')).toEqual([{ is: null }]);
  });

  test('the body of an SQL function leads the search in the index; PL/pgSQL, VOLATILE by default, is asked for every row', async () => {
    const plan = async (change: string): Promise<string> => {
      await database.exec(
        `BEGIN; ${change}; SET LOCAL ROLE app; SET LOCAL app.tenant = '1'; SET LOCAL enable_seqscan = off`,
      );
      const rows = await rowsOf<{ 'QUERY PLAN': string }>('EXPLAIN (COSTS OFF) SELECT * FROM invoices');
      await database.exec('ROLLBACK');
      return rows.map((row) => row['QUERY PLAN']).join(' ');
    };
    const inPlpgsql = (volatility: string) =>
      `CREATE OR REPLACE FUNCTION current_tenant() RETURNS bigint LANGUAGE plpgsql ${volatility} AS
       $$ BEGIN RETURN nullif(current_setting('app.tenant', true), '')::bigint; END $$`;
    expect(await plan('')).toMatch(/Index Cond: \(tenant_id = \(NULLIF/);
    expect(await plan('ALTER FUNCTION current_tenant() VOLATILE')).toMatch(/Index Cond: \(tenant_id = \(NULLIF/);
    expect(await plan(inPlpgsql(''))).toMatch(/Filter: \(tenant_id = current_tenant\(\)\)/);
    expect(await plan(inPlpgsql('STABLE'))).toMatch(/Index Cond: \(tenant_id = current_tenant\(\)\)/);
  });

  test('before it was ever set it is NULL, or with one argument an error', async () => {
    const fresh = await openDatabase();
    try {
      expect((await fresh.query("SELECT current_setting('app.tenant', true) AS is")).rows).toEqual([{ is: null }]);
      await expect(fresh.query("SELECT current_setting('app.tenant')")).rejects.toMatchObject({ code: '42704' });
    } finally {
      await fresh.close();
    }
  });

  test('the billing address of a tenant is refused by privilege, where no policy is', async () => {
    await database.exec('SET ROLE app');
    expect(await fails('SELECT billing_email FROM tenants')).toBe('42501');
    expect(await rowsOf('SELECT count(*)::int AS n FROM tenants')).toEqual([{ n: 2 }]);
    await database.exec('RESET ROLE');
  });

  test('a materialized view and a copy take no policy along: whoever may read them reads every tenant', async () => {
    await database.exec(`BEGIN; CREATE MATERIALIZED VIEW kept AS SELECT * FROM invoices;
      CREATE TABLE copy (LIKE invoices INCLUDING ALL); INSERT INTO copy SELECT * FROM invoices;
      GRANT SELECT ON kept, copy TO app; SET LOCAL ROLE app; SET LOCAL app.tenant = '2'`);
    const tenantsOf = async (table: string) =>
      (await rowsOf<{ t: number }>(`SELECT DISTINCT tenant_id::int AS t FROM ${table} ORDER BY 1`)).map(({ t }) => t);
    expect(await tenantsOf('invoices')).toEqual([2]);
    expect(await tenantsOf('kept')).toEqual([1, 2]);
    expect(await tenantsOf('copy')).toEqual([1, 2]);
    await database.exec('RESET ROLE');
    expect(await fails('ALTER TABLE kept ENABLE ROW LEVEL SECURITY')).toBe('42809');
    await database.exec('ROLLBACK');
  });

  test('a member of the owner is as free of policies as the owner, until they are forced', async () => {
    const tenants = () => rowsOf<{ n: number }>('SELECT count(DISTINCT tenant_id)::int AS n FROM invoices');
    await database.exec(`BEGIN; GRANT app_owner TO app; ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
      SET LOCAL ROLE app; SET LOCAL app.tenant = '2'`);
    expect(await tenants()).toEqual([{ n: 2 }]);
    await database.exec('RESET ROLE; ALTER TABLE invoices FORCE ROW LEVEL SECURITY; SET LOCAL ROLE app');
    expect(await tenants()).toEqual([{ n: 1 }]);
    await database.exec('ROLLBACK');
  });

  test('row_security = off refuses whom a policy would filter, the forced owner too, and turns no policy off', async () => {
    for (const role of ['app', 'app_owner', 'app_admin']) {
      await database.exec(`BEGIN; SET LOCAL ROLE ${role}; SET LOCAL app.tenant = '2'; SET LOCAL row_security = off`);
      expect([role, await fails('SELECT * FROM invoices')]).toEqual([role, '42501']);
      await database.exec('ROLLBACK');
    }
    await database.exec('BEGIN; SET LOCAL row_security = off');
    expect(await rowsOf('SELECT count(DISTINCT tenant_id)::int AS tenants FROM invoices')).toEqual([{ tenants: 2 }]);
    await database.exec('ROLLBACK');
  });

  test('the application cannot change its own log', async () => {
    await database.exec('SET ROLE app');
    expect(await fails("UPDATE audit_log SET action = 'nothing'")).toBe('42501');
    expect(await fails('DELETE FROM audit_log')).toBe('42501');
    await database.exec('RESET ROLE');
  });
});
