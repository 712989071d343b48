/** Who stands where at a moment. */
import type { ComponentNow, Model } from '../../kernel/index.ts';
import type { PictureProps, Placement } from '../contract.ts';
import {
  type Arrangement,
  arrangementOf,
  fits,
  HOSTED,
  type Needs,
  PADDING,
  type Rect,
  slotsOf,
} from './arrangement.ts';
import { arcBetween, inset, type Point, rimOf, type Way, wayOf } from './geometry.ts';
import { ASIDE } from './line-labels.ts';

/** A box with what lives in it. */
export interface KindBox {
  readonly kind: string;
  readonly box: Rect;
  readonly arrangement: Arrangement;
  readonly instances: readonly ComponentNow[];
  /** One for each instance; none for a crowd. */
  readonly slots: readonly Rect[];
  /** Living instances of the dynamic kinds within it. */
  readonly hosted: readonly ComponentNow[];
  readonly hosts: boolean;
  readonly label: string;
}

export interface Places {
  readonly boxes: readonly KindBox[];
  /** By a component's id. */
  readonly of: ReadonlyMap<string, { readonly kind: string; readonly rect: Rect }>;
}

const HOSTED_APART = 20;
/** So many of a box's dynamic instances are drawn one by one; there is room for the number of the others behind them. */
export const mostHosted = (box: Rect): number => Math.max(1, Math.floor((box.width - 2 * PADDING - 28) / HOSTED_APART));

export function placesOf({ played, moment }: Pick<PictureProps, 'played' | 'moment'>, placement: Placement): Places {
  const at = Map.groupBy(moment.components, ({ component }) => component.kindName);
  const within = Map.groupBy(
    moment.components.filter(({ component, up }) => up && component.kind.within !== undefined),
    ({ component }) => component.kind.within,
  );
  const boxes = sitesOf(placement, played.model).map(({ standing, ...site }): KindBox => {
    const instances = at.get(site.kind) ?? [];
    return { ...site, ...standing(instances.length), instances, hosted: within.get(site.kind) ?? [] };
  });
  return { boxes, of: new Map(boxes.flatMap(placesIn)) };
}

/** What does not change while a run is played: a box, and how so many instances stand in it. */
interface Site extends Pick<KindBox, 'kind' | 'box' | 'hosts' | 'label'> {
  standing(count: number): Standing;
}
type Standing = Pick<KindBox, 'arrangement' | 'slots'>;

const known = new WeakMap<Placement, { readonly model: Model; readonly sites: readonly Site[] }>();

function sitesOf(placement: Placement, model: Model): readonly Site[] {
  const found = known.get(placement);
  if (found?.model === model) return found.sites;
  const sites = Object.entries(placement.nodes).map(([kind, box]): Site => {
    const hosts = Object.values(model.kinds).some(({ within }) => within === kind);
    const label = model.kinds[kind]?.label ?? kind;
    const standings = new Map<number, Standing>();
    const standing = (count: number): Standing => {
      const now = standings.get(count) ?? standingIn(box, { count, peers: hasPeers(placement, kind), hosts, label });
      standings.set(count, now);
      return now;
    };
    return { kind, box, hosts, label, standing };
  });
  known.set(placement, { model, sites });
  return sites;
}

function standingIn(box: Rect, wanted: Omit<Needs, 'gauges'>): Standing {
  const needs = { ...wanted, lines: box.lines ?? 1, ...(box.cell !== undefined && { cell: box.cell }) };
  const gauged = { ...needs, gauges: gaugesThatFit({ ...needs, gauges: 0 }, box) };
  return fits(gauged, box)
    ? { arrangement: arrangementOf(needs), slots: slotsOf(box, gauged) }
    : { arrangement: 'crowd', slots: [] };
}

/** A kind whose instances talk to each other has a line to itself. */
const hasPeers = ({ edges }: Placement, kind: string): boolean =>
  edges.some(({ from, to }) => from === kind && to === kind);

/** As many lines for gauges as the box was made for. */
function gaugesThatFit(needs: Needs, box: Rect): number {
  for (const gauges of [2, 1]) if (fits({ ...needs, gauges }, box)) return gauges;
  return 0;
}

function placesIn(kindBox: KindBox): [string, { kind: string; rect: Rect }][] {
  const { kind, box, instances, slots, hosted } = kindBox;
  const own = instances.map(({ component }, i) => [component.id, { kind, rect: slots[i] ?? box }] as const);
  const inside = hosted.map(({ component }, i) => [component.id, { kind, rect: hostedAt(box, i) }] as const);
  return [...own, ...inside].map(([id, place]) => [id, place]);
}

/** Where the mark of a dynamic instance is drawn. */
export function hostedAt(box: Rect, i: number): Rect {
  const place = Math.min(i, mostHosted(box));
  return {
    x: box.x - box.width / 2 + PADDING + 9 + place * HOSTED_APART,
    y: box.y + box.height / 2 - HOSTED / 2 - 1,
    width: 16,
    height: 16,
  };
}

/** The way of a message between two components; undefined when one of them has no place. */
export function wayBetween(places: Places, placement: Placement, from: string, to: string): Way | undefined {
  const start = places.of.get(from);
  const end = places.of.get(to);
  if (start === undefined || end === undefined || from === to) return undefined;
  if (start.kind === end.kind) return start.rect === end.rect ? undefined : wayOf(arcBetween(start.rect, end.rect));
  const edge =
    edgeBetween(placement, start.kind, end.kind) ?? straight(boxOf(places, start.kind), boxOf(places, end.kind));
  const [first, last] = [boxOf(places, start.kind), boxOf(places, end.kind)];
  return wayOf(inset(edge, clearOf(first, edge), clearOf(last, edge.toReversed())));
}
/** Messages keep clear of the boxes' borders: what has arrived stands before the door. */
const CLEAR = 9;

/** How much of a line that begins at a box is too near to it: the more slanted it meets the border, the more. */
function clearOf({ x, y, width, height }: Rect, [from, next]: readonly Point[]): number {
  if (from === undefined || next === undefined) return CLEAR;
  const [dx, dy] = [Math.abs(next[0] - from[0]), Math.abs(next[1] - from[1])];
  const lies = Math.abs(Math.abs(from[1] - y) - height / 2) <= Math.abs(Math.abs(from[0] - x) - width / 2);
  const [along, across] = lies ? [dx, dy] : [dy, dx];
  // What travels keeps aside of the line, on a slanted one towards the border.
  return (CLEAR * Math.hypot(dx, dy) + ASIDE * along) / Math.max(across, 1);
}
const boxOf = ({ boxes }: Places, kind: string): Rect => boxes.find((place) => place.kind === kind)?.box as Rect;
const centre = ({ x, y }: Rect): Point => [x, y];
const straight = (from: Rect, to: Rect): readonly Point[] => [rimOf(from, centre(to)), rimOf(to, centre(from))];

function edgeBetween(placement: Placement, from: string, to: string): readonly Point[] | undefined {
  for (const edge of placement.edges) {
    if (edge.from === from && edge.to === to) return edge.points;
    if (edge.from === to && edge.to === from) return edge.points.toReversed();
  }
  return undefined;
}
