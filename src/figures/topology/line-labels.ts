/** What stands on the lines between boxes: the names of links, where neither a box nor what travels along the line hides them. */
import type { Model, Params } from '../../kernel/index.ts';
import type { Placement } from '../contract.ts';
import { SMALL, textWidth, wrapped } from '../text.ts';
import type { Rect } from './arrangement.ts';
import { type Point, pointAlong, pointOn, wayOf } from './geometry.ts';

export interface LineLabel {
  readonly lines: readonly string[];
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How far from the line messages have to travel to keep clear of it. */
  readonly aside: number;
  /** In how many rows they can go side by side between the line and the label. */
  readonly rows: number;
}

export const LABEL_LINE = 14;
const NARROWEST = 40;
const BESIDE_A_STEEP_LINE = 120;
/** Messages beside a line that has no label in their way. */
export const ASIDE = 7;
/** Half a message, and the air round it. */
const MESSAGE = 7;
/** Messages that would cover each other go in so many rows at most, so far from each other. */
export const ROWS = 3;
export const ROW = 6;
const WIDEST_ROWS = ASIDE + (ROWS - 1) * ROW + MESSAGE;

export const edgeKey = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from}>${to}`;

/** By the key of an edge; none for lines that have no name, or no room for it. */
export function lineLabelsOf(placement: Placement, model: Model, params: Params): ReadonlyMap<string, LineLabel> {
  // Where instances of a dynamic kind talk, the line is drawn to the box that they live in.
  const placed = (kind: string) => (model.kinds[kind]?.dynamic ? (model.kinds[kind]?.within ?? kind) : kind);
  const links = model.links(params).map(({ from, to, label }) => ({ ends: pairOf(placed(from), placed(to)), label }));
  const lines = new Map(placement.edges.map((edge) => [edge, sampled(edge.points)] as const));
  const labels = new Map<string, LineLabel>();
  for (const edge of placement.edges) {
    const label = links.find(({ ends, label }) => label !== undefined && ends === pairOf(edge.from, edge.to))?.label;
    const isFree = (one: LineLabel) =>
      isInside(one, placement) &&
      ![...Object.values(placement.nodes), ...labels.values()].some((other) => meets(one, other));
    const found = label === undefined ? [] : labelsFor(edge.points, label).filter(isFree);
    const onTheLine = found.find(({ aside }) => aside > ASIDE);
    // Out of the way of several messages abreast where there is room for that, and otherwise of one.
    const best = onTheLine ?? nearest(found, edge, lines, WIDEST_ROWS) ?? nearest(found, edge, lines, ASIDE + MESSAGE);
    if (best !== undefined) labels.set(edgeKey(edge), best);
  }
  return labels;
}
const pairOf = (a: string, b: string): string => (a < b ? `${a}>${b}` : `${b}>${a}`);

/** Where it could stand: in the middle of a line that lies, beside one that rises. */
function labelsFor(points: readonly Point[], label: string): readonly LineLabel[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return [];
  const [dx, dy] = [Math.abs(last[0] - first[0]), Math.abs(last[1] - first[1])];
  const on = dy > dx / 2 ? undefined : onLine(points, label, dx, dy);
  return on === undefined && dy > 0 ? besides(points, label, dy) : [on].filter(isLabel);
}
const isLabel = (label: LineLabel | undefined): label is LineLabel => label !== undefined;

/** None where messages would have to go too far from their line to get past it. */
function onLine(points: readonly Point[], label: string, dx: number, dy: number): LineLabel | undefined {
  const room = dx - 14;
  if (room < NARROWEST) return undefined;
  const [x, y] = pointAlong(points, 0.5);
  const size = sizeOf(wrapped(label, room, 2, SMALL));
  const aside = (size.height * dx + size.width * dy) / 2 / Math.hypot(dx, dy) + MESSAGE;
  return aside > FARTHEST_ASIDE ? undefined : { ...size, x, y, aside, rows: ROWS };
}
const FARTHEST_ASIDE = 24;

/** To the right and to the left of the line, in one line or two. */
function besides(points: readonly Point[], label: string, rise: number): readonly LineLabel[] {
  const sizes = [1, 2].map((lines) => sizeOf(wrapped(label, BESIDE_A_STEEP_LINE / lines, lines, SMALL)));
  return sizes
    .filter(({ height }) => height <= rise - 12)
    .flatMap((size) =>
      FRACTIONS.flatMap((fraction) => {
        const [x, y] = pointAlong(points, fraction);
        return AWAY.flatMap((away) =>
          [1, -1].map((side) => ({ ...size, x: x + side * (size.width / 2 + away), y, aside: ASIDE, rows: 1 })),
        );
      }),
    );
}
/** How far the label's edge is from the line, where it stands. */
const AWAY = [16, 22, 28, 34, 42, 52];
const FRACTIONS = [0.5, 0.4, 0.6, 0.3, 0.7];

const sizeOf = (lines: readonly string[]) => ({
  lines,
  width: Math.max(...lines.map((line) => textWidth(line, SMALL))),
  height: lines.length * LABEL_LINE,
});

/** Within the picture, and whole. */
const isInside = ({ x, width, lines }: LineLabel, { width: room }: Placement): boolean =>
  x - width / 2 >= 0 && x + width / 2 <= room && !lines.some((line) => line.endsWith('…'));

type Sized = Omit<Rect, 'lines'>;
const meets = (a: Sized, b: Sized): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 2;

type Edge = Placement['edges'][number];
type Lines = ReadonlyMap<Edge, readonly Point[]>;

/** So far from another line nobody takes a label for its name, in pixels. */
const FAR = 40;

/** Out of the way of messages, near its own line and far from the others, so that nobody takes it for the name of one of those. */
function nearest(labels: readonly LineLabel[], own: Edge, lines: Lines, clear: number): LineLabel | undefined {
  let best: LineLabel | undefined;
  let least = Infinity;
  for (const label of labels) {
    const away = distance(label, lines.get(own) ?? []);
    const others = Math.min(FAR, ...[...lines].map(([edge, points]) => (edge === own ? FAR : distance(label, points))));
    if (away <= clear || others <= ASIDE + MESSAGE || away + FAR - others >= least) continue;
    [best, least] = [{ ...label, rows: clear === WIDEST_ROWS ? ROWS : 1 }, away + FAR - others];
  }
  return best;
}

/** Points of a line, every few pixels. */
export function sampled(points: readonly Point[]): readonly Point[] {
  if (points.length < 2) return [];
  const way = wayOf(points);
  const steps = Math.ceil(way.length / 6);
  return Array.from({ length: steps + 1 }, (_, i) => pointOn(way, i / steps));
}

/** From a label to a line. */
const distance = ({ x, y, width, height }: LineLabel, points: readonly Point[]): number =>
  points.reduce((least, [px, py]) => {
    const [dx, dy] = [Math.abs(px - x) - width / 2, Math.abs(py - y) - height / 2];
    return Math.min(least, Math.hypot(Math.max(0, dx), Math.max(0, dy)));
  }, Infinity);
