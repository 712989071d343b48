/** Symmetry is used where it holds, and refused with the reason where it does not. */
import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import oversell from '../../../simulations/oversell/index.ts';
import { explore, SymmetryError } from '../../../src/kernel/explore/index.ts';
import { type Invariant, reply } from '../../../src/kernel/index.ts';
import { paramsOf } from './oversell-params.ts';
import { client, invariant, modelOf, NO_PARAMS, neighbour, server } from './small-models.ts';

const clients = (count: number) => Array.from({ length: count }, (_, i) => `client-${i + 1}`);
const asking = (machine = server, count = 3, invariants: readonly Invariant[] = []) =>
  modelOf({
    machines: { server: machine, client: { machine: client, symmetric: true } },
    ids: { client: clients(count) },
    invariants,
  });

test.each([2, 3, 4, 5])('ids that are kept as strings are renamed, too (%i clients)', (count) => {
  const all = explore(asking(server, count), NO_PARAMS);
  const reduced = explore(asking(server, count), NO_PARAMS, { symmetry: true });
  expect(reduced.represented).toBe(all.states);
  expect(reduced.states).toBeLessThan(all.states);
});

test('ids that are keys of a record are renamed, too', () => {
  const keyed = setup({ types: {} as { context: { asked: Readonly<Record<string, number>> } } }).createMachine({
    id: 'server',
    context: { asked: {} },
    on: {
      ASK: {
        actions: [
          assign({
            asked: ({ context, event }) => ({
              ...context.asked,
              [(event as unknown as { from: { id: string } }).from.id]: 1,
            }),
          }),
          reply({ type: 'YES' }),
        ],
      },
    },
  });
  const model = modelOf({
    machines: { server: keyed, client: { machine: client, symmetric: true } },
    ids: { client: clients(4) },
  });
  const all = explore(model, NO_PARAMS);
  const reduced = explore(model, NO_PARAMS, { symmetry: true });
  expect([all.states, reduced.represented]).toEqual([81, 81]);
  expect(reduced.states).toBe(15);
});

test('a component that has a favourite is found out', () => {
  const partial = setup({}).createMachine({
    id: 'server',
    on: {
      ASK: [
        {
          guard: ({ event }) => (event as unknown as { from: { id: string } }).from.id === 'client-1',
          actions: reply({ type: 'YES' }),
        },
        { actions: reply({ type: 'NO' }) },
      ],
    },
  });
  const model = modelOf({
    machines: { server: partial, client: { machine: client, symmetric: true } },
    ids: { client: clients(3) },
  });
  expect(explore(model, NO_PARAMS).complete).toBe(true);
  expect(() => explore(model, NO_PARAMS, { symmetry: true })).toThrow(SymmetryError);
  expect(() => explore(model, NO_PARAMS, { symmetry: true })).toThrow(
    '"server" (kind "server") does not treat interchangeable components alike',
  );
});

test('an invariant that has a favourite is found out', () => {
  const partial = invariant('client 1 is not chosen', 'client', (of) => of('client')[0]?.value !== 'chosen');
  expect(() => explore(asking(server, 3, [partial]), NO_PARAMS, { symmetry: true })).toThrow(
    'the invariant "client 1 is not chosen" tells interchangeable components apart',
  );
});

test('components that talk to each other are refused', () => {
  const model = modelOf({
    machines: { neighbour: { machine: neighbour, symmetric: true } },
    ids: { neighbour: ['left', 'right'] },
    inputs: { left: { to: 'right' }, right: { to: 'left' } },
  });
  expect(() => explore(model, NO_PARAMS, { symmetry: true })).toThrow(SymmetryError);
  expect(explore(model, NO_PARAMS).states).toBe(4);
});

test('components whose inputs do not name each of them are refused', () => {
  const model = modelOf({
    machines: { client: { machine: client, symmetric: true }, server },
    ids: { client: clients(3) },
    inputs: { 'client-1': { eager: true }, 'client-2': { eager: false }, 'client-3': { eager: true } },
  });
  expect(() => explore(model, NO_PARAMS, { symmetry: true })).toThrow('their inputs differ in "eager"');
});

test('a model without interchangeable components is explored as ever', () => {
  const model = modelOf({ machines: { server, client } });
  expect(explore(model, NO_PARAMS, { symmetry: true })).toMatchObject({ states: 3, represented: 3 });
});

test('crashes of interchangeable components are interchangeable', () => {
  const crash = { kinds: ['buyer'], times: 1 };
  const params = paramsOf('atomic-decrement', 3);
  const all = explore(oversell, params, { crash });
  expect(explore(oversell, params, { crash, symmetry: true }).represented).toBe(all.states);
});
