import { expect, test } from 'vitest';
import type { Exploration } from '../../src/kernel/explore/index.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { type Knob, type Model, paramsOf, play, type Recipe, scenarioOf } from '../../src/kernel/index.ts';
import { sweepChunk } from '../../src/kernel/sweep/index.ts';
import { explorationFrom } from '../../src/player/exploration-from.ts';
import { explorationTask, isAbout, placeOfChoice } from '../../src/player/labour.ts';
import { unfoundInWords } from '../../src/player/labour-words.ts';
import { lookedAtInWords } from '../../src/player/looked-at.ts';
import { pairedSummary } from '../../src/player/paired.ts';
import { rankOf, seedDots } from '../../src/player/seed-dots.ts';
import { openSession } from '../../src/player/session.ts';
import { fixture, NOTHING_LOST, recipe } from './fixture.ts';

const swept = (model: Model, of: Recipe, to: number) =>
  ({
    kind: 'sweep',
    recipes: [of],
    from: 1,
    to,
    rows: [sweepChunk(model, { index: 0, recipe: of, from: 1, to })],
  }) as const;

test('a model without a small configuration is not explored', () => {
  expect(explorationTask(fixture, recipe('calm'))).toBeUndefined();
});

test("exploration takes the reader's design and the small configuration's sizes", () => {
  const model = { ...fixture, verification: 'hasty' };
  const task = explorationTask(model, recipe('calm', { knobs: { mood: 'cross', calls: 60 } }));
  expect(task?.recipe).toMatchObject({ scenario: 'hasty', knobs: { mood: 'cross', loud: false } });
  expect(task?.recipe.knobs).not.toHaveProperty('calls');
});

test('what a search has set small is said, with the value that it has there', () => {
  const model = { ...fixture, verification: 'hasty' };
  const task = explorationTask(model, recipe('calm', { knobs: { calls: 60 } }));
  if (task === undefined) throw new Error('expected a search');
  const calls = paramsOf(model, task.recipe)['calls'];
  expect(lookedAtInWords(task, model)).toContain(`set small for it: `);
  expect(lookedAtInWords(task, model)).toContain(`${fixture.knobs['calls']?.label} ${calls}`);
  expect(lookedAtInWords({ ...task, asked: task.recipe }, model)).not.toContain('set small');
});

test('a scenario says which small configuration its search visits', () => {
  const scenarios = { ...fixture.scenarios, calm: { ...scenarioOf(fixture, 'calm')[1], search: 'hasty' } };
  const model = { ...fixture, scenarios, verification: 'calm' };
  expect(explorationTask(model, recipe('calm'))?.recipe.scenario).toBe('hasty');
  expect(explorationTask(model, recipe('hasty'))?.recipe.scenario).toBe('calm');
});

test('a number that has a name is a design, and taken from the reader', () => {
  const calls = { ...fixture.knobs.calls, words: { '60': 'all day' } } as Knob;
  const model = { ...fixture, knobs: { ...fixture.knobs, calls }, verification: 'hasty' };
  expect(explorationTask(model, recipe('calm', { knobs: { calls: 60 } }))?.recipe.knobs).toMatchObject({ calls: 60 });
  expect(explorationTask(model, recipe('calm', { knobs: { calls: 59 } }))?.recipe.knobs).not.toHaveProperty('calls');
});

test('a choice that takes away whom the small configuration lists is not taken from the reader', () => {
  const kinds = { ...fixture.kinds, worker: { ...fixture.kinds.worker, dynamic: true } } as Model['kinds'];
  const components: Model['components'] = (params) =>
    fixture.components(params).filter(({ id }) => id !== 'worker' || params.mood !== 'cross');
  const model = { ...fixture, kinds, components, verification: 'hasty' };
  const task = explorationTask(model, recipe('calm', { knobs: { mood: 'cross', loud: true } }));
  expect(task?.recipe.knobs).toMatchObject({ loud: true });
  expect(task?.recipe.knobs).not.toHaveProperty('mood');
});

test('every seed is a dot, and what broke is counted', () => {
  const dots = seedDots(fixture, swept(fixture, recipe('hasty'), 25));
  expect(dots.dots).toHaveLength(25);
  expect(dots.broken).toEqual([{ name: NOTHING_LOST, runs: 25, firstSeed: 1 }]);
  expect(dots.measure).toBe('events');
});

test('no two dots are in one place', () => {
  for (const many of [25, 400]) {
    const { dots } = seedDots(fixture, swept(fixture, recipe('calm'), many));
    expect(new Set(dots.map(({ column, row }) => `${column},${row}`)).size).toBe(many);
  }
});

