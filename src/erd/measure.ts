/** How large a table's box is: the drawing sets names and types in a mono, so widths are counts of characters. */
import type { Column, Schema, Table } from './schema.ts';

export const HEAD = 30;
export const ROW = 19;
const FOOT = 6;
/** Left of a name: the mark of a foreign key or of the tenant. Between name and type: air. */
export const MARKS = 20;
const AIR = 10;
export const EDGE = 7;
const NAME = 7.2;
const TITLE = 8.2;
const SHIELD = 26;

const SHORT: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'character varying': 'varchar',
  'double precision': 'float8',
};

/** "character(3)" → "char(3)"; a question mark stands for nullable. */
export const shortType = ({ type, nullable }: Column): string =>
  `${SHORT[type] ?? type.replace(/^character varying/, 'varchar').replace(/^character/, 'char')}${nullable ? '?' : ''}`;

/** Columns that are in a primary or a foreign key: what a narrow drawing has room for. */
export function keyColumns(table: Table): readonly Column[] {
  const inKeys = new Set([table.primaryKey, ...table.foreignKeys].flatMap((key) => key?.columns ?? []));
  return table.columns.filter(({ name }) => inKeys.has(name));
}

export const heightOf = (rows: number): number => HEAD + rows * ROW + FOOT;

export function widthOf(table: Table, columns: readonly Column[]): number {
  const rows = columns.map(
    (column) => MARKS + column.name.length * NAME + AIR + shortType(column).length * NAME + EDGE,
  );
  const shield = table.security === 'off' ? 0 : SHIELD;
  return Math.ceil(Math.max(EDGE + table.name.length * TITLE + shield + EDGE, ...rows));
}

/** The middle of a row, below the top of its box. */
export const rowAt = (index: number): number => HEAD + (index + 0.5) * ROW;

/** Every foreign key with the table that has it, in the schema's order. */
export const relationsOf = ({ tables }: Schema) =>
  tables.flatMap((from) => from.foreignKeys.map((key) => ({ id: `${from.name}.${key.name}`, from, key })));
