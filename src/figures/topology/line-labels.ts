/** What stands on the lines between boxes: the names of links, broken so that they fit between the boxes that they connect. */
import type { Model, Params } from '../../kernel/index.ts';
import type { Placement } from '../contract.ts';
import { SMALL, textWidth, wrapped } from '../text.ts';
import { type Point, pointAlong } from './geometry.ts';

export interface LineLabel {
  readonly lines: readonly string[];
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const LABEL_LINE = 14;
const NARROWEST = 40;
const BESIDE_A_STEEP_LINE = 120;

export const edgeKey = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from}>${to}`;

/** By the key of an edge; none for lines that have no name, or no room for it. */
export function lineLabelsOf(placement: Placement, model: Model, params: Params): ReadonlyMap<string, LineLabel> {
  // Where instances of a dynamic kind talk, the line is drawn to the box that they live in.
  const placed = (kind: string) => (model.kinds[kind]?.dynamic ? (model.kinds[kind]?.within ?? kind) : kind);
  const links = model.links(params).map(({ from, to, label }) => ({ ends: pairOf(placed(from), placed(to)), label }));
  const labels = placement.edges.map((edge) => {
    const label = links.find(({ ends, label }) => label !== undefined && ends === pairOf(edge.from, edge.to))?.label;
    const found = label === undefined ? undefined : labelOn(edge.points, label);
    return [edgeKey(edge), found !== undefined && isFree(found, placement) ? found : undefined] as const;
  });
  return new Map(labels.filter((entry): entry is readonly [string, LineLabel] => entry[1] !== undefined));
}
const pairOf = (a: string, b: string): string => (a < b ? `${a}>${b}` : `${b}>${a}`);

function labelOn(points: readonly Point[], label: string): LineLabel | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const [dx, dy] = [Math.abs(last[0] - first[0]), Math.abs(last[1] - first[1])];
  const steep = dy > dx;
  const room = steep ? BESIDE_A_STEEP_LINE : dx - 14;
  const lines = wrapped(label, room, 2, SMALL);
  const height = lines.length * LABEL_LINE;
  if (room < NARROWEST || (steep && height > dy - 12)) return undefined;
  const [x, y] = pointAlong(points, 0.5);
  return { lines, x, y, width: Math.max(...lines.map((line) => textWidth(line, SMALL))), height };
}

/** Within the picture, and on no box. */
function isFree({ x, y, width, height }: LineLabel, { nodes, width: room }: Placement): boolean {
  const meets = (box: Placement['nodes'][string]) =>
    Math.abs(box.x - x) < (box.width + width) / 2 + 2 && Math.abs(box.y - y) < (box.height + height) / 2 - 2;
  return x - width / 2 >= 0 && x + width / 2 <= room && !Object.values(nodes).some(meets);
}
