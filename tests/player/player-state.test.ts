import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { playerMachine } from '../../src/player/machine.ts';
import { looksTheSame, type PlayerState, stateOf, toldAfter } from '../../src/player/player-state.ts';
import { fixture, recipe } from './fixture.ts';

const actor = createActor(playerMachine, { input: { model: fixture, recipe: recipe('hasty'), designs: [] } }).start();
for (const event of [{ type: 'WAKE' }, { type: 'PLAY' }] as const) actor.send(event);
const playing = stateOf(actor.getSnapshot());

/** The same in a run so long that an event takes 4.5 ms, with a violation at place 5,000. */
function hurrying(place: number, changed: Partial<PlayerState['session']> = {}): PlayerState {
  const { session } = playing;
  return { ...playing, session: { ...session, timeline: long, place, ...changed } };
}
const long = { ...playing.session.timeline, length: 20_000, grave: [5_000] };

test('the time that is owed is not to be seen, and the playhead is', () => {
  const { session } = playing;
  expect(looksTheSame(playing, { ...playing, session: { ...session, owedMs: 3 } })).toBe(true);
  expect(looksTheSame(playing, { ...playing, session: { ...session, place: 1 } })).toBe(false);
  expect(looksTheSame(playing, { ...playing, ended: true })).toBe(false);
});

test('words wait while events go by too fast to be read', () => {
  const told = { state: hurrying(100), atMs: 1_000 };
  expect(toldAfter(told, hurrying(104), 1_016)).toBe(told);
  expect(toldAfter(told, hurrying(118), 1_080).state.session.place).toBe(118);
});

test('what breaks is told at once, and so is what a reader does', () => {
  const told = { state: hurrying(4_993), atMs: 1_000 };
  const placeTold = (state: PlayerState) => toldAfter(told, state, 1_016).state.session.place;
  expect(placeTold(hurrying(5_000))).toBe(5_000);
  expect(placeTold({ ...hurrying(4_996), playing: false })).toBe(4_996);
  expect(placeTold(hurrying(4_990, { selection: { request: 1 } }))).toBe(4_990);
  expect(placeTold(hurrying(4_990, { speed: 'fastest' }))).toBe(4_990);
});

test('at the pace of one event after the other everything is told', () => {
  const told = { state: playing, atMs: 1_000 };
  const next = { ...playing, session: { ...playing.session, place: 1 } };
  expect(toldAfter(told, next, 1_001).state).toBe(next);
});
