/** What a reader has chosen, and what lights up with it. */

import { relationsOf } from './measure.ts';
import type { Layout, PlacedTable } from './placed.ts';
import type { Schema, Table } from './schema.ts';

export type Selection = { readonly table: string; readonly key?: string } | null;

/** A statement of the page that reads or writes some of the tables. */
export interface Use {
  readonly href: string;
  readonly title: string;
  readonly tables: readonly string[];
}

export interface Lit {
  readonly tables: ReadonlySet<string>;
  readonly relations: ReadonlySet<string>;
}

/** A chosen key lights itself and its two tables; a chosen table, every key at it and the tables at their ends. */
export function litBy(schema: Schema, selection: Selection): Lit | null {
  if (selection === null) return null;
  const relations = relationsOf(schema).filter(({ from, key }) =>
    selection.key === undefined
      ? from.name === selection.table || key.table === selection.table
      : from.name === selection.table && key.name === selection.key,
  );
  const tables = [selection.table, ...relations.flatMap(({ from, key }) => [from.name, key.table])];
  return { tables: new Set(tables), relations: new Set(relations.map(({ id }) => id)) };
}

/** Tables whose name, columns, keys or words hold what is looked for. */
export function found({ tables }: Schema, text: string): readonly Table[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return tables.filter((table) => wordsOf(table).some((word) => word.toLowerCase().includes(wanted)));
}
const wordsOf = (table: Table): readonly string[] => [
  table.name,
  table.comment ?? '',
  ...table.columns.flatMap(({ name, comment }) => [name, comment ?? '']),
  ...[...table.foreignKeys, ...table.indexes, ...table.policies].map(({ name }) => name),
];

/** The statements that use what is chosen: a table, or both tables of a key. */
export function usesOf(uses: readonly Use[], schema: Schema, selection: Selection): readonly Use[] {
  if (selection === null) return [];
  const key = schema.tables
    .find(({ name }) => name === selection.table)
    ?.foreignKeys.find(({ name }) => name === selection.key);
  const needed = key === undefined ? [selection.table] : [selection.table, key.table];
  return uses.filter(({ tables }) => needed.every((table) => tables.includes(table)));
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest table in the direction of an arrow key; what lies off the direct way counts twice. */
export function neighbour({ tables }: Layout, from: string, arrow: string): string | undefined {
  const direction = DIRECTIONS[arrow];
  const here = tables.find(({ name }) => name === from);
  if (direction === undefined || here === undefined) return undefined;
  const distance = (table: PlacedTable): number => {
    const dx = middle(table.x, table.width) - middle(here.x, here.width);
    const dy = middle(table.y, table.height) - middle(here.y, here.height);
    const along = dx * direction[0] + dy * direction[1];
    const off = Math.abs(dx * direction[1] + dy * direction[0]);
    return along <= 0 || off > along * 3 ? Infinity : along + 2 * off;
  };
  const [nearest] = tables.filter((table) => distance(table) < Infinity).sort((a, b) => distance(a) - distance(b));
  return nearest?.name;
}
const middle = (start: number, length: number): number => start + length / 2;
