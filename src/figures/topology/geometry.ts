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

/** The line without its first and last `by` pixels. */
export function inset(points: readonly Point[], by: number): readonly Point[] {
  const length = total(points);
  const cut = length < 3 * by ? length / 3 : by;
  const inner = points.slice(1, -1);
  return [pointAlong(points, cut / length), ...inner, pointAlong(points, 1 - cut / length)];
}

/** The point at a fraction of a line's length, moved `aside` to the right of its direction. */
export function pointAlong(points: readonly Point[], fraction: number, aside = 0): Point {
  const [first = [0, 0], ...rest] = points;
  let left = Math.min(1, Math.max(0, fraction)) * total(points);
  let from: Point = first;
  for (const [i, to] of rest.entries()) {
    const length = lengthOf(from, to);
    if (left <= length || i === rest.length - 1) {
      const t = length === 0 ? 0 : Math.min(1, left / length);
      const [nx, ny] = length === 0 ? [0, 0] : [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
      return [round(from[0] + (to[0] - from[0]) * t + nx * aside), round(from[1] + (to[1] - from[1]) * t + ny * aside)];
    }
    left -= length;
    from = to;
  }
  return first;
}
const total = (points: readonly Point[]): number =>
  points.slice(1).reduce((sum, point, i) => sum + lengthOf(points[i] as Point, point), 0);
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
