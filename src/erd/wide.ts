/**
 * Layers from left to right: what is referred to stands left of what refers to it. Which table is in which layer, their order
 * and where a long line crosses a layer is dagre's (layered drawing after Sugiyama); the lines between the layers run on rails.
 */
import { Graph, layout } from '@dagrejs/dagre';
import { path } from 'd3';
import { heightOf, relationsOf, widthOf } from './measure.ts';
import { type End, type Layout, meetsAt, type PlacedRelation, type PlacedTable, rowsOf } from './placed.ts';
import { RAIL, type Strand, slotsOf } from './rails.ts';
import { referrersOf, type Schema, tableNamed } from './schema.ts';

const MARGIN = 5;
/** From a table to the next rail: a crow's foot or a bar, and air. */
const BESIDE = 11;
const CORNER = 5;
/** How many layers right of what it refers to a table is tried that nobody refers to. */
const SPANS = [1, 2, 3];

/** A table that nobody refers to may stand farther right than it must, where that makes the whole smaller. */
export function layoutWide(schema: Schema): Layout {
  const leaves = schema.tables.filter(({ name }) => referrersOf(schema, name).length === 0).map(({ name }) => name);
  let spans: ReadonlyMap<string, number> = new Map();
  let best = arranged(schema, spans);
  for (;;) {
    const tried = leaves
      .flatMap((name) => SPANS.map((span) => new Map(spans).set(name, span)))
      .map((next) => ({ next, layout: arranged(schema, next) }))
      .sort((a, b) => sizeOf(a.layout) - sizeOf(b.layout))[0];
    if (tried === undefined || sizeOf(tried.layout) >= sizeOf(best)) return best;
    spans = tried.next;
    best = tried.layout;
  }
}
/** Width is what a page has least of. */
const sizeOf = ({ width, height }: Layout): number => 2 * width + height;

interface Layered {
  /** Left to right, and in each from the top. */
  readonly layers: readonly (readonly string[])[];
  readonly tops: ReadonlyMap<string, number>;
  readonly height: number;
  /** At which height a relation crosses the layers between its tables, from the left. */
  readonly crossings: ReadonlyMap<string, readonly number[]>;
}

/** `spans` says how many layers lie between a table and what it refers to. */
function layered(schema: Schema, spans: ReadonlyMap<string, number>): Layered {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 40, edgesep: 9, marginy: MARGIN });
  for (const table of schema.tables) graph.setNode(table.name, { width: 10, height: heightOf(table.columns.length) });
  for (const { id, from, key } of relationsOf(schema))
    graph.setEdge(key.table, from.name, { minlen: spans.get(from.name) ?? 1, weight: key.columns.length }, id);
  layout(graph);
  const nodes = schema.tables.map(({ name }) => ({ name, ...(graph.node(name) as Node) }));
  const centres = [...new Set(nodes.map(({ x }) => x))].sort((a, b) => a - b);
  const crossings = relationsOf(schema).map(({ id, from, key }) => {
    const { points } = graph.edge({ v: key.table, w: from.name, name: id }) as { points: readonly Point[] };
    const between = points.slice(1, -1).filter(({ x }) => centres.includes(x));
    return [id, between.map(({ y }) => round(y))] as const;
  });
  return {
    layers: centres.map((centre) => nodes.filter(({ x }) => x === centre).map(({ name }) => name)),
    tops: new Map(nodes.map(({ name, y, height }) => [name, round(y - height / 2)])),
    height: Math.ceil((graph.graph() as { height?: number }).height ?? 0),
    crossings: new Map(crossings),
  };
}
interface Point {
  readonly x: number;
  readonly y: number;
}
interface Node extends Point {
  readonly height: number;
}
const round = (value: number): number => Math.round(value * 2) / 2;

