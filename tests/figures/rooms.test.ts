/** Each run of a laboratory stands in boxes that were made for it. */
import { expect, test } from 'vitest';
import { layoutOf, roomsOf } from '../../src/figures/layout.ts';
import { countsOf, EVERY_RUN, placementsIn } from '../../src/figures/rooms.ts';
import { MOST_SLOTS } from '../../src/figures/topology/arrangement.ts';
import { placesOf } from '../../src/figures/topology/places.ts';
import { type Model, type Played, play, recipeOf } from '../../src/kernel/index.ts';
import { clientServer } from './fixtures/client-server.ts';
import { peers } from './fixtures/peers.ts';
import { crowded, dynamic, longNames } from './fixtures/relays.ts';

const begun = (model: Model, scenario: string, knobs = {}): Played =>
  play(model, recipeOf(model, scenario, { knobs }), { maxSteps: 1 });

const oneAndMany = {
  ...clientServer,
  id: 'one-and-many',
  scenarios: {
    one: { ...(clientServer.scenarios['calm'] as Model['scenarios'][string]), knobs: { clients: 1 } },
    many: { ...(clientServer.scenarios['calm'] as Model['scenarios'][string]), knobs: { clients: 12 } },
  },
};

test('in every scenario there is a place for each instance that is not one of a crowd', () => {
  for (const model of [clientServer, peers, crowded, longNames, dynamic, oneAndMany]) {
    const rooms = roomsOf(model);
    for (const scenario of Object.keys(model.scenarios)) {
      const played = begun(model, scenario);
      const placements = placementsIn(rooms, [played]);
      for (const placement of [placements, placements?.narrow])
        for (const { kind, instances, slots } of placement === undefined
          ? []
          : placesOf({ played, moment: played.history.at(-1) }, placement).boxes)
          expect(
            slots.length > 0 || instances.length > MOST_SLOTS,
            `${model.id}, ${scenario}: ${instances.length} × ${kind}`,
          ).toBe(true);
    }
  }
});

test('a box keeps no room for the instances of another scenario', () => {
  const rooms = roomsOf(oneAndMany);
  const one = placementsIn(rooms, [begun(oneAndMany, 'one')]);
  const many = placementsIn(rooms, [begun(oneAndMany, 'many')]);
  expect(one?.nodes['client']?.height).toBeLessThan((many?.nodes['client']?.height ?? 0) / 2);
});

test('what a reader turns to numbers that no scenario has stands in the room for every run', () => {
  const rooms = roomsOf(oneAndMany);
  const turned = begun(oneAndMany, 'one', { clients: 3 });
  expect(rooms[countsOf(turned.model, turned.params)]).toBeUndefined();
  expect(placementsIn(rooms, [turned])).toBe(rooms[EVERY_RUN]);
});

test('runs that are compared stand alike, whatever they have', () => {
  const rooms = roomsOf(oneAndMany);
  const [one, many] = [begun(oneAndMany, 'one'), begun(oneAndMany, 'many')];
  expect(placementsIn(rooms, [one, one])).toBe(placementsIn(rooms, [one]));
  expect(placementsIn(rooms, [one, many])).toBe(rooms[EVERY_RUN]);
});

test('boxes stand in the same order whatever a run has', () => {
  const orderOf = (nodes: Readonly<Record<string, { x: number; y: number }>>, axis: 'x' | 'y') =>
    Object.keys(nodes).toSorted((a, b) => (nodes[a]?.[axis] ?? 0) - (nodes[b]?.[axis] ?? 0) || (a < b ? -1 : 1));
  for (const model of [crowded, longNames]) {
    const every = layoutOf(model);
    const own = layoutOf(model, { recipes: [recipeOf(model)] });
    for (const axis of ['x', 'y'] as const) expect(orderOf(own.nodes, axis)).toEqual(orderOf(every.nodes, axis));
  }
});

test('a kind that a run goes without is an empty box of one line', () => {
  const none = {
    ...oneAndMany,
    components: ((params) => clientServer.components(params).slice(-1)) as Model['components'],
  };
  const nodes = layoutOf(none, { recipes: [recipeOf(none, 'one')] }).nodes;
  expect(Math.min(...Object.values(nodes).map(({ height }) => height))).toBeLessThan(70);
});
