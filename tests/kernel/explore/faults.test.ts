/** What the adversary may do, it does everywhere; what it may not do, it does nowhere. */
import { expect, test } from 'vitest';
import oversell from '../../../simulations/oversell/index.ts';
import { EVERYBODY_IS_ANSWERED, NEVER_OVERSOLD } from '../../../simulations/oversell/invariants.ts';
import { explore } from '../../../src/kernel/explore/index.ts';
import { paramsOf } from './oversell-params.ts';
import { counter, invariant, modelOf, NO_PARAMS, sender, ticker } from './small-models.ts';

const atomic = paramsOf('atomic-decrement', 3);

test.each([
  [{}, 43],
  [{ drop: 1 }, 109],
  [{ duplicate: 1 }, 445],
  [{ drop: 1, duplicate: 1 }, 926],
])('three buyers and an atomic decrement under %j have %i states', (budget, states) => {
  const found = explore(oversell, atomic, budget);
  expect(found.states).toBe(states);
  expect(found.violations.map(({ invariant: name }) => name)).not.toContain(NEVER_OVERSOLD);
});

test.each([{ drop: 1 }, { duplicate: 1 }, { drop: 1, duplicate: 1 }])(
  'under %j the reduced states stand for all of them',
  (budget) => {
    const all = explore(oversell, atomic, budget).states;
    expect(explore(oversell, atomic, { ...budget, symmetry: true }).represented).toBe(all);
  },
);

test('a lost message leaves a buyer without an answer, and the way there is short', () => {
  const { violations } = explore(oversell, paramsOf('atomic-decrement', 2), { drop: 1 });
  expect(violations.map(({ invariant: name, steps }) => [name, steps])).toEqual([[EVERYBODY_IS_ANSWERED, 3]]);
  expect(violations[0]?.schedule.map(({ act }) => act)).toContain('drop');
});

test('a lock service that forgets its queue in a crash leaves a buyer waiting', () => {
  const crash = { kinds: ['lock'], times: 1 };
  const { violations, bounds } = explore(oversell, paramsOf('fenced-reads-and-writes', 2), { crash });
  expect(violations.map(({ invariant: name }) => name)).toEqual([EVERYBODY_IS_ANSWERED]);
  expect(violations[0]?.schedule).toContainEqual({ act: 'crash', component: 'lock' });
  expect(violations[0]?.trace.map(({ note }) => note)).toContain('Lock service crashes and restarts at once');
  expect(violations[0]?.trace).toHaveLength(violations[0]?.steps as number);
  expect(bounds.text).toContain('up to 1 crash with restart at once (lock)');
});

const below = (limit: number) =>
  invariant(`fewer than ${limit}`, 'counter', (of) => of('counter').every((view) => view.context.n < limit));
const counted = (limit: number, survives?: readonly string[]) =>
  modelOf({
    machines: { counter: { machine: counter(), ...(survives && { survives }) }, sender: sender(2) },
    invariants: [below(limit)],
  });

test('duplicates are delivered on top of the originals', () => {
  expect(explore(counted(3), NO_PARAMS).violations).toEqual([]);
  expect(explore(counted(3), NO_PARAMS, { duplicate: 1 }).violations[0]?.steps).toBe(3);
  expect(explore(counted(4), NO_PARAMS, { duplicate: 1 }).violations).toEqual([]);
});

test('a crash forgets what is not on disk', () => {
  const crash = { kinds: ['counter'], times: 1 };
  const forgets = invariant('it remembers', 'counter', (of) => of('counter').every((view) => view.context.n > 0));
  const model = (survives?: readonly string[]) =>
    modelOf({
      machines: { counter: { machine: counter(), ...(survives && { survives }) }, sender: sender(1) },
      // At rest: the message has been delivered, and nothing is left to happen.
      invariants: [{ ...forgets, kind: 'eventually' }],
    });
  expect(explore(model(), NO_PARAMS, { crash }).violations[0]?.schedule.map(({ act }) => act)).toEqual([
    'deliver',
    'crash',
  ]);
  expect(explore(model(['n']), NO_PARAMS, { crash }).violations).toEqual([]);
});

test('the budget is in the bounds, word for word', () => {
  expect(explore(oversell, atomic).bounds.text).toBe(
    'every order of deliveries and timers; no lost messages; no duplicated messages; no crashes; any timer may fire at any moment; every draw of chance is the median',
  );
  expect(explore(oversell, atomic, { drop: 2, duplicate: 1 }).bounds.text).toContain(
    'up to 2 lost messages; up to 1 duplicated message',
  );
});

test.each([
  [{ drop: -1 }, '"drop" of an exploration is -1; expected a whole number ≥ 0'],
  [{ drop: 0.5 }, '"drop" of an exploration is 0.5'],
  [
    { crash: { kinds: ['row', 'till'], times: 1 } },
    'unknown kind "till" in the crashes to explore of oversell; known: row, lock, buyer',
  ],
  [{ drop: 300, duplicate: 300 }, 'too large to explore'],
])('a budget that makes no sense is refused: %j', (budget, message) => {
  expect(() => explore(oversell, atomic, budget)).toThrow(message);
});

test('a timer that sets itself again fires as often as its type may, and the bounds say so', () => {
  const rationed = { timers: { types: ['TICK'], times: 3 } };
  const ticking = (limit: number) => modelOf({ machines: { counter: ticker }, invariants: [below(limit)] });
  const { complete, reason } = explore(ticking(1000), NO_PARAMS, { maxStates: 50 });
  expect([complete, reason]).toEqual([false, 'more than 50 states']);
  expect(explore(ticking(4), NO_PARAMS, rationed)).toMatchObject({
    complete: true,
    states: 4,
    atRest: 0,
    violations: [],
  });
  expect(explore(ticking(3), NO_PARAMS, rationed).violations[0]?.steps).toBe(3);
  expect(explore(ticking(4), NO_PARAMS, rationed).bounds.text).toContain('but of TICK at most 3 fire');
});
