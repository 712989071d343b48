import { expect, test } from 'vitest';
import oversell from '../../simulations/oversell/index.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { candidatesAt, paramsOf, play, type Recipe, recipeOf } from '../../src/kernel/index.ts';
import { bringBack, choose, fork, inject, nextUs, reseed, turn } from '../../src/player/branch.ts';
import { changesInWords } from '../../src/player/changes.ts';
import { handChoices, letNext, takenBack } from '../../src/player/let-next.ts';
import { asideOf, back, compare, moveTo, openRecipe, openSession, type Session } from '../../src/player/session.ts';

const fair = recipeOf(oversell, 'rush', { seed: 4, knobs: { buyers: 2, stock: 1 } });
/** After this step a write and a read are on their way, the write first. */
const BOTH = 4;
const opened = () => moveTo(openSession({ model: oversell, recipe: fair, designs: [] }), BOTH);

/** Presses the nth row of the list. */
function press(session: Session, nth: number, act: 'deliver' | 'drop' | 'duplicate' = 'deliver'): Session {
  const { model, recipe, timeline, place } = session;
  const played = timeline.lanes.at(-1);
  const all = played === undefined ? [] : candidatesAt(played, place);
  const key = all[nth]?.key ?? '';
  return fork(session, letNext(model, recipe, place, { act, key }, all[0]), place + 1);
}
const sold = ({ timeline }: Session) => timeline.lanes.at(-1)?.measures.sold;
const stepsOf = (recipe: Recipe) => play(oversell, recipe).history.steps.map(({ event }) => event.type);

test('what is chosen is the next event, and is said with what becomes of the promises', () => {
  const after = press(opened(), 1);
  expect([sold(opened()), sold(after)]).toEqual([1, 2]);
  expect(after.place).toBe(BOTH + 1);
  expect(after.news?.text).toMatch(/^event 6 of 12, .*stock is 1\. In this run this does not hold: no more is sold/);
});

test('what is due first needs no choice: the playhead moves on, and the run is the same', () => {
  const after = press(opened(), 0);
  expect(after.recipe).toBe(fair);
  expect(after.place).toBe(BOTH + 1);
});

test('it is compared with the run before, and undone, like any other change', () => {
  const forked = press(opened(), 1);
  const both = compare(forked);
  expect(both.timeline.lanes.map(({ measures }) => measures.sold)).toEqual([1, 2]);
  expect(changesInWords(oversell, fair, forked.recipe)).toBe('its order changed at event 6');
  expect(back(both).recipe.chosen).toBeUndefined();
});

test('choosing earlier drops what was chosen later', () => {
  const later = press(opened(), 1);
  expect(press(moveTo(later, 2), 1).recipe.chosen?.map(({ atStep }) => atStep)).toEqual([3]);
});

test('taking a choice back takes back those that hang on it', () => {
  const twice = press(press(opened(), 1), 1, 'duplicate');
  expect(twice.recipe.chosen).toHaveLength(2);
  expect(takenBack(oversell, twice.recipe, fair, 1).chosen).toHaveLength(1);
  expect(fork(twice, takenBack(oversell, twice.recipe, fair, 0)).recipe).toBe(fair);
});

test('a fault afterwards keeps what was chosen before it, and one before it drops it', () => {
  const forked = press(opened(), 1);
  const crash = (session: Session) => ({ kind: 'crash', component: 'row', atUs: nextUs(session) }) as const;
  expect(inject(forked, crash(forked)).recipe.chosen).toHaveLength(1);
  const earlier = moveTo(forked, 1);
  expect(inject(earlier, crash(earlier)).recipe.chosen).toBeUndefined();
});

test('another seed or knob has another run, in the order of its time', () => {
  const forked = press(opened(), 1);
  expect(reseed(forked, 5).recipe.chosen).toBeUndefined();
  expect(turn(forked, 'latencyMs', 9).recipe.chosen).toBeUndefined();
});

test('an order that another knob, seed or fault drops is told of, and had back with the run that it belongs to', () => {
  const forked = press(opened(), 1);
  const crash = { kind: 'crash', component: 'row', atUs: 1 } as const;
  for (const other of [turn(forked, 'latencyMs', 9), reseed(forked, 5), inject(forked, crash)]) {
    expect(asideOf(other)).toBe('The order that was chosen is dropped: it belongs to the run before.');
    expect(other.news?.text).toContain('The order that was chosen is dropped');
    expect(bringBack(other).recipe).toBe(forked.recipe);
    expect(asideOf(moveTo(other, other.place - 1))).toBe('');
  }
  const further = turn(turn(forked, 'latencyMs', 9), 'latencyMs', 8);
  expect(asideOf(further)).not.toBe('');
  expect(further.news?.text).not.toContain('dropped');
  expect(bringBack(further).recipe).toBe(forked.recipe);
  expect(asideOf(turn(opened(), 'latencyMs', 9))).toBe('');
});

