/** Lines between places, and points on them. */
import type { Rect } from './arrangement.ts';

export type Point = readonly [x: number, y: number];

/** Where the line from a rectangle's centre towards a point leaves the rectangle. */
export function rimOf({ x, y, width, height }: Rect, [towardsX, towardsY]: Point): Point {
  const dx = towardsX - x;
  const dy = towardsY - y;
  if (dx === 0 && dy === 0) return [x, y];
  const scale = Math.min(Math.abs(width / 2 / (dx || 1e-9)), Math.abs(height / 2 / (dy || 1e-9)));
  return scale >= 1 ? [towardsX, towardsY] : [x + dx * scale, y + dy * scale];
}

/** From one place to another of the same box: a shallow arc, so that there and back are two lines. */
export function arcBetween(from: Rect, to: Rect): readonly Point[] {
  const bend = 0.16;
  const control: Point = [(from.x + to.x) / 2 - (to.y - from.y) * bend, (from.y + to.y) / 2 + (to.x - from.x) * bend];
  const start = rimOf(from, control);
  const end = rimOf(to, control);
  return Array.from({ length: 9 }, (_, i) => {
    const t = i / 8;
    const along = (axis: 0 | 1) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * control[axis] + t ** 2 * end[axis];
    return [along(0), along(1)] as const;
  });
}

const lengthOf = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** The line without its first and last pixels; of a short line a third stays. */
export function inset(points: readonly Point[], first: number, last: number): readonly Point[] {
  const way = wayOf(points);
  const part = (by: number) => Math.min(1 / 3, by / way.length);
  return [pointOn(way, part(first)), ...points.slice(1, -1), pointOn(way, 1 - part(last))];
}

/** A line that has been measured: once, however many travel along it. */
export interface Way {
  readonly points: readonly Point[];
  /** How far along each point is. */
  readonly reached: readonly number[];
  readonly length: number;
}

export function wayOf(points: readonly Point[]): Way {
  let length = 0;
  const reached = points.map((point, i) => {
    if (i > 0) length += lengthOf(points[i - 1] as Point, point);
    return length;
  });
  return { points, reached, length };
}

/** The point at a fraction of a line's length, moved `aside` to the right of its direction. */
export function pointOn({ points, reached, length }: Way, fraction: number, aside = 0): Point {
  const far = Math.min(1, Math.max(0, fraction)) * length;
  let i = 1;
  while (i < points.length - 1 && (reached[i] as number) < far) i++;
  const from: Point = points[i - 1] ?? [0, 0];
  const to = points[i];
  if (to === undefined) return from;
  const start = reached[i - 1] as number;
  const piece = (reached[i] as number) - start;
  if (piece === 0) return [round(from[0]), round(from[1])];
  const [dx, dy] = [(to[0] - from[0]) / piece, (to[1] - from[1]) / piece];
  const along = Math.min(piece, far - start);
  return [round(from[0] + dx * along - dy * aside), round(from[1] + dy * along + dx * aside)];
}

/** The same, for a line that nothing else is asked of. */
export const pointAlong = (points: readonly Point[], fraction: number, aside = 0): Point =>
  pointOn(wayOf(points), fraction, aside);
const round = (value: number): number => Math.round(value * 10) / 10;

/** An SVG path through the points, its corners rounded a little. */
export function roundedPath(points: readonly Point[], radius = 14): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first[0])} ${round(first[1])}`;
  for (const [i, point] of rest.entries()) {
    const next = rest[i + 1];
    const previous = points[i] as Point;
    if (next === undefined) path += `L${round(point[0])} ${round(point[1])}`;
    else {
      const before = towards(point, previous, radius);
      const after = towards(point, next, radius);
      path += `L${before.join(' ')}Q${round(point[0])} ${round(point[1])} ${after.join(' ')}`;
    }
  }
  return path;
}
function towards(from: Point, to: Point, by: number): Point {
  const length = lengthOf(from, to);
  const t = length === 0 ? 0 : Math.min(0.5, by / length);
  return [round(from[0] + (to[0] - from[0]) * t), round(from[1] + (to[1] - from[1]) * t)];
}