test('the worst is the worst of the measure that the model judges', () => {
  const measures: Model['measures'] = {
    seed: { unit: '', says: 'The seed.', better: 'lower', value: () => 0 },
  };
  const model = { ...fixture, measures };
  const sweep = swept(model, recipe('calm'), 30);
  const column = 3 + 6; // after seed, events, end and the six of the books
  const width = sweep.rows[0]!.length / 30;
  for (let i = 0; i < 30; i++) sweep.rows[0]![i * width + column] = i === 7 ? 99 : i;
  const dots = seedDots(model, sweep);
  expect(dots.worst?.seed).toBe(8);
  expect(rankOf(dots, 8)).toEqual({ below: 29 / 30, above: 0 });
  expect(rankOf(dots, 31)).toBeUndefined();
});

test('a run that a sweep points to is the run that is opened', () => {
  const sweep = swept(fixture, recipe('hasty'), 3);
  const played = play(fixture, { ...(sweep.recipes[0] as Recipe), seed: 3 });
  expect(sweep.rows[0]?.[(2 * sweep.rows[0].length) / 3 + 1]).toBe(played.history.length);
});

test('what was found is about one design, scenario and set of faults, whatever the seed', () => {
  const sweep = swept(fixture, recipe('hasty'), 3);
  const isAboutRun = (of: Recipe) => isAbout(sweep, openSession({ model: fixture, recipe: of, designs: [] }));
  expect(isAboutRun(recipe('hasty', { seed: 99 }))).toBe(true);
  expect(isAboutRun(recipe('hasty', { knobs: { workMs: 1 } }))).toBe(false);
  expect(isAboutRun(recipe('calm'))).toBe(false);
});

test('exploration from a moment goes the way of the run that is shown', () => {
  const played = play(fixture, recipe('calm'));
  const task = explorationFrom(played, 3);
  expect(task).toMatchObject({ kind: 'explore', recipe: recipe('calm') });
  expect(task.kind === 'explore' && task.from).toHaveLength(4);
});

test('a choice of a counterexample finds its step, though a crash takes two', () => {
  const deliver = { act: 'deliver', key: '' } as const;
  const crash = { act: 'crash', component: 'worker' } as const;
  const violation = {
    invariant: '',
    kind: 'always',
    why: '',
    steps: 3,
    schedule: [deliver, crash, deliver, crash, deliver],
    trace: [],
  } as const;
  expect([-1, 0, 1, 2].map((nth) => placeOfChoice(violation, nth))).toEqual([2, 3, 5, 6]);
});

test('designs are compared pair by pair: what differs, by how much, and which way is better', () => {
  const took: Model['measures'][string] = {
    unit: 'ms',
    says: 'How long the run took.',
    better: 'lower',
    value: ({ nowUs }) => nowUs / 1_000,
  };
  const model: Model = { ...fixture, measures: { took, same: { unit: '', says: 'One.', value: () => 1 } } };
  const recipes = [recipe('calm'), recipe('calm', { knobs: { workMs: 30 } })];
  const rows = recipes.map((each, index) => sweepChunk(model, { index, recipe: each, from: 1, to: 20 }));
  const { runs, rows: differing, alike } = pairedSummary(model, { kind: 'sweep', recipes, from: 1, to: 20, rows }, 1);
  expect(runs).toBe(20);
  expect(differing).toMatchObject([{ measure: 'took', n: 20, verdict: 'worse' }]);
  expect(differing[0]?.difference).toBeCloseTo((differing[0]?.after ?? 0) - (differing[0]?.before ?? 0));
  expect(alike).toEqual(['One.']);
});

test('a search that finds nothing says so of what the run on the screen breaks', () => {
  const { verdicts } = play(fixture, recipe('hasty'));
  const nothing = { violations: [], bounds: { fromMoment: false } } as unknown as Exploration; // all that is read
  expect(unfoundInWords(nothing, verdicts)).toContain(`The run that is shown breaks “${NOTHING_LOST}”.`);
  expect(unfoundInWords(nothing, play(fixture, recipe('calm')).verdicts)).toBeUndefined();
});

test('what was found stays while it is shown itself, though its scenario would be searched with another design', () => {
  const named = { ...fixture.knobs.calls, words: { '3': 'few' } } as Knob;
  const scenarios = { ...fixture.scenarios, hasty: { ...scenarioOf(fixture, 'hasty')[1], knobs: { calls: 3 } } };
  const model = { ...fixture, scenarios, knobs: { ...fixture.knobs, calls: named }, verification: 'hasty' };
  const task = explorationTask(model, recipe('calm', { knobs: { calls: 5 } }));
  if (task === undefined) throw new Error('the model names a configuration, and there is no search of it');
  const shown = { ...task.recipe, schedule: [] };
  const exploration = explore(model, paramsOf(model, task.recipe), { maxStates: 1 });
  expect(isAbout({ kind: 'explore', task, exploration }, openSession({ model, recipe: shown, designs: [] }))).toBe(
    true,
  );
});
