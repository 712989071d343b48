/** One column of tables with their keys alone, and rails at the left: each key has a rail of its own for as long as it is needed. */

import { heightOf, keyColumns, relationsOf, rowAt } from './measure.ts';
import { type End, type Layout, meetsAt, type PlacedRelation, type PlacedTable } from './placed.ts';
import { type Schema, tableNamed } from './schema.ts';

export const NARROW_WIDTH = 340;
const RAIL = 8;
const GAP = 14;
const EDGE = 4;
/** Room for the mark at an end: a crow's foot, or a bar. */
const MARK = 9;

export function layoutNarrow(schema: Schema): Layout {
  const tops: number[] = [];
  let bottom = EDGE;
  for (const table of schema.tables) {
    tops.push(bottom);
    bottom += heightOf(keyColumns(table).length) + GAP;
  }
  const spans = relationsOf(schema).map(({ id, from, key }) => {
    const rows = (name: string, columns: readonly string[]): readonly number[] => {
      const index = schema.tables.findIndex((table) => table.name === name);
      const drawn = keyColumns(tableNamed(schema, name)).map((column) => column.name);
      return columns.map((column) => (tops[index] ?? 0) + rowAt(drawn.indexOf(column))).sort((a, b) => a - b);
    };
    const start: End = { x: 0, rows: rows(from.name, key.columns), side: -1 };
    const end: End = { x: 0, rows: rows(key.table, key.targetColumns), side: -1 };
    return { id, from: from.name, to: key.table, start, end };
  });
  const rails = railsFor(
    spans.map(
      ({ start, end }) => [Math.min(meetsAt(start), meetsAt(end)), Math.max(meetsAt(start), meetsAt(end))] as const,
    ),
  );
  const left = EDGE + (Math.max(...rails, 0) + 1) * RAIL + MARK + 4;
  const relations = spans.map(({ start, end, ...span }, i): PlacedRelation => {
    const x = left - MARK - (rails[i] ?? 0) * RAIL;
    const path = `M${left - MARK},${meetsAt(start)}H${x}V${meetsAt(end)}H${left - MARK}`;
    return { ...span, start: { ...start, x: left }, end: { ...end, x: left }, path };
  });
  const tables = schema.tables.map(
    (table, i): PlacedTable => ({
      name: table.name,
      x: left,
      y: tops[i] ?? 0,
      width: NARROW_WIDTH - left - EDGE,
      height: heightOf(keyColumns(table).length),
      columns: keyColumns(table).map(({ name }) => name),
    }),
  );
  return { width: NARROW_WIDTH, height: bottom, tables, relations };
}

/** The nearest rail that is free over the whole length; short ones choose first, so they stay near. */
function railsFor(spans: readonly (readonly [top: number, bottom: number])[]): readonly number[] {
  const taken: (readonly [number, number])[][] = [];
  const rails: number[] = spans.map(() => 0);
  const shortFirst = spans.map((_, i) => i).sort((a, b) => length(spans, a) - length(spans, b));
  for (const i of shortFirst) {
    const [top, bottom] = spans[i] as readonly [number, number];
    let rail = taken.findIndex((others) => others.every(([from, to]) => to < top - 4 || from > bottom + 4));
    if (rail < 0) rail = taken.push([]) - 1;
    taken[rail]?.push([top, bottom]);
    rails[i] = rail;
  }
  return rails;
}
const length = (spans: readonly (readonly [number, number])[], i: number): number =>
  (spans[i]?.[1] ?? 0) - (spans[i]?.[0] ?? 0);
