/** A counterexample is a run: it replays in the player, by any means of stepping, and breaks its invariant at the last step. */
import { describe, expect, test } from 'vitest';
import oversell from '../../../simulations/oversell/index.ts';
import { interpreted } from '../../../src/kernel/chart/index.ts';
import { DisagreementError, explore, type Violation } from '../../../src/kernel/explore/index.ts';
import { type Model, type Params, play, recipeOf, ScheduleError } from '../../../src/kernel/index.ts';
import { paramsOf, TABLE } from './oversell-params.ts';
import { counter, invariant, modelOf, NO_PARAMS, sender } from './small-models.ts';

const replay = (params: Params, { schedule }: Violation) =>
  play(oversell, recipeOf(oversell, 'verify', { knobs: params, schedule }));

describe.each(TABLE.filter(([, buyers, , , steps]) => steps !== undefined && buyers < 4))(
  '%s with %i buyers',
  (design, buyers) => {
    const params = paramsOf(design, buyers);

    test.each([false, true])(
      'its counterexample breaks the invariant at the last step of a replay (symmetry: %s)',
      (symmetry) => {
        const [violation] = explore(oversell, params, { symmetry, stopAtFirst: true }).violations as [Violation];
        const played = replay(params, violation);
        const verdict = played.verdicts.find(({ name }) => name === violation.invariant);
        expect(played.history).toHaveLength(violation.steps);
        expect(verdict?.violatedAt).toMatchObject({ index: violation.steps - 1, why: violation.why });
      },
    );
  },
);

test('under a budget of faults, too', () => {
  const params = paramsOf('lease-lock', 2);
  for (const violation of explore(oversell, params, { drop: 1, duplicate: 1 }).violations) {
    const verdict = replay(params, violation).verdicts.find(({ name }) => name === violation.invariant);
    expect(verdict?.holds).toBe(false);
  }
});

test('each step is a sentence', () => {
  const [violation] = explore(oversell, paramsOf('read-decide-write', 2)).violations as [Violation];
  expect(violation.trace.map(({ note }) => note)).toEqual([
    'The row tells Buyer 1 that the stock is 1',
    'The row tells Buyer 2 that the stock is 1',
    'Buyer 1 reads stock 1 and decides to buy',
    'Buyer 2 reads stock 1 and decides to buy',
    'The row takes stock 0 from Buyer 1: 1 sold',
    'The row takes stock 0 from Buyer 2, where it held 0: 2 sold',
  ]);
  expect(violation.why).toBe('2 sold of 1');
});

test('nothing that takes no more steps is hidden behind a longer one: the first found is a shortest', () => {
  const model = modelOf({
    machines: { counter: counter(), sender: sender(4) },
    invariants: [3, 2].map((limit) =>
      invariant(`below ${limit}`, 'counter', (of) => of('counter')[0]?.context.n < limit),
    ),
  });
  expect(explore(model, NO_PARAMS).violations.map(({ invariant: name, steps }) => [name, steps])).toEqual([
    ['below 2', 2],
    ['below 3', 3],
  ]);
});

test('an invariant that is broken from the beginning has a counterexample of no steps', () => {
  const model = modelOf({ machines: { counter: counter() }, invariants: [invariant('never', 'counter', () => false)] });
  expect(explore(model, NO_PARAMS).violations).toMatchObject([{ steps: 0, schedule: [] }]);
});

test('a schedule that the model does not allow says what is pending', () => {
  const recipe = recipeOf(oversell, 'verify', { schedule: [{ act: 'deliver', key: '@row,,{type:"NOTHING"}' }] });
  expect(() => play(oversell, recipe)).toThrow(ScheduleError);
});

test('a model that does not answer the same twice is found out', () => {
  let asked = 0;
  const fickle: Model = modelOf({
    machines: { counter: counter(), sender: sender(1) },
    invariants: [invariant('fickle', 'counter', (of) => of('counter')[0]?.context.n === 0 || asked++ > 0)],
  });
  expect(() => explore(fickle, NO_PARAMS)).toThrow(DisagreementError);
});

test('tables and XState replay a counterexample alike', () => {
  const params = paramsOf('fenced-writes', 3);
  const [violation] = explore(oversell, params, { stopAtFirst: true }).violations as [Violation];
  const recipe = recipeOf(oversell, 'verify', { knobs: params, schedule: violation.schedule });
  expect(play(oversell, recipe, { chart: interpreted }).traceHash).toBe(play(oversell, recipe).traceHash);
});
