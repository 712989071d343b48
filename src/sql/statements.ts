/** A page's statements, from the file in which an author writes them: a head of `-- name: value` lines, then SQL. */

export interface Statement {
  readonly id: string;
  readonly title: string;
  /** The heading that it stands under: its own, or that of the one before. */
  readonly group: string;
  /** The name of an actor. */
  readonly as: string;
  readonly says: string;
  /** Whether its plan is recorded, too. */
  readonly plan: boolean;
  /** Whether it gives somebody what is another's: that is what it is here to show. */
  readonly crosses: boolean;
  readonly sql: string;
}

const HEAD = /^-- (id|title|group|as|says|plan|crosses): (.+)$/;

/** Throws with the file's name and what is missing. */
export function readStatements(file: string, text: string): readonly Statement[] {
  let group = '';
  return text
    .split(/^(?=-- id: )/m)
    .filter((part) => part.startsWith('-- id: '))
    .map((part) => {
      const read = readOne(file, part, group);
      group = read.group;
      return read;
    });
}

function readOne(file: string, part: string, group: string): Statement {
  const lines = part.trimEnd().split('\n');
  const found = lines.findIndex((line) => !HEAD.test(line));
  const end = found < 0 ? lines.length : found;
  const head = new Map(lines.slice(0, end).map((line) => HEAD.exec(line)?.slice(1, 3) as [string, string]));
  const given = (name: string): string => {
    const value = head.get(name);
    if (value === undefined)
      throw new Error(
        `${file}: the statement "${head.get('id')}" has no "-- ${name}: …" line; it has ${[...head.keys()].join(', ')}`,
      );
    return value;
  };
  const sql = lines.slice(end).join('\n').trim();
  if (sql === '') throw new Error(`${file}: the statement "${given('id')}" has no SQL`);
  return {
    id: given('id'),
    title: given('title'),
    group: head.get('group') ?? group,
    as: given('as'),
    says: given('says'),
    plan: head.get('plan') === 'yes',
    crosses: head.get('crosses') === 'yes',
    sql,
  };
}

/** Where a statement stands on its page. */
export const anchorOf = (id: string): string => `sql-${id}`;

/** Which of the tables a statement names. */
export const tablesIn = (sql: string, tables: readonly string[]): readonly string[] =>
  tables.filter((table) =>
    new RegExp(`\\b${table}\\b(?!\\.)`, 'i').test(sql.replace(/--.*$/gm, '').replace(/'[^']*'/g, '')),
  );

/** A statement as far as there is room for it in a line. */
export const shortened = (sql: string): string => (sql.length > 120 ? `${sql.slice(0, 120)}…` : sql);
