/** The messages of a moment: where each is on its way. */
import type { Envelope, Tone } from '../../kernel/index.ts';
import { requestOf, toneIn } from '../about.ts';
import type { PictureProps, Placement } from '../contract.ts';
import { type Point, pointOn, type Way } from './geometry.ts';
import { ASIDE, edgeKey, type LineLabel, ROW, ROWS } from './line-labels.ts';
import { type Places, wayBetween } from './places.ts';

export interface Flying {
  readonly envelope: Envelope;
  readonly tone: Tone;
  readonly at: Point;
  /** Where it was the moment before: from there it glides. In a crowd nobody asks, and it is where it is. */
  readonly before: Point;
  /** On which line, and in which direction. */
  readonly road: string;
  /** It arrived in this very step, and is drawn where it arrived. */
  readonly arrived: boolean;
  /** It was lost in this step, here. */
  readonly lost: boolean;
  /** Between two of one kind, within their box. */
  readonly inside: boolean;
  /** Belongs to another request than the chosen one. */
  readonly faded: boolean;
}

/** More messages than this are drawn as one path, without names: their number is what matters then. */
export const CROWD = 120;
/** Messages of one line that are nearer than this cover each other. */
const APART = 12;

/** Every message of the moment with a place in the picture. */
export function messagesOf(
  props: Pick<PictureProps, 'played' | 'moment' | 'selection'>,
  placement: Placement,
  places: Places,
  labels: ReadonlyMap<string, LineLabel> = NO_LABELS,
): Flying[] {
  const { played, moment, selection } = props;
  const { step } = moment;
  const beforeUs = played.history.steps[moment.index - 1]?.atUs ?? 0;
  const arrived = step?.kind === 'message' ? [step.envelope] : [];
  const lost = (step?.sent ?? []).filter((envelope) => envelope.lost !== undefined && envelope.timer === undefined);
  const roadOf = roadsOf(places, placement, labels);
  const toneOf = toneIn(played);
  const messages: Flying[] = [];
  const all = withOthers(moment.inFlight, [...arrived, ...lost]);
  const isCrowd = all.length > CROWD;
  for (const envelope of all) {
    const road = roadOf(envelope);
    if (road === undefined) continue;
    const isLost = envelope.lost !== undefined && (envelope.doneStep === moment.index || lost.includes(envelope));
    const hasArrived = arrived.includes(envelope);
    // Not in the middle: that is where the line says what is wrong with it.
    const here = lost.includes(envelope) ? LOST_AT : hasArrived ? 1 : fraction(envelope, moment.atUs);
    const aside = asideFor(road, here);
    const at = pointOn(road.way, here, aside);
    messages.push({
      envelope,
      tone: isLost ? 'failed' : toneOf(envelope),
      at,
      // What is new stands where it is.
      before:
        isCrowd || envelope.sentStep === moment.index ? at : pointOn(road.way, fraction(envelope, beforeUs), aside),
      road: road.name,
      arrived: hasArrived,
      lost: isLost,
      inside: road.inside,
      faded: selection.request !== undefined && requestOf(envelope.event) !== selection.request,
    });
  }
  return messages;
}

const NO_LABELS: ReadonlyMap<string, LineLabel> = new Map();

const withOthers = (all: readonly Envelope[], others: readonly Envelope[]): readonly Envelope[] => [
  ...all,
  ...others.filter((envelope) => !all.includes(envelope)),
];

/** The line between two components, with what already travels there. */
interface Road {
  readonly name: string;
  readonly way: Way;
  readonly inside: boolean;
  /** Row by row beside the line: how far along it each message is, by the piece of the line. */
  readonly taken: readonly Row[];
  /** How far from it what travels keeps. */
  readonly aside: number;
}

type Row = (number | undefined)[];

/** Looks each line up once, however many travel along it. */
function roadsOf(
  places: Places,
  placement: Placement,
  labels: ReadonlyMap<string, LineLabel>,
): (envelope: Envelope) => Road | undefined {
  const roads = new Map<string, Map<string, Road | undefined>>();
  // Several of a kind share the line to another kind.
  const shared = new Map<string, Road['taken']>();
  const roadBetween = (from: string, to: string): Road | undefined => {
    const way = wayBetween(places, placement, from, to);
    if (way === undefined) return undefined;
    const [a = '', b = ''] = [places.of.get(from)?.kind, places.of.get(to)?.kind];
    const inside = a === b;
    const label = labels.get(edgeKey({ from: a, to: b })) ?? labels.get(edgeKey({ from: b, to: a }));
    const name = inside ? edgeKey({ from, to }) : edgeKey({ from: a, to: b });
    const taken = shared.get(name) ?? Array.from({ length: label?.rows ?? ROWS }, (): Row => []);
    shared.set(name, taken);
    return { name, way, inside, taken, aside: label?.aside ?? ASIDE };
  };
  return ({ from, to }) => {
    if (from === undefined) return undefined;
    const leaving = roads.get(from.id) ?? new Map<string, Road | undefined>();
    if (!leaving.has(to.id)) roads.set(from.id, leaving.set(to.id, roadBetween(from.id, to.id)));
    return leaving.get(to.id);
  };
}

/** In the nearest row in which it covers no other; where there is none, in the last one. */
function asideFor({ way, taken, aside }: Road, here: number): number {
  const along = here * way.length;
  const piece = Math.floor(along / APART);
  const free = taken.findIndex(
    (row) => isApart(row[piece - 1], along) && isApart(row[piece], along) && isApart(row[piece + 1], along),
  );
  const nth = free < 0 ? taken.length - 1 : free;
  const row = taken[nth];
  if (row !== undefined) row[piece] = along;
  return -aside - ROW * nth;
}
const isApart = (other: number | undefined, along: number): boolean =>
  other === undefined || Math.abs(other - along) >= APART;

/** How far along its way; what waits where it arrived is at its end. */
function fraction({ sentAt, at }: Envelope, atUs: number): number {
  return at <= sentAt ? 1 : Math.min(1, Math.max(0, (atUs - sentAt) / (at - sentAt)));
}
const LOST_AT = 0.32;