test('an order that another scenario drops is told of, and had back as it was left, with what it is compared to', () => {
  const both = compare(press(opened(), 1));
  const elsewhere = choose(both, 'verify');
  expect(asideOf(elsewhere)).toBe('The order that was chosen is dropped: it belongs to the run before.');
  expect(elsewhere.news?.text).toMatch(/^Scenario: .*\. event .*\. The order that was chosen is dropped/);
  // Further on it is still to be had.
  for (const other of [elsewhere, reseed(elsewhere, 5), choose(elsewhere, 'verify')]) {
    const again = bringBack(other);
    const { recipe, kept, place, published, origin, measured } = both;
    expect(again).toMatchObject({ recipe, kept, place, published, origin, measured, dropped: undefined });
    expect(sold(again)).toBe(sold(both));
  }
  expect(asideOf(choose(opened(), 'verify'))).toBe('');
});

test('what stood above an order that is had back stands above it again', () => {
  const both = compare(press(opened(), 1));
  expect(bringBack(reseed(both, 5)).kept).toBe(both.kept);
});

test('in an order that was found the rest follows as far as it still can', () => {
  const verify = recipeOf(oversell, 'verify');
  const [violation] = explore(oversell, paramsOf(oversell, verify), { stopAtFirst: true }).violations;
  const recipe = { ...verify, schedule: violation?.schedule ?? [] };
  const all = candidatesAt(play(oversell, recipe), 0);
  const last = all.at(-1)?.key ?? '';
  const next = letNext(oversell, recipe, 0, { act: 'deliver', key: last });
  expect(next.schedule?.[1]).toEqual({ act: 'deliver', key: last });
  expect(stepsOf(next)[0]).toBe(stepsOf(recipe)[0]);
  expect(next.schedule?.length).toBeLessThanOrEqual(recipe.schedule.length + 1);
  expect(() => play(oversell, next)).not.toThrow();
});

test('an order that was found goes on by hand where it ends', () => {
  const recipe = { ...recipeOf(oversell, 'verify'), schedule: [] };
  const [first] = candidatesAt(play(oversell, recipe), -1);
  const next = letNext(oversell, recipe, -1, { act: 'deliver', key: first?.key ?? '' });
  expect(stepsOf(next)).toEqual(['READ']);
});

/** The shortest way to sell too much, at its beginning. */
function found(): Session {
  const verify = recipeOf(oversell, 'verify');
  const [violation] = explore(oversell, paramsOf(oversell, verify), { stopAtFirst: true }).violations;
  const recipe = { ...verify, schedule: violation?.schedule ?? [] };
  return openRecipe(opened(), { recipe, place: -1, says: 'This is the way.' });
}
const byHand = ({ recipe, origin }: Session) =>
  handChoices(recipe, origin).map(({ atStep, act }) => `${atStep} ${act}`);

test('what is said beside the beginning of a way that was found is said there, and nowhere else', () => {
  expect(asideOf(found())).toBe('This is the way.');
  expect(asideOf(moveTo(found(), 0))).toBe('');
  expect(asideOf(moveTo(moveTo(found(), 0), -1))).toBe('This is the way.');
});

test('in an order that was found, what is chosen by hand is listed, compared with what was found, and taken back', () => {
  const start = found();
  expect(byHand(start)).toEqual([]);
  const once = press(moveTo(start, 0), 1);
  expect(byHand(once)).toEqual(['1 deliver']);
  const twice = press(once, 0, 'duplicate');
  expect(byHand(twice)).toEqual(['1 deliver', '2 duplicate']);
  const both = compare(twice);
  expect(both.timeline.lanes.map(({ recipe }) => recipe)).toEqual([start.recipe, twice.recipe]);
  expect(changesInWords(oversell, start.recipe, twice.recipe)).toBe('its order changed at events 2, 3');
  expect(fork(twice, takenBack(oversell, twice.recipe, start.recipe, 1)).recipe).toEqual(once.recipe);
  expect(fork(twice, takenBack(oversell, twice.recipe, start.recipe, 0)).recipe).toBe(start.recipe);
});

test('what comes next anyway is no choice by hand', () => {
  const start = moveTo(found(), 0);
  const next = start.recipe.schedule?.[1];
  if (next === undefined || next.act === 'crash') throw new Error('the way that was found has no second delivery');
  expect(byHand(fork(start, letNext(oversell, start.recipe, 0, next), 1))).toEqual([]);
});
