/**
 * recorded.json is what PostgreSQL answers to statements.sql: run them again and compare, all but the times.
 * `UPDATE_RECORDED=1 npx vitest run simulations/tenant-data/recorded.test.ts` writes it anew (then `npm run format`, and read the diff).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Answer } from '../../src/sql/answer.ts';
import { openDatabase } from '../../src/sql/open.ts';
import type { Plan, PlanNode } from '../../src/sql/plan.ts';
import { type Recorded, record } from '../../src/sql/recorded.ts';
import { readStatements } from '../../src/sql/statements.ts';

const file = (name: string): URL => new URL(name, import.meta.url);
const read = (name: string): string => readFileSync(file(name), 'utf8');
interface ConsoleFile {
  readonly scripts: readonly string[];
  readonly always: string;
  readonly actors: Readonly<Record<string, Actor>>;
}

test('PostgreSQL answers as it did', async () => {
  const { scripts, always, actors } = JSON.parse(read('console.json')) as ConsoleFile;
  const made = scripts.map(read);
  const database = await openDatabase(...made);
  try {
    const today = new Date().toISOString().slice(0, 10);
    const statements = readStatements('statements.sql', read('statements.sql'));
    const now = await record(database, { scripts: made, always, actors }, statements, today);
    if (process.env.UPDATE_RECORDED) writeFileSync(file('recorded.json'), `${JSON.stringify(now, null, 1)}\n`);
    expect(timeless(now)).toEqual(timeless(JSON.parse(read('recorded.json')) as Recorded));
  } finally {
    await database.close();
  }
}, 120_000);

test('a statement of a tenant that is not marked as crossing gives no other tenant away', () => {
  const kept = JSON.parse(read('recorded.json')) as Recorded;
  const own: Readonly<Record<string, string>> = { acme: '1', birch: '2' };
  const foreign = readStatements('statements.sql', read('statements.sql'))
    .filter(({ as, crosses }) => own[as] !== undefined && !crosses)
    .flatMap(({ id, as }) => tenantsIn(kept.statements[id]?.answer).map((tenant) => ({ id, as: own[as], tenant })))
    .filter(({ as, tenant }) => tenant !== as);
  expect(foreign).toEqual([]);
});
const tenantsIn = (answer: Answer | undefined): readonly unknown[] =>
  answer === undefined || 'refusal' in answer
    ? []
    : answer.done.flatMap(({ table }) => {
        const column = table?.columns.indexOf('tenant_id') ?? -1;
        return column < 0 ? [] : (table?.rows.map((row) => row[column]) ?? []);
      });

/** Times differ from run to run, pages with what the caches hold. */
const timeless = ({ statements, version }: Recorded) => ({
  version,
  statements: Object.entries(statements).map(([id, { sql, answer, plan }]) => [
    id,
    sql,
    answer,
    plan && [shape(plan.root), plan.indexes],
  ]),
});
type Shape = readonly [does: PlanNode['does'], on: string, rows: number, children: readonly Shape[]];
const shape = ({ does, on, rows, children }: Plan['root']): Shape => [does, on, rows, children.map(shape)];
