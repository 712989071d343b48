/**
 * Boxes on a grid, connected by straight lines that pass no other box: for pictures that have to be low. For the build only.
 *
 * Found by simulated annealing (Kirkpatrick, Gelatt and Vecchi, "Optimization by Simulated Annealing", Science 220, 1983): two
 * places are exchanged, and a change for the worse is kept the less often, the longer it goes on. The luck is seeded, so the
 * same boxes always stand in the same places.
 */
import { exp } from '../kernel/index.ts';
import type { Placement } from './contract.ts';
import type { Rect } from './topology/arrangement.ts';
import { type Point, rimOf } from './topology/geometry.ts';

export interface Sized extends Pick<Rect, 'width' | 'height' | 'lines' | 'cell'> {
  readonly name: string;
}
export interface Pair {
  readonly from: string;
  readonly to: string;
}
export interface Room {
  readonly width: number;
  readonly height: number;
  /** Between boxes beside each other: what travels there has words. */
  readonly gapX: number;
  readonly gapY: number;
}

const MARGIN = 14;
const ROUNDS = 6_000;
/** What is left of the width goes between the boxes, up to this. */
const WIDEST_GAP = 150;

/** In which order boxes stand: cell by cell, row by row. */
export interface Order {
  readonly cells: Cells;
  readonly columns: number;
}

/** The boxes in their best order, or in one that was found for others of the same names. */
export function gridPlacement(
  boxes: readonly Sized[],
  pairs: readonly Pair[],
  room: Room,
  { cells, columns }: Order = bestOrder(boxes, pairs, room),
): Placement {
  const { width } = standing(cells, columns, boxes, room);
  const gapX = Math.min(WIDEST_GAP, room.gapX + Math.max(0, room.width - width) / Math.max(1, columns - 1));
  return placementOf(standing(cells, columns, boxes, { ...room, gapX: Math.floor(gapX) }), boxes, pairs);
}

/** That with the fewest faults of those that fit; the lowest where none does. */
export function bestOrder(boxes: readonly Sized[], pairs: readonly Pair[], room: Room): Order {
  const counts = boxes.map((_, i) => i + 1).filter((columns) => mayFit(boxes, columns, room));
  const solutions = (counts.length > 0 ? counts : [1]).map((columns) => solved(boxes, pairs, columns, room));
  const fitting = solutions.filter(({ width, height }) => width <= room.width && height <= room.height);
  const best =
    fitting.toSorted((a, b) => badness(a) - badness(b))[0] ?? solutions.toSorted((a, b) => a.height - b.height)[0];
  return best as Solved;
}

/** Of two that are as clear, the lower one. */
const badness = ({ cost, height }: Solved): number => cost + height / 40;

/** Whether so many columns could be narrow enough: were the narrowest boxes in one row. */
function mayFit(boxes: readonly Sized[], columns: number, room: Room): boolean {
  const narrowest = boxes.map(({ width }) => width).toSorted((a, b) => a - b);
  const least = narrowest.slice(0, columns).reduce((sum, width) => sum + width, 0);
  return least + (columns - 1) * room.gapX + 2 * MARGIN <= room.width;
}

interface Standing {
  /** By a box's number. */
  readonly rects: ReadonlyMap<number, Rect>;
  readonly width: number;
  readonly height: number;
}
interface Solved extends Order {
  readonly width: number;
  readonly height: number;
  readonly cost: number;
}

/** Which box stands there; −1 for none. */
type Cells = readonly number[];

function solved(boxes: readonly Sized[], pairs: readonly Pair[], columns: number, room: Room): Solved {
  const rows = Math.ceil(boxes.length / columns);
  const links = pairs
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => [indexOf(boxes, from), indexOf(boxes, to)] as const);
  const draw = luck(boxes.length * 31 + columns);
  let cells: Cells = Array.from({ length: columns * rows }, (_, i) => (i < boxes.length ? i : -1));
  let cost = costOf(cells, columns, boxes, links, room);
  let [best, least] = [cells, cost];
  for (let round = 0; round < ROUNDS && cells.length > 1; round++) {
    const heat = 6 * (1 - round / ROUNDS) ** 2 + 0.01;
    const next = exchanged(cells, draw);
    const nextCost = costOf(next, columns, boxes, links, room);
    if (nextCost > cost && draw() >= exp((cost - nextCost) / heat)) continue;
    [cells, cost] = [next, nextCost];
    if (cost < least) [best, least] = [cells, cost];
  }
  const { width, height } = standing(best, columns, boxes, room);
  return { cells: best, columns, width, height, cost: least };
}

const indexOf = (boxes: readonly Sized[], name: string): number => boxes.findIndex((box) => box.name === name);

function exchanged(cells: Cells, draw: () => number): Cells {
  const [a, b] = [Math.floor(draw() * cells.length), Math.floor(draw() * cells.length)];
  const next = [...cells];
  next[a] = cells[b] as number;
  next[b] = cells[a] as number;
  return next;
}

