/** Runs a script as somebody, on a database that is already there. The session is as before afterwards. */
import type { PGliteInterface, Results } from '@electric-sql/pglite';
import type { Actor, Answer, ConsoleSetup, Done, Refusal } from './answer.ts';

type Database = Pick<PGliteInterface, 'exec'>;

export interface Order {
  readonly actor: Actor;
  readonly sql: string;
  /** At most so many rows of each result come back. */
  readonly rowLimit: number;
  /** Take everything back that it changed: recordings must not meet each other's rows. */
  readonly takeBack?: boolean;
}

export async function runScript(
  database: Database,
  { always }: Pick<ConsoleSetup, 'always'>,
  order: Order,
): Promise<Answer> {
  const { actor, sql, rowLimit, takeBack } = order;
  return asSomebody(database, `${always}; ${actor.setup}${takeBack ? '; BEGIN' : ''}`, async () => {
    const results = await database.exec(limited(sql, rowLimit), TEXT);
    return {
      done: worthShowing(results.map((result, i) => doneOf(result, results[i - 1]?.affectedRows ?? 0, rowLimit))),
    };
  });
}

/** Works in a session of somebody's, and puts it back as it was. */
export async function asSomebody<T>(
  database: Database,
  setup: string,
  work: () => Promise<T>,
): Promise<T | { readonly refusal: Refusal }> {
  try {
    await database.exec(setup);
    return await work();
  } catch (error) {
    return { refusal: refusalOf(error) };
  } finally {
    // Outside of a transaction ROLLBACK is only a warning. DISCARD wants to be alone; it takes temporary tables, prepared
    // statements, settings and locks with it, and leaves the role as it is.
    await database.exec('ROLLBACK; RESET ROLE');
    await database.exec('DISCARD ALL');
    await expectAnswer(database);
  }
}

/**
 * What its engine breaks off in the middle, such as a recursion too deep, PGlite may take for an answer; after that it answers
 * everything with nothing. Throws then: whoever made this database has to make another one.
 */
async function expectAnswer(database: Database): Promise<void> {
  const [result] = await database.exec('SELECT 1');
  if (result?.rows.length !== 1) throw new Error('PostgreSQL has broken down, as it may after endless recursion.');
}

/** Every value as PostgreSQL writes it: a reader sees 't', '{1,2}' and '2026-01-05', as in psql. */
const asWritten = (value: string): string => value;
/** The types that PostgreSQL brings along, arrays among them, are numbered below this. */
const BUILT_IN = 10_000;
const TEXT = {
  rowMode: 'array' as const,
  parsers: Object.fromEntries(Array.from({ length: BUILT_IN }, (_, type) => [type, asWritten])),
};

/** A single query is read through a cursor, so that a million rows are never fetched to show two hundred. */
function limited(sql: string, rowLimit: number): string {
  const one = sql.trim().replace(/;\s*$/, '');
  const plain =
    /^(?:SELECT|TABLE|VALUES)\b/i.test(one) &&
    !one.includes(';') &&
    !/\b(?:INTO|FOR\s+(?:UPDATE|SHARE|NO\s+KEY|KEY))\b/i.test(one);
  return plain ? `BEGIN; DECLARE answer NO SCROLL CURSOR FOR ${one}\n; FETCH ${rowLimit + 1} FROM answer; COMMIT` : sql;
}

/** PGlite counts changed rows over the whole script; `before` is what had been changed already. */
function doneOf(result: Results, before: number, rowLimit: number): Done {
  const columns = result.fields.map(({ name }) => name);
  const rows = result.rows as unknown as (string | null)[][]; // `rowMode: 'array'`, which its type does not know
  const changed = (result.affectedRows ?? 0) - before;
  if (columns.length === 0) return { table: null, changed };
  const shown = affordable(rows.slice(0, rowLimit).map((row) => row.map(shownValue)));
  return { table: { columns, rows: shown, cut: rows.length > shown.length }, changed };
}

/** More of one value nobody reads, and a page that has to lay out megabytes stands still. */
const MOST_OF_VALUE = 1_000;
const MOST_OF_RESULT = 200_000;

const shownValue = (value: string | null): string | null =>
  value === null || value.length <= MOST_OF_VALUE
    ? value
    : `${value.slice(0, MOST_OF_VALUE)}… (${value.length.toLocaleString('en')} characters)`;

/** The first row, and as many more as there is room for. */
function affordable(rows: readonly (readonly (string | null)[])[]): readonly (readonly (string | null)[])[] {
  let left = MOST_OF_RESULT;
  const room = rows.findIndex((row, i) => {
    left -= row.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    return left < 0 && i > 0;
  });
  return room < 0 ? rows : rows.slice(0, room);
}

/** BEGIN and SET say nothing; a script of nothing else is done. */
function worthShowing(all: readonly Done[]): readonly Done[] {
  const said = all.filter(({ table, changed }) => table !== null || changed > 0);
  return said.length > 0 ? said : all.slice(-1);
}

export function refusalOf(error: unknown): Refusal {
  const { code, message, detail, hint, position } = error as Partial<
    Record<'code' | 'message' | 'detail' | 'hint' | 'position', string>
  >;
  return {
    sqlstate: code ?? 'unknown',
    message: message ?? String(error),
    ...(detail && { detail }),
    ...(hint && { hint }),
    ...(position && { position: Number(position) }),
  };
}
