/** What travels is named where it can be read: at moments of every scenario of every simulation. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../src/figures/layout.ts';
import { textWidth } from '../../src/figures/text.ts';
import { lineLabelsOf } from '../../src/figures/topology/line-labels.ts';
import { type Block, type MessageName, namesOf } from '../../src/figures/topology/message-names.ts';
import { type Flying, messagesOf } from '../../src/figures/topology/messages.ts';
import { placesOf } from '../../src/figures/topology/places.ts';
import { surroundings } from '../../src/figures/topology/surroundings.ts';
import { type Model, play, recipeOf } from '../../src/kernel/index.ts';
import { clientServer } from './fixtures/client-server.ts';
import { peers } from './fixtures/peers.ts';
import { crowded, dynamic, longNames } from './fixtures/relays.ts';

const found: readonly Model[] = await Promise.all(
  readdirSync('simulations', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => (await import(`../../simulations/${name}/index.ts`)).default as Model),
);
const models = [...found, clientServer, peers, crowded, longNames, dynamic];

const meet = (a: Block, b: Block): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function blockOf({ text, x, y, anchor }: MessageName): Block {
  const width = textWidth(text, 12, 'mono');
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 10, bottom: y + 3 };
}
const moved = (
  { left, right, top, bottom }: Block,
  { at, before }: Flying,
  part: number,
  turn: MessageName['turn'] = [0, 0],
): Block => {
  const [dx, dy] = [(before[0] - at[0] + turn[0]) * part, (before[1] - at[1] + turn[1]) * part];
  return { left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy };
};

const centred = ({ x, y, width, height }: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): Block => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

/** Parts of a glide at which a reader may look, from where it ends to where it begins. */
const PARTS = Array.from({ length: 9 }, (_, i) => i / 8);
/** Where a name is seen at each of them. */
const wayOf = (name: MessageName, message: Flying): ReadonlyMap<number, Block> =>
  new Map((name.late ? [0] : PARTS).map((part) => [part, moved(blockOf(name), message, part, name.turn)]));
const discOf = ({ at: [x, y] }: Flying): Block => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });
const NOWHERE: Block = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
/** Words so close to each other are read as one. */
const BETWEEN = 6;
const wider = ({ left, right, top, bottom }: Block): Block => ({
  left: left - BETWEEN,
  right: right + BETWEEN,
  top,
  bottom,
});

/** So many moments of a run are looked at, from its beginning. */
const LOOKS = 25;
const STEPS = 600;

