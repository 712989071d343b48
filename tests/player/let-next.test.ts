import { expect, test } from 'vitest';
import oversell from '../../simulations/oversell/index.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { candidatesAt, paramsOf, play, type Recipe, recipeOf } from '../../src/kernel/index.ts';
import { fork, inject, nextUs, reseed, turn } from '../../src/player/branch.ts';
import { changesInWords } from '../../src/player/changes.ts';
import { letNext, takenBack } from '../../src/player/let-next.ts';
import { back, compare, moveTo, openSession, type Session } from '../../src/player/session.ts';

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
  expect(takenBack(twice.recipe, 1).chosen).toHaveLength(1);
  expect(fork(twice, takenBack(twice.recipe, 0)).recipe).toBe(fair);
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