function arranged(schema: Schema, spans: ReadonlyMap<string, number>): Layout {
  const { layers, tops, height, crossings } = layered(schema, spans);
  const layerOf = new Map(layers.flatMap((names, i) => names.map((name) => [name, i] as const)));
  const widths = layers.map((names) => Math.max(...names.map((name) => widthIn(schema, name))));
  const at = (name: string, x: number): PlacedTable => ({
    name,
    x,
    y: tops.get(name) ?? 0,
    width: widths[layerOf.get(name) ?? 0] ?? 0,
    height: heightOf(tableNamed(schema, name).columns.length),
    columns: tableNamed(schema, name).columns.map((column) => column.name),
  });
  const lines = relationsOf(schema).map(({ id, from, key }) => {
    const start = rowsOf(at(from.name, 0), key.columns);
    const end = rowsOf(at(key.table, 0), key.targetColumns);
    const heights = [meetsAt({ rows: end }), ...(crossings.get(id) ?? []), meetsAt({ rows: start })];
    return { id, from: from.name, to: key.table, start, end, heights, first: layerOf.get(key.table) ?? 0 };
  });
  const strandsIn = (gap: number): readonly Strand[] =>
    lines.flatMap(({ id, to, heights, first }) => {
      const [left, right] = [heights[gap - first], heights[gap - first + 1]];
      return gap < first || left === undefined || right === undefined ? [] : [{ id, owner: to, left, right }];
    });
  const gaps = layers.slice(1).map((_, gap) => slotsOf(strandsIn(gap)));
  const lefts = widths.map((_, i) =>
    widths.slice(0, i).reduce((x, width, k) => x + width + 2 * BESIDE + Math.max(0, roomOf(gaps[k])), MARGIN),
  );
  const rightOf = (layer: number): number => (lefts[layer] ?? 0) + (widths[layer] ?? 0);
  const tables = schema.tables.map(({ name }) => at(name, lefts[layerOf.get(name) ?? 0] ?? 0));
  const relations = lines.map(({ id, from, to, start, end, heights, first }): PlacedRelation => {
    const starts: End = { x: lefts[layerOf.get(from) ?? 0] ?? 0, rows: start, side: -1 };
    const ends: End = { x: rightOf(first), rows: end, side: 1 };
    const rails = heights.slice(1).map((_, i) => {
      const gap = first + i;
      return rightOf(gap) + BESIDE + (gaps[gap]?.get(to) ?? 0) * RAIL;
    });
    return { id, from, to, start: starts, end: ends, path: routed(starts, ends, rails, heights) };
  });
  return { width: Math.ceil(rightOf(layers.length - 1) + MARGIN), height, tables, relations };
}
const widthIn = (schema: Schema, name: string): number => {
  const table = tableNamed(schema, name);
  return widthOf(table, table.columns);
};
const roomOf = (slots: ReadonlyMap<string, number> | undefined): number => ((slots?.size ?? 1) - 1) * RAIL;

/** From the table that has the key leftwards: along a height to a rail, along the rail to the next height. */
function routed(start: End, end: End, rails: readonly number[], heights: readonly number[]): string {
  const corners = rails.flatMap((x, i): [number, number][] => [
    [x, heights[i] ?? 0],
    [x, heights[i + 1] ?? 0],
  ]);
  const line = path();
  line.moveTo(start.x, meetsAt(start));
  const way = [...corners.reverse(), [end.x, meetsAt(end)] as [number, number]];
  for (const [i, [x, y]] of way.entries()) {
    const [nextX, nextY] = way[i + 1] ?? [x, y];
    const [lastX, lastY] = way[i - 1] ?? [start.x, meetsAt(start)];
    const room = Math.min(CORNER, reach(x - lastX, y - lastY) / 2, reach(nextX - x, nextY - y) / 2);
    if (room > 0) line.arcTo(x, y, nextX, nextY, room);
    else line.lineTo(x, y);
  }
  return line.toString();
}
const reach = (dx: number, dy: number): number => Math.abs(dx) + Math.abs(dy);
