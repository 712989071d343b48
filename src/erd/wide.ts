/**
 * Columns from left to right: what is referred to stands left of what refers to it. The layered layout is dagre's; a table that
 * nobody refers to may stand farther right than it must, where there is room.
 */
import { Graph, layout } from '@dagrejs/dagre';
import { curveBumpX, line } from 'd3';
import { heightOf, relationsOf, widthOf } from './measure.ts';
import { type End, type Layout, middleOf, type PlacedRelation, type PlacedTable, rowsOf } from './placed.ts';
import { referrersOf, type Schema } from './schema.ts';

const MARGIN = 4;
/** Rounds of moving a leaf out of the tallest layer. */
const ROUNDS = 6;

export function layoutWide(schema: Schema): Layout {
  const span = new Map<string, number>();
  let best = arranged(schema, span);
  for (let round = 0; round < ROUNDS; round++) {
    const moved = leafToMove(schema, best);
    if (moved === undefined) break;
    const next = new Map(span).set(moved, (span.get(moved) ?? 1) + 1);
    const tried = arranged(schema, next);
    if (tried.height >= best.height || tried.width > best.width) break;
    span.set(moved, (span.get(moved) ?? 1) + 1);
    best = tried;
  }
  return best;
}

/** `span` says how many layers lie between a table and what it refers to. */
function arranged(schema: Schema, span: ReadonlyMap<string, number>): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 32, edgesep: 9, marginx: MARGIN, marginy: MARGIN });
  for (const table of schema.tables)
    graph.setNode(table.name, { width: widthOf(table, table.columns), height: heightOf(table.columns.length) });
  for (const { id, from, key } of relationsOf(schema))
    graph.setEdge(key.table, from.name, { minlen: span.get(from.name) ?? 1, weight: key.columns.length }, id);
  layout(graph);
  const tables = schema.tables.map((table): PlacedTable => {
    const { x, y, width, height } = graph.node(table.name) as Box;
    return {
      name: table.name,
      x: round(x - width / 2),
      y: round(y - height / 2),
      width,
      height,
      columns: table.columns.map(({ name }) => name),
    };
  });
  const placed = new Map(tables.map((table) => [table.name, table]));
  const relations = relationsOf(schema).map(({ id, from, key }): PlacedRelation => {
    const { points } = graph.edge({ v: key.table, w: from.name, name: id }) as { points: { x: number; y: number }[] };
    const between = points
      .slice(1, -1)
      .reverse()
      .map(({ x, y }) => [round(x), round(y)] as [number, number]);
    const start = leftOf(placed.get(from.name) as PlacedTable, key.columns);
    const end = rightOf(placed.get(key.table) as PlacedTable, key.targetColumns);
    const path = curve([beside(start), ...farFrom(between, start.x, end.x), beside(end)]);
    return { id, from: from.name, to: key.table, start, end, path: path ?? '' };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width: Math.ceil(width), height: Math.ceil(height), tables, relations };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const round = (value: number): number => Math.round(value * 2) / 2;
/** Bends next to an end make a line wriggle. */
const farFrom = (points: readonly [number, number][], start: number, end: number) =>
  points.filter(([x]) => x < start - 14 && x > end + 14);

const curve = line().curve(curveBumpX);
/** Room for the mark at an end: a crow's foot, or a bar. */
const MARK = 9;
const beside = (end: End): [number, number] => [end.x + end.side * MARK, middleOf(end)];
const leftOf = (table: PlacedTable, columns: readonly string[]): End => ({
  x: table.x,
  rows: rowsOf(table, columns),
  side: -1,
});
const rightOf = (table: PlacedTable, columns: readonly string[]): End => ({
  x: table.x + table.width,
  rows: rowsOf(table, columns),
  side: 1,
});

/** The smallest leaf of the layer with the most tables in it that can go right. */
function leafToMove(schema: Schema, { tables, width }: Layout): string | undefined {
  const layers = Map.groupBy(tables, ({ x, width: own }) => Math.round((x + own / 2) / 40));
  const [tallest] = [...layers.values()].sort((a, b) => tall(b) - tall(a));
  return tallest
    ?.filter(({ name, x, width: own }) => referrersOf(schema, name).length === 0 && x + own < width - 200)
    .sort((a, b) => b.height - a.height)[0]?.name;
}
const tall = (layer: readonly PlacedTable[]): number => layer.reduce((sum, { height }) => sum + height + 22, 0);
