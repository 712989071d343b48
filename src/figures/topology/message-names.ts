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
  /** No name may stand on these. */
  readonly boxes: readonly Block[];
  /** Nor on these, nor cross them on its way. */
  readonly words: readonly Block[];
  /** Points on lines: a name stands on them only where there is no other room. */
  readonly lines: readonly Point[];
}

/** More groups of messages than this are a crowd: only what happens now is named. */
const FEW = 8;

/** Names by message, those that matter most first. */
export function namesOf(messages: readonly Flying[], around: Surroundings): ReadonlyMap<Flying, MessageName> {
  const names = new Map<Flying, MessageName>();
  const discs = messages.map((message) => ({ message, block: discOf(message) }));
  const still = [...around.boxes, ...around.words, ...discs.map(({ block }) => block)];
  const moving = [
    ...around.words.map((block) => WAY.map(() => block)),
    ...discs.map(({ message, block }) => wayOf(block, message)),
  ];
  for (const group of groupsToName(messages)) {
    const room = (place: Place) => isWithin(place.block, around) && !still.some((other) => meet(place.block, other));
    const free = group.flatMap((message) =>
      placesAround(message.at, textWidth(textOf(group), SMALL, 'mono'))
        .filter(room)
        .map((place) => ({ ...place, message, way: wayOf(place.block, message) }))
        .filter(({ way }) => !moving.some((other) => way.some((block, i) => meet(block, other[i] as Block)))),
    );
    const best = free.find(({ block }) => !around.lines.some((point) => isOn(point, block))) ?? free[0];
    if (best === undefined) continue;
    moving.push(best.way.map(apart));
    names.set(best.message, { text: textOf(group), x: best.x, y: best.y, anchor: best.anchor });
  }
  return names;
}

const discOf = ({ at: [x, y] }: Flying): Block => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });
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
const wayOf = (block: Block, { at, before }: Flying): readonly Block[] =>
  WAY.map((part) => {
    const [dx, dy] = [(before[0] - at[0]) * (1 - part), (before[1] - at[1]) * (1 - part)];
    return { left: block.left + dx, right: block.right + dx, top: block.top + dy, bottom: block.bottom + dy };
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

interface Place extends Omit<MessageName, 'text'> {
  readonly block: Block;
}

function placesAround([x, y]: Point, width: number): readonly Place[] {
  const at = (anchor: Place['anchor'], textX: number, textY: number): Place => {
    const left = anchor === 'middle' ? textX - width / 2 : anchor === 'start' ? textX : textX - width;
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
