/** What PostgreSQL answered when the page's statements were run, kept in a file beside them: marked R, with version and date. */
import type { PGlite } from '@electric-sql/pglite';
import type { Answer, ConsoleSetup } from './answer.ts';
import { explainScript } from './explain-script.ts';
import type { Plan } from './plan.ts';
import { runScript } from './run.ts';
import type { Statement } from './statements.ts';

export interface Recorded {
  /** "PostgreSQL 18.6 (PGlite 0.5.16)" */
  readonly version: string;
  /** The day, as 2026-01-31. */
  readonly date: string;
  readonly statements: Readonly<
    Record<string, { readonly sql: string; readonly answer: Answer; readonly plan?: Plan }>
  >;
}

/** Enough for every answer of a page. */
const ROWS = 50;

/** `database` holds the scripts of the setup already. */
export async function record(
  database: PGlite,
  setup: ConsoleSetup,
  statements: readonly Statement[],
  date: string,
): Promise<Recorded> {
  const { rows } = await database.query<{ readonly version: string }>('SELECT version()');
  const answers: Record<string, Recorded['statements'][string]> = {};
  for (const { id, as, sql, plan } of statements) {
    const actor = setup.actors[as];
    if (actor === undefined)
      throw new Error(`unknown actor "${as}" in the statement "${id}"; known: ${Object.keys(setup.actors).join(', ')}`);
    const order = { actor, sql, rowLimit: ROWS, takeBack: !/^BEGIN\b/m.test(sql) };
    const answer = await runScript(database, setup, order);
    const [first] = plan ? (await explainScript(database, setup, order)).planned : [];
    answers[id] = { sql, answer, ...(first !== undefined && 'plan' in first && { plan: first.plan }) };
  }
  return {
    version: /^PostgreSQL [\d.]+ \([^)]*\)/.exec(rows[0]?.version ?? '')?.[0] ?? 'PostgreSQL',
    date,
    statements: answers,
  };
}
