/** Whatever exploration leaves out to be fast, it finds the same states, choices, depth and ends as one that leaves out nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyStateMachine, cancel, raise, setup } from 'xstate';
import oversell from '../../../simulations/oversell/index.ts';
import { explore } from '../../../src/kernel/explore/index.ts';
import { type ExplorationBudget, type Model, send } from '../../../src/kernel/index.ts';
import { paramsOf, TABLE } from './oversell-params.ts';
import { countsOf, exploreSlowly } from './reference.ts';
import { invariant, modelOf, NO_PARAMS, race, starter } from './small-models.ts';

const budgets: ExplorationBudget[] = [
  {},
  { drop: 1 },
  { duplicate: 1 },
  { drop: 1, duplicate: 1 },
  { crash: { kinds: ['lock', 'row', 'buyer'], times: 1 } },
];
const designs = [...new Set(TABLE.map(([design]) => design))];

test.each(designs.flatMap((design) => budgets.map((budget) => [design, budget] as const)))(
  '%s with two buyers under %j',
  (design, budget) => {
    const params = paramsOf(design, 2);
    expect(countsOf(explore(oversell, params, budget))).toEqual(countsOf(exploreSlowly(oversell, params, budget)));
  },
);

test.each(['read-decide-write', 'optimistic-version', 'atomic-decrement'])('%s with three buyers', (design) => {
  const params = paramsOf(design, 3);
  expect(countsOf(explore(oversell, params))).toEqual(countsOf(exploreSlowly(oversell, params)));
});

test('regions that were entered in another order are another state', () => {
  const never = (won: string) => invariant(`${won} never wins`, 'race', (of) => of('race')[0]?.value !== `${won} won`);
  const model = modelOf({ machines: { race, starter }, invariants: [never('left'), never('right')] });
  expect(explore(model, NO_PARAMS).violations.map(({ invariant: name }) => name)).toEqual([
    'left never wins',
    'right never wins',
  ]);
  expect(countsOf(explore(model, NO_PARAMS))).toEqual(countsOf(exploreSlowly(model, NO_PARAMS)));
});

const timerActions = {
  set: [raise({ type: 'OVER' }, { id: 'timer', delay: 10 })],
  'call off': [cancel('timer')],
  leave: [],
};

/** What a component does on an event: where it goes, whom it tells, what it does about its timer. */
interface Reaction {
  readonly target: number;
  readonly tells: readonly (readonly [to: number, event: string])[];
  readonly timer: keyof typeof timerActions;
}
const COMPONENTS = 3;
const STATES = 3;
const reaction: fc.Arbitrary<Reaction> = fc.record({
  target: fc.nat({ max: STATES - 1 }),
  tells: fc.array(fc.tuple(fc.nat({ max: COMPONENTS - 1 }), fc.constantFrom('A', 'B')), { maxLength: 1 }),
  timer: fc.constantFrom('set', 'set', 'call off', 'leave', 'leave', 'leave'),
});
const EVENTS = ['A', 'B', 'OVER'];
/** By state, by event. A state only leads to later ones, or the exploration of random models might never end. */
const component = fc.array(fc.array(reaction, { minLength: EVENTS.length, maxLength: EVENTS.length }), {
  minLength: STATES,
  maxLength: STATES,
});

function machineOf(states: readonly (readonly Reaction[])[]): AnyStateMachine {
  const onOf = (reactions: readonly Reaction[], state: number) =>
    reactions.map(({ target, tells, timer }, event) => {
      const later = Math.max(target, Math.min(state + 1, STATES));
      const actions = [...tells.map(([to, type]) => send(`part-${to}`, { type })), ...timerActions[timer]];
      return [EVENTS[event], { target: `s${later}`, actions }] as const;
    });
  const nodes = states.map(
    (reactions, state) => [`s${state}`, { on: Object.fromEntries(onOf(reactions, state)) }] as const,
  );
  return setup({}).createMachine({
    id: 'part',
    initial: 's0',
    entry: [send('part-0', { type: 'A' }), raise({ type: 'OVER' }, { id: 'timer', delay: 5 })] as never,
    states: { ...Object.fromEntries(nodes), [`s${STATES}`]: {} },
  }) as AnyStateMachine;
}
const randomModel: fc.Arbitrary<Model> = fc
  .array(component, { minLength: COMPONENTS, maxLength: COMPONENTS })
  .map((parts) =>
    modelOf({
      machines: Object.fromEntries(parts.map((states, i) => [`kind-${i}`, machineOf(states)])),
      ids: Object.fromEntries(parts.map((_, i) => [`kind-${i}`, [`part-${i}`]])),
    }),
  );
const randomBudget: fc.Arbitrary<ExplorationBudget> = fc.constantFrom(
  {},
  {},
  { drop: 1 },
  { duplicate: 1 },
  { crash: { kinds: ['kind-0', 'kind-1'], times: 1 } },
  { timers: { types: ['OVER'], times: 2 } },
);

test('random components with messages and timers', () => {
  fc.assert(
    fc.property(randomModel, randomBudget, (model, budget) => {
      const found = explore(model, NO_PARAMS, { ...budget, maxStates: 1500 });
      fc.pre(found.complete);
      expect(countsOf(found)).toEqual(countsOf(exploreSlowly(model, NO_PARAMS, budget)));
    }),
    { numRuns: 100, seed: 20_260_101 },
  );
});
