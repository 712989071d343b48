/** A reader stops a run and asks what can still go wrong from here. */
import { expect, test } from 'vitest';
import oversell from '../../../simulations/oversell/index.ts';
import { NEVER_OVERSOLD } from '../../../simulations/oversell/invariants.ts';
import requestLifecycle from '../../../simulations/request-lifecycle/index.ts';
import serviceStation from '../../../simulations/service-station/index.ts';
import { choicesOf, Departures, Explorer, explore, MomentError } from '../../../src/kernel/explore/index.ts';
import { type Fault, ms, type Played, paramsOf, play, recipeOf } from '../../../src/kernel/index.ts';

const played = (scenario: string, faults: readonly Fault[] = []) =>
  play(oversell, recipeOf(oversell, scenario, { faults }));

test('from every moment of a run that oversells it can still oversell, and never takes longer than the run itself', () => {
  const run = played('rush');
  const violatedAt = run.verdicts.find(({ name }) => name === NEVER_OVERSOLD)?.violatedAt?.index as number;
  for (let index = -1; index < violatedAt; index++) {
    const [violation] = explore(oversell, run.params, {
      from: choicesOf(run.history, index),
      stopAtFirst: true,
    }).violations;
    expect(violation?.invariant).toBe(NEVER_OVERSOLD);
    expect(violation?.steps).toBeLessThanOrEqual(violatedAt - index);
    const again = play(oversell, { ...run.recipe, schedule: violation?.schedule ?? [] });
    expect(again.verdicts.find(({ name }) => name === NEVER_OVERSOLD)?.holds).toBe(false);
  }
});

test('after the moment at which it was broken, it is broken at once', () => {
  const run = played('rush');
  const { violations } = explore(oversell, run.params, { from: choicesOf(run.history, run.history.length - 1) });
  expect(violations).toMatchObject([{ invariant: NEVER_OVERSOLD, steps: 0 }]);
});

test('the fewer events are left, the fewer states can be reached', () => {
  const run = played('paused-holder');
  const states = [5, 10, 15, 20].map(
    (index) => explore(oversell, run.params, { from: choicesOf(run.history, index) }).states,
  );
  expect(states).toEqual([...states].sort((a, b) => b - a));
});

test('what was lost, came twice or fell into a crash on the way is kept', () => {
  const faults: Fault[] = [
    { kind: 'loss', from: 'buyer', to: 'row', probability: 0.3, atUs: 0, untilUs: ms(100) },
    { kind: 'duplicate', from: 'buyer', to: 'row', probability: 0.5, atUs: 0, untilUs: ms(100) },
    { kind: 'crash', component: 'row', atUs: ms(20), untilUs: ms(50) },
  ];
  const run = play(oversell, recipeOf(oversell, 'rush', { seed: 4, faults, knobs: { buyers: 8, stock: 3 } }));
  const choices = choicesOf(run.history, run.history.length - 1);
  expect(new Set(choices.map(({ act }) => act))).toEqual(new Set(['deliver', 'drop', 'duplicate', 'crash']));
  const again = play(oversell, { ...run.recipe, schedule: choices });
  for (const { id, view } of run.history
    .at(run.history.length - 1)
    .components.map(({ component, view }) => ({ id: component.id, view })))
    expect([id, { ...again.run.view(id).context, since: 0 }]).toEqual([id, { ...view.context, since: 0 }]);
  expect(explore(oversell, paramsOf(oversell, run.recipe), { from: choices })).toMatchObject({
    complete: true,
    states: 1,
  });
});

test('nobody explores from a moment at which somebody is down', () => {
  const run = played('rush', [{ kind: 'crash', component: 'row', atUs: ms(60) }]);
  expect(() => choicesOf(run.history, run.history.length - 1)).toThrow(MomentError);
  expect(() => choicesOf(run.history, run.history.length - 1)).toThrow('row is down at this moment');
});

test('choices that the model does not allow are refused with what is pending', () => {
  const from = [{ act: 'deliver', key: '@row,,{type:"NOTHING"}' }] as const;
  expect(() => explore(oversell, played('verify').params, { from })).toThrow('step 0 on the way expects');
});

const refusals = (run: Played) => {
  const departures = new Departures(run);
  const moments = Array.from({ length: run.history.length + 1 }, (_, index) => index - 1);
  // Whoever scrubs back is told the same.
  departures.refusalAt(run.history.length - 1);
  return moments.map((index) => departures.refusalAt(index)?.kind);
};
const canBegin = (run: Played, index: number): boolean => {
  try {
    new Explorer(run.model, run.params, { from: choicesOf(run.history, index) });
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['rush', []],
  ['rush', [{ kind: 'crash', component: 'row', atUs: ms(20), untilUs: ms(50) }]],
  ['paused-holder', []],
  ['rush', [{ kind: 'loss', from: 'buyer', to: 'row', probability: 0.3, atUs: 0, untilUs: ms(100) }]],
] as const)('it is known before from which moments of %s nobody can explore', (scenario, faults: readonly Fault[]) => {
  const run = played(scenario, faults);
  expect(refusals(run).map((kind) => kind === undefined)).toEqual(refusals(run).map((_, at) => canBegin(run, at - 1)));
});

test('where time decides what comes next exploration begins only before it, and where components come and go never', () => {
  const late = play(serviceStation, recipeOf(serviceStation, 'nearly'));
  const kinds = refusals(late);
  const first = kinds.indexOf('undecided');
  expect(first).toBeGreaterThan(0);
  expect(kinds.slice(first).every((kind) => kind === 'undecided')).toBe(true);
  expect(canBegin(late, first - 2)).toBe(true);
  expect(canBegin(late, first - 1)).toBe(false);
  const dynamic = play(requestLifecycle, recipeOf(requestLifecycle, 'impatient-client'));
  expect(new Set(refusals(dynamic))).toEqual(new Set(['never']));
});
