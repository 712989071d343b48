/** A database schema as plain data: what the catalogue of PostgreSQL says after the script was run. */

export interface Column {
  readonly name: string;
  /** As PostgreSQL prints it: "bigint", "character(3)". */
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly identity: boolean;
  readonly comment: string | null;
}

export interface Key {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ForeignKey extends Key {
  /** The table that it refers to, and the columns there. */
  readonly table: string;
  readonly targetColumns: readonly string[];
  /** "NO ACTION", "CASCADE" … */
  readonly onDelete: string;
  readonly comment: string | null;
  /** The first index that begins with its columns in any order; null when a delete at the other end has to read the whole table. */
  readonly index: string | null;
}

export interface Index {
  readonly name: string;
  /** Columns or expressions, in their order, with DESC where it is. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** The condition of a partial index. */
  readonly where: string | null;
}

export interface Policy {
  readonly name: string;
  /** "ALL", "SELECT" … */
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly comment: string | null;
}

export interface Grant {
  readonly role: string;
  readonly privileges: readonly string[];
  /** The columns that a privilege is limited to; none means the whole table. */
  readonly columns: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly comment: string | null;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly primaryKey: Key | null;
  readonly uniques: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly string[];
  readonly indexes: readonly Index[];
  /** Row-level security: forced binds the owner, too. */
  readonly security: 'off' | 'enabled' | 'forced';
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
}

export interface Schema {
  /** The version of PostgreSQL that read it. */
  readonly version: string;
  readonly tables: readonly Table[];
}

export function tableNamed(schema: Schema, name: string): Table {
  const found = schema.tables.find((table) => table.name === name);
  if (found) return found;
  throw new Error(`unknown table "${name}"; known: ${schema.tables.map((table) => table.name).join(', ')}`);
}

/** Foreign keys that refer to a table, with the table that has them. */
export const referrersOf = (
  schema: Schema,
  name: string,
): readonly { readonly from: Table; readonly key: ForeignKey }[] =>
  schema.tables.flatMap((from) => from.foreignKeys.filter(({ table }) => table === name).map((key) => ({ from, key })));

/** How many rows stand at the ends of a key: `optional`, whether a row may refer to none; `unique`, whether at most one refers to each. */
export function manyOf(from: Table, key: Key): { readonly optional: boolean; readonly unique: boolean } {
  return {
    optional: key.columns.some((name) => from.columns.find((column) => column.name === name)?.nullable),
    unique: [from.primaryKey, ...from.uniques].some((one) =>
      one?.columns.every((column) => key.columns.includes(column)),
    ),
  };
}
