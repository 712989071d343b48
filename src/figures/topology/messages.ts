/** The messages of a moment: where each is on its way, and which of them can carry a label. */
import type { Envelope, Tone } from '../../kernel/index.ts';
import { requestOf, toneIn } from '../about.ts';
import type { PictureProps, Placement } from '../contract.ts';
import { SMALL, textWidth } from '../text.ts';
import { type Point, pointOn, type Way } from './geometry.ts';
import { ASIDE, edgeKey, type LineLabel } from './line-labels.ts';
import { type Places, wayBetween } from './places.ts';

export interface Flying {
  readonly envelope: Envelope;
  readonly tone: Tone;
  readonly at: Point;
  /** It arrived in this very step, and is drawn where it arrived. */
  readonly arrived: boolean;
  /** It was lost in this step, here. */
  readonly lost: boolean;
  /** Between two of one kind, within their box. */
  readonly inside: boolean;
  /** Belongs to another request than the chosen one. */
  readonly faded: boolean;
  label?: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle' | 'end';
  };
}

/** Messages of one line that overlap are moved apart by so much, in so many rows. */
const ROW = 6;
const ROWS = 3;

/** Every message of the moment with a place in the picture. */
export function messagesOf(
  props: PictureProps,
  placement: Placement,
  places: Places,
  labels: ReadonlyMap<string, LineLabel> = NO_LABELS,
): Flying[] {
  const { played, moment, selection } = props;
  const { step } = moment;
  const arrived = step?.kind === 'message' ? [step.envelope] : [];
  const lost = (step?.sent ?? []).filter((envelope) => envelope.lost !== undefined && envelope.timer === undefined);
  const roadOf = roadsOf(places, placement, labels);
  const toneOf = toneIn(played);
  const messages: Flying[] = [];
  for (const envelope of withOthers(moment.inFlight, [...arrived, ...lost])) {
    const road = roadOf(envelope);
    if (road === undefined) continue;
    const isLost = envelope.lost !== undefined && (envelope.doneStep === moment.index || lost.includes(envelope));
    const hasArrived = arrived.includes(envelope);
    const here = fraction(envelope, moment.atUs, hasArrived, lost.includes(envelope));
    messages.push({
      envelope,
      tone: isLost ? 'failed' : toneOf(envelope),
      at: pointOn(road.way, here, asideFor(road, here)),
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

/** The line between two components, with how many are on each twelfth of it. */
interface Road {
  readonly way: Way;
  readonly inside: boolean;
  readonly taken: number[];
  /** How far from it what travels keeps. */
  readonly aside: number;
}

/** Looks each line up once, however many travel along it. */
function roadsOf(
  places: Places,
  placement: Placement,
  labels: ReadonlyMap<string, LineLabel>,
): (envelope: Envelope) => Road | undefined {
  const roads = new Map<string, Map<string, Road | undefined>>();
  const roadBetween = (from: string, to: string): Road | undefined => {
    const way = wayBetween(places, placement, from, to);
    const [a = '', b = ''] = [places.of.get(from)?.kind, places.of.get(to)?.kind];
    const label = labels.get(edgeKey({ from: a, to: b })) ?? labels.get(edgeKey({ from: b, to: a }));
    return way && { way, inside: a === b, taken: [], aside: label?.aside ?? ASIDE };
  };
  return ({ from, to }) => {
    if (from === undefined) return undefined;
    const leaving = roads.get(from.id) ?? new Map<string, Road | undefined>();
    if (!leaving.has(to.id)) roads.set(from.id, leaving.set(to.id, roadBetween(from.id, to.id)));
    return leaving.get(to.id);
  };
}

/** Those that left and arrive together go side by side. */
function asideFor({ taken, aside }: Road, here: number): number {
  const part = Math.round(here * 12);
  const nth = taken[part] ?? 0;
  taken[part] = nth + 1;
  return -aside - ROW * (nth % ROWS);
}

function fraction({ sentAt, at }: Envelope, atUs: number, arrived: boolean, lostOnTheWay: boolean): number {
  // Not in the middle: that is where the line says what is wrong with it.
  if (lostOnTheWay) return 0.32;
  if (arrived || at <= sentAt) return 1;
  return Math.min(1, Math.max(0, (atUs - sentAt) / (at - sentAt)));
}

export interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const meet = (a: Block, b: Block): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** More messages than this are a crowd: only what happens now is labelled. */
const FEW = 8;

/** Gives labels to messages as long as there is room beside them, those that matter most first. */
export function labelled(messages: Flying[], taken: readonly Block[], width: number): Flying[] {
  const discs = messages.map(({ at: [x, y] }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const blocks: Block[] = [...taken, ...discs];
  const important = (message: Flying) => Number(message.arrived || message.lost) * 2 + Number(!message.faded);
  const candidates = messages.length > FEW ? messages.filter(({ arrived, lost }) => arrived || lost) : messages;
  for (const message of candidates.toSorted((a, b) => important(b) - important(a))) {
    const text = `${message.envelope.event.type}${message.lost ? ' lost' : ''}`;
    const place = placesAround(message.at, textWidth(text, SMALL, 'mono')).find(
      ({ block }) =>
        block.left >= 2 && block.right <= width - 2 && block.top >= 2 && !blocks.some((other) => meet(block, other)),
    );
    if (place === undefined) continue;
    blocks.push(place.block);
    message.label = { text, x: place.x, y: place.y, anchor: place.anchor };
  }
  return messages;
}

function placesAround([x, y]: Point, width: number) {
  const half = width / 2;
  const at = (anchor: 'start' | 'middle' | 'end', textX: number, textY: number) => {
    const left = anchor === 'middle' ? textX - half : anchor === 'start' ? textX : textX - width;
    return { anchor, x: textX, y: textY, block: { left, right: left + width, top: textY - 10, bottom: textY + 3 } };
  };
  return [
    at('middle', x, y - 10),
    at('middle', x, y + 19),
    at('start', x + 10, y + 4),
    at('end', x - 10, y + 4),
    at('start', x - 5, y - 11),
    at('start', x - 5, y + 20),
    at('end', x + 5, y - 11),
    at('end', x + 5, y + 20),
    at('middle', x, y - 23),
    at('middle', x, y + 32),
  ];
}