/** Numbers from 0 to 1 by a linear congruence (Knuth's MMIX has more bits; these suffice to exchange boxes). */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Columns are as wide as their widest box, rows as high as their highest. */
function standing(cells: Cells, columns: number, boxes: readonly Sized[], { gapX, gapY }: Room): Standing {
  const rows = cells.length / columns;
  const widths = Array<number>(columns).fill(0);
  const heights = Array<number>(rows).fill(0);
  for (const [cell, box] of cells.entries()) {
    const sized = boxes[box];
    if (sized === undefined) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    widths[column] = Math.max(widths[column] as number, sized.width);
    heights[row] = Math.max(heights[row] as number, sized.height);
  }
  const lefts = starts(widths, gapX);
  const tops = starts(heights, gapY);
  const rects = new Map<number, Rect>();
  for (const [cell, box] of cells.entries()) {
    const sized = boxes[box];
    if (sized === undefined) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    rects.set(box, {
      x: (lefts[column] as number) + (widths[column] as number) / 2,
      y: (tops[row] as number) + (heights[row] as number) / 2,
      ...sizeOf(sized),
    });
  }
  return { rects, width: (lefts[columns] as number) - gapX + MARGIN, height: (tops[rows] as number) - gapY + MARGIN };
}

const sizeOf = ({ name: _, ...size }: Sized): Omit<Sized, 'name'> => size;

/** Where each begins, and after the last one where another would. */
function starts(sizes: readonly number[], gap: number): readonly number[] {
  const begins = [MARGIN];
  for (const size of sizes) begins.push((begins.at(-1) as number) + size + (size > 0 ? gap : 0));
  return begins;
}

const COST = { through: 14, crossing: 5, slanted: 1.4, length: 1 / 110, backwards: 0.7, late: 0.12 } as const;

/** How bad an arrangement is: lines through boxes, lines that cross, long and slanted ones, and those against the reading. */
function costOf(
  cells: Cells,
  columns: number,
  boxes: readonly Sized[],
  links: readonly (readonly [number, number])[],
  room: Room,
): number {
  const { rects } = standing(cells, columns, boxes, room);
  const lines = links.map(([from, to]) => [rects.get(from) as Rect, rects.get(to) as Rect] as const);
  let cost = 0;
  for (const [i, [a, b]] of lines.entries()) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    cost += Math.hypot(dx, dy) * COST.length;
    if (Math.abs(dx) > 1 && Math.abs(dy) > 1) cost += COST.slanted;
    if (dx < -1) cost += COST.backwards;
    for (const other of rects.values()) if (other !== a && other !== b && passes(a, b, other)) cost += COST.through;
    for (const [c, d] of lines.slice(i + 1)) if (crosses(a, b, c, d)) cost += COST.crossing;
  }
  // Those named first stand first: to the left, and at the top.
  for (const [box, { x, y }] of rects) cost += ((boxes.length - box) / boxes.length) * COST.late * ((x + y) / 100);
  return cost;
}

/** Whether the line between the middles of two boxes comes near a third: where it is within the third in both directions. */
function passes(a: Rect, b: Rect, other: Rect): boolean {
  const [fromX, toX] = within(a.x, b.x, other.x, other.width / 2 + 12);
  const [fromY, toY] = within(a.y, b.y, other.y, other.height / 2 + 8);
  return Math.max(0, fromX, fromY) < Math.min(1, toX, toY);
}

/** The part of the way from `start` to `end` that is less than `half` from `middle`, as fractions of the way. */
function within(start: number, end: number, middle: number, half: number): readonly [number, number] {
  const way = end - start;
  if (way === 0) return Math.abs(start - middle) < half ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(middle - half - start) / way, (middle + half - start) / way];
  return [Math.min(a, b), Math.max(a, b)];
}

function crosses(a: Rect, b: Rect, c: Rect, d: Rect): boolean {
  if (a === c || a === d || b === c || b === d) return false;
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
const side = (a: Rect, b: Rect, p: Rect): boolean => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;

function placementOf({ rects, width, height }: Standing, boxes: readonly Sized[], pairs: readonly Pair[]): Placement {
  const nodes = boxes.map(({ name }, box) => {
    const { x, y, ...size } = rects.get(box) as Rect;
    return [name, { x: Math.round(x), y: Math.round(y), ...size }] as const;
  });
  const at = new Map(nodes);
  const edges = pairs.map(({ from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    // A line from a kind to itself has no points: it says that its instances talk to each other.
    const points = a === undefined || b === undefined || a === b ? [] : [rimOf(a, [b.x, b.y]), rimOf(b, [a.x, a.y])];
    return { from, to, points: points.map(([x, y]): Point => [Math.round(x), Math.round(y)]) };
  });
  return { nodes: Object.fromEntries(nodes), edges, width: Math.ceil(width), height: Math.ceil(height) };
}
