import { expect, test } from 'vitest';
import { faultsAt, toneOfMessage } from '../../src/figures/about.ts';
import type { Placement } from '../../src/figures/contract.ts';
import { layoutOf } from '../../src/figures/layout.ts';
import { pointAlong, pointOn } from '../../src/figures/topology/geometry.ts';
import { topologyInWords } from '../../src/figures/topology/in-words.ts';
import { edgeKey, lineLabelsOf } from '../../src/figures/topology/line-labels.ts';
import { placesOf, wayBetween } from '../../src/figures/topology/places.ts';
import { play, recipeOf } from '../../src/kernel/index.ts';
import { clientServer } from './fixtures/client-server.ts';
import { peers } from './fixtures/peers.ts';
import { crowded, dynamic, longNames } from './fixtures/relays.ts';
import { propsOf } from './gallery.tsx';

const models = [clientServer, peers, crowded, longNames, dynamic];

/** Pairs of boxes that share a place. */
function overlaps({ nodes }: Placement): string[] {
  const boxes = Object.entries(nodes);
  return boxes.flatMap(([name, a], i) =>
    boxes
      .slice(i + 1)
      .filter(
        ([, b]) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2,
      )
      .map(([other]) => `${name} and ${other}`),
  );
}

test.each(models.map((model) => [model.id, model] as const))(
  'the boxes of %s share no place, wide or narrow',
  (_, model) => {
    const layout = layoutOf(model);
    for (const placement of [layout, layout.narrow]) {
      expect(overlaps(placement)).toEqual([]);
      for (const { x, y, width, height } of Object.values(placement.nodes)) {
        expect(x - width / 2).toBeGreaterThanOrEqual(0);
        expect(x + width / 2).toBeLessThanOrEqual(placement.width);
        expect(y + height / 2).toBeLessThanOrEqual(placement.height);
      }
    }
    expect(layout.narrow.width).toBeLessThanOrEqual(350);
  },
);

test('boxes that share a place are found', () => {
  const box = { x: 50, y: 50, width: 40, height: 20 };
  expect(overlaps({ nodes: { a: box, b: { ...box, x: 80 } }, edges: [], width: 200, height: 100 })).toEqual([
    'a and b',
  ]);
});

test('the same model stands in the same places each time', () => {
  expect(layoutOf(crowded)).toEqual(layoutOf(crowded));
});

test('a message is as far along its line as its time has gone', () => {
  const line = [
    [0, 0],
    [100, 0],
    [100, 100],
  ] as const;
  expect(pointAlong(line, 0)).toEqual([0, 0]);
  expect(pointAlong(line, 0.5)).toEqual([100, 0]);
  expect(pointAlong(line, 0.75)).toEqual([100, 50]);
  expect(pointAlong(line, 2)).toEqual([100, 100]);
});

test('there and back go on two sides of the line', () => {
  const [[x, up], [, down]] = [
    pointAlong(
      [
        [0, 0],
        [100, 0],
      ],
      0.5,
      -7,
    ),
    pointAlong(
      [
        [100, 0],
        [0, 0],
      ],
      0.5,
      -7,
    ),
  ];
  expect([x, up, down]).toEqual([50, -7, 7]);
});

test('a message that came twice is a duplicate, and one that says no is refused', () => {
  const played = play(clientServer, recipeOf(clientServer, 'failing'));
  const sent = played.history.steps.flatMap((step) => step.sent).filter(({ timer }) => timer === undefined);
  const twice = sent.filter((one) => sent.some((other) => other !== one && other.event === one.event));
  expect(twice.length).toBeGreaterThan(0);
  for (const envelope of twice) expect(toneOfMessage(played, envelope)).toBe('duplicate');
  const overload = play(clientServer, recipeOf(clientServer, 'overload'));
  const refusal = overload.history.steps.flatMap((step) => step.sent).find(({ event }) => event.type === 'REJECTED');
  expect(refusal && toneOfMessage(overload, refusal)).toBe('dropped');
});

test('faults act from the step that begins them to the step that ends them', () => {
  const played = play(clientServer, recipeOf(clientServer, 'failing'));
  const kindsAt = (seconds: number) => faultsAt(played, played.history.indexAt(seconds * 1e6)).map(({ kind }) => kind);
  expect(kindsAt(0.3)).toEqual([]);
  expect(kindsAt(0.5).toSorted()).toEqual(['crash', 'pause']);
  expect(kindsAt(1.3)).toEqual(['partition']);
  expect(kindsAt(2.9)).toEqual([]);
});

test('the text says who is connected, how everybody is, and what is on its way', () => {
  const words = topologyInWords(propsOf({ model: clientServer, scenario: 'failing', atUs: 460_000 }, false));
  expect(words).toContain('Connected: Client with Server.');
  expect(words).toMatch(/Server: .*down/);
  expect(words).toMatch(/Client 2: .*paused/);
});

test('names of lines stand on no box, on no other name, and where no message comes by', () => {
  for (const model of models)
    for (const placement of [layoutOf(model), layoutOf(model).narrow]) {
      const { params } = play(model, recipeOf(model, Object.keys(model.scenarios)[0] as string), { maxSteps: 1 });
      const labels = lineLabelsOf(placement, model, params);
      const named = Object.fromEntries(labels);
      expect(
        overlaps({ ...placement, nodes: { ...placement.nodes, ...(named as object) } as Placement['nodes'] }),
      ).toEqual([]);
      for (const [key, label] of labels) {
        const points = placement.edges.find((edge) => edgeKey(edge) === key)?.points ?? [];
        for (let i = 0; i <= 100; i++) {
          for (const side of [-1, 1]) {
            const [x, y] = pointAlong(points, i / 100, side * label.aside);
            const away = Math.max(Math.abs(x - label.x) - label.width / 2, Math.abs(y - label.y) - label.height / 2);
            expect(away, `${model.id} ${key} at ${i} %`).toBeGreaterThan(0);
          }
        }
      }
    }
});

test('what waits before a box stands before its border, however slanted its line', () => {
  for (const model of models) {
    const scenario = Object.keys(model.scenarios)[0] as string;
    for (const narrow of [false, true]) {
      const props = propsOf({ model, scenario, atUs: 0 }, narrow);
      const placement = narrow ? props.layout.narrow : props.layout;
      const places = placesOf(props, placement);
      const [first, ...others] = props.moment.components.map(({ component }) => component);
      for (const other of others) {
        const way = wayBetween(places, placement, first?.id ?? '', other.id);
        const [at, rect] = [way && pointOn(way, 1, -7), placement.nodes[other.kindName]];
        if (at === undefined || rect === undefined || first?.kindName === other.kindName) continue;
        const away = Math.max(Math.abs(at[0] - rect.x) - rect.width / 2, Math.abs(at[1] - rect.y) - rect.height / 2);
        expect(away, `${model.id}: ${first?.id} to ${other.id}`).toBeGreaterThanOrEqual(4);
      }
    }
  }
});
