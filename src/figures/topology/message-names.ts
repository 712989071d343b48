/**
 * Which messages of a moment carry their name, and where it stands: beside them, where it covers nothing that is read, neither
 * now nor while they glide here from where they were. Those that are alike and close together share one name with their number.
 * A message without room for a name keeps its title.
 */
import { SMALL, textWidth } from '../text.ts';
import type { Point } from './geometry.ts';
import type { Flying } from './messages.ts';

export interface MessageName {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Where it begins the glide, from its place beside the message: what leaves a box has its name ahead, what arrives behind. */
  readonly turn?: Point;
  /** Something is in its way here: it is seen when it has come. */
  readonly late?: true;
}

export interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is in the picture besides messages. */
export interface Surroundings {
  readonly width: number;
  readonly height: number;
  /** No name may stand on these, nor pass under them on its way. */
  readonly boxes: readonly Block[];
  readonly words: readonly Block[];
  /** Points on lines: a name stands on them only where there is no other room. */
  readonly lines: readonly Point[];
}

/** More groups of messages than this are a crowd: only what happens now is named. */
const FEW = 8;

/** Names by message, those that matter most first. */
export function namesOf(messages: readonly Flying[], around: Surroundings): ReadonlyMap<Flying, MessageName> {
  const names = new Map<Flying, MessageName>();
  const standing = [...around.boxes, ...around.words];
  const moving = [
    ...standing.map((block) => WAY.map(() => block)),
    ...messages.map(({ before, at }) => wayOf(discOf(before), discOf(at))),
  ];
  const hasRoom = ({ block }: Place) =>
    isWithin(block, around) && !moving.some((other) => meet(block, other.at(-1) as Block));
  const isClear = ({ way }: Glide) => !moving.some((other) => way.some((block, i) => meet(block, other[i] as Block)));
  for (const group of groupsToName(messages)) {
    const best = bestOf(placesOf(group).filter(hasRoom), isClear, around.lines);
    if (best === undefined) continue;
    moving.push(best.way.map(apart));
    names.set(best.place.message, { ...best.place, ...best, text: textOf(group) });
  }
  return names;
}

/** Beside its message all the way, and beside lines if it can be; or from another side of it; or seen when it has come. */
function bestOf(places: readonly Place[], isClear: (glide: Glide) => boolean, lines: Surroundings['lines']) {
  const straight = places.map(staying).filter(isClear);
  return (
    straight.find(({ place }) => !lines.some((point) => isOn(point, place.block))) ??
    straight[0] ??
    places.flatMap(turning).toSorted(byTurn).find(isClear) ??
    places.map(appearing).find(isClear)
  );
}

const discOf = ([x, y]: Point): Block => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });
/** Two names beside each other are two. */
const apart = ({ left, right, top, bottom }: Block): Block => ({ left: left - 8, right: right + 8, top, bottom });
const meet = (a: Block, b: Block): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const isOn = ([x, y]: Point, { left, right, top, bottom }: Block): boolean =>
  x > left - AIR && x < right + AIR && y > top - AIR && y < bottom + AIR;
/** So far round a name nothing else is seen. */
const AIR = 2;
const isWithin = ({ left, right, top, bottom }: Block, { width, height }: Surroundings): boolean =>
  left >= 2 && right <= width - 2 && top >= 2 && bottom <= height - 2;

/** Parts of the glide from the moment before to this one at which nothing may meet. */
const WAY = Array.from({ length: 9 }, (_, i) => i / 8);
const wayOf = (start: Block, end: Block): readonly Block[] =>
  WAY.map((part) => shifted(end, (start.left - end.left) * (1 - part), (start.top - end.top) * (1 - part)));
const shifted = ({ left, right, top, bottom }: Block, x: number, y: number): Block => ({
  left: left + x,
  right: right + x,
  top: top + y,
  bottom: bottom + y,
});

/** How a name comes to its place. */
interface Glide extends Pick<MessageName, 'turn' | 'late'> {
  readonly place: Place;
  readonly way: readonly Block[];
}

const staying = (place: Place): Glide => ({ place, way: wayOf(beforeOf(place), place.block) });
const beforeOf = ({ message: { at, before }, block }: Place): Block =>
  shifted(block, before[0] - at[0], before[1] - at[1]);

function turning(place: Place): readonly Glide[] {
  const { message, block } = place;
  const stays = beforeOf(place);
  return placesAround(message, message.before, block.right - block.left).map((start) => ({
    place,
    way: wayOf(start.block, block),
    turn: [start.block.left - stays.left, start.block.top - stays.top],
  }));
}
const byTurn = ({ turn: a = NONE }: Glide, { turn: b = NONE }: Glide): number => Math.hypot(...a) - Math.hypot(...b);
const NONE: Point = [0, 0];

const appearing = (place: Place): Glide => ({
  place,
  // Until it is there it is nowhere.
  way: WAY.map((part) => (part < 1 ? shifted(place.block, Infinity, 0) : place.block)),
  late: true,
});

type Group = readonly Flying[];
const nameOf = ({ envelope, lost }: Flying): string => `${envelope.event.type}${lost ? ' lost' : ''}`;
const textOf = (group: Group): string =>
  group.length === 1 ? nameOf(group[0] as Flying) : `${nameOf(group[0] as Flying)} × ${group.length}`;

/** Closer than this, one name can be read as that of both. */
const CLOSE = 22;
const areAlike = (one: Flying, other: Flying): boolean =>
  one.road === other.road &&
  one.faded === other.faded &&
  nameOf(one) === nameOf(other) &&
  Math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1]) < CLOSE;

function groupsToName(messages: readonly Flying[]): readonly Group[] {
  const happening = messages.filter(({ arrived, lost }) => arrived || lost);
  const groups = groupsOf(messages.length > MOST_COMPARED ? happening : messages);
  return groups.length > FEW ? groupsOf(happening) : groups;
}
const MOST_COMPARED = 60;

function groupsOf(messages: readonly Flying[]): readonly Group[] {
  const important = (message: Flying) => Number(message.arrived || message.lost) * 2 + Number(!message.faded);
  const groups: Flying[][] = [];
  for (const message of messages.toSorted((a, b) => important(b) - important(a))) {
    const group = groups.find(([first]) => first !== undefined && areAlike(first, message));
    if (group === undefined) groups.push([message]);
    else group.push(message);
  }
  return groups;
}

interface Place extends Pick<MessageName, 'x' | 'y' | 'anchor'> {
  readonly message: Flying;
  readonly block: Block;
}

function placesOf(group: Group): readonly Place[] {
  const width = textWidth(textOf(group), SMALL, 'mono');
  return group.flatMap((message) => placesAround(message, message.at, width));
}

function placesAround(message: Flying, [x, y]: Point, width: number): readonly Place[] {
  const at = (anchor: Place['anchor'], textX: number, textY: number): Place => {
    const left = anchor === 'middle' ? textX - width / 2 : anchor === 'start' ? textX : textX - width;
    const block = { left, right: left + width, top: textY - 10, bottom: textY + 3 };
    return { message, anchor, x: textX, y: textY, block };
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