function collisionsIn(model: Model, scenario: string): string[] {
  const recipe = recipeOf(model, scenario);
  const played = play(model, recipe, { maxSteps: STEPS });
  const layout = layoutOf(model, { recipes: [recipe], charts: false });
  const stride = Math.max(1, Math.floor(played.history.length / LOOKS));
  const collisions = [];
  for (const placement of [layout, layout.narrow]) {
    const labels = lineLabelsOf(placement, model, played.params);
    for (let index = 0; index < played.history.length; index += stride) {
      const moment = played.history.at(index);
      const places = placesOf({ played, moment }, placement);
      const around = surroundings(placement, places, labels, []);
      const messages = messagesOf({ played, moment, selection: {} }, placement, places, labels);
      const names = [...namesOf(messages, around)].map(([message, name]) => ({
        text: name.text,
        message,
        way: wayOf(name, message),
      }));
      const covering = places.boxes.map(({ box }) => centred(box));
      const where = `${scenario}, step ${index}${placement === layout ? '' : ', narrow'}`;
      for (const [i, { message, text, way }] of names.entries()) {
        for (const other of names.slice(i + 1))
          if ([...way].some(([part, here]) => meet(wider(here), other.way.get(part) ?? NOWHERE)))
            collisions.push(`${where}: ${text} on ${other.text}`);
        for (const [part, here] of way) {
          if ([...around.boxes, ...(message.inside ? [] : covering)].some((box) => meet(here, box)))
            collisions.push(`${where}: ${text} cut by a box`);
          if (around.words.some((word) => meet(here, word))) collisions.push(`${where}: ${text} over a line's name`);
          if (messages.some((other) => meet(here, moved(discOf(other), other, part))))
            collisions.push(`${where}: a message on ${text}`);
        }
      }
      for (const {
        at: [x, y],
        envelope,
      } of messages.length > 60 ? [] : messages)
        if (
          [...labels.values()]
            .map(centred)
            .some((label) => meet(label, { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))
        )
          collisions.push(`${where}: ${envelope.event.type} on the name of a line`);
    }
  }
  return collisions;
}

describe('no name of a message lies over another, over a message, or over the name of a line, nor is cut by a box', () => {
  for (const model of models)
    test(model.id, () => {
      expect(Object.keys(model.scenarios).flatMap((scenario) => collisionsIn(model, scenario))).toEqual([]);
    });
});

const flying = (type: string, x: number, y: number, more: Partial<Flying> = {}): Flying =>
  ({
    envelope: { event: { type } },
    at: [x, y],
    before: [x, y],
    road: 'a>b',
    tone: 'flight',
    arrived: false,
    lost: false,
    inside: false,
    faded: false,
    ...more,
  }) as Flying;
const free = { width: 400, height: 200, boxes: [], words: [], lines: [] };
const textsOf = (messages: readonly Flying[], around = free) =>
  [...namesOf(messages, around).values()].map(({ text }) => text);

test('those of one name that are close together on one line share it, with their number', () => {
  expect(textsOf([flying('PAY', 100, 100), flying('PAY', 104, 106), flying('PAID', 108, 100)])).toEqual([
    'PAY × 2',
    'PAID',
  ]);
  expect(textsOf([flying('PAY', 100, 100), flying('PAY', 104, 106, { road: 'b>a' })])).toEqual(['PAY', 'PAY']);
});

test('a message without room for its name has none', () => {
  const words = [{ left: 0, right: 400, top: 0, bottom: 200 }];
  expect(textsOf([flying('PAY', 100, 100)], { ...free, words } as never)).toEqual([]);
});

test('a name that would cross another on its way here is left out or stands elsewhere', () => {
  const crossing = flying('OTHER_WAY', 200, 100, { before: [100, 100], road: 'b>a' });
  const names = [...namesOf([flying('ONE_WAY', 100, 100, { before: [200, 100] }), crossing], free).values()];
  expect(new Set(names.map(({ y }) => y)).size).toBe(names.length);
});

test('a name that leaves one box for the next begins ahead of its message and ends behind it', () => {
  const boxes = [
    { left: 0, right: 91, top: 50, bottom: 150 },
    { left: 209, right: 300, top: 50, bottom: 150 },
  ];
  const message = flying('REQUESTED', 200, 100, { before: [100, 100] });
  const [name] = namesOf([message], { ...free, boxes } as never).values();
  const ways = [...wayOf(name as MessageName, message).values()];
  expect(name?.turn?.[0]).toBeGreaterThan(0);
  expect(ways.filter((here) => boxes.some((box) => meet(here, box)))).toEqual([]);
});

test('a name that finds no way between boxes is seen when it has come', () => {
  const boxes = [{ left: 70, right: 130, top: 0, bottom: 200 }];
  const [name] = namesOf([flying('PAY', 200, 100, { before: [100, 100] })], { ...free, boxes } as never).values();
  expect(name?.late).toBe(true);
});

test('a name stands beside a line where there is room beside it', () => {
  const lines = Array.from({ length: 60 }, (_, i) => [i * 6, 107] as const);
  const [name] = namesOf([flying('PAY', 100, 100)], { ...free, lines } as never).values();
  expect(name?.y).toBeLessThan(100);
  const [other] = namesOf([flying('PAY', 100, 114)], { ...free, lines } as never).values();
  expect(other?.y).toBeGreaterThan(114);
});
