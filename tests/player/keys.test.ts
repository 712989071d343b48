import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { actOfKey, KEYS, keysInWords, printed } from '../../src/player/keys.ts';
import { playerMachine } from '../../src/player/machine.ts';
import { fixture, recipe } from './fixture.ts';

test('every key of the list does what the list says', () => {
  for (const [name, { act }] of Object.entries(KEYS)) {
    const shift = name.startsWith('Shift+');
    const key = name.replace('Shift+', '').replace('Space', ' ');
    expect(actOfKey({ key, shift, modified: false }), name).toBe(act);
  }
});

test('a key is printed as on a keyboard, and said in letters', () => {
  expect(Object.keys(KEYS).map(printed)).toContain('Shift ←');
  expect(keysInWords()).toContain(
    'Shift Left: Back to the previous landmark. Left: Back one event. Space: Play or pause',
  );
});

test('the key for the end leads to the last event, however many there are', () => {
  const player = createActor(playerMachine, { input: { model: fixture, recipe: recipe('hasty'), designs: [] } });
  player.start();
  player.send({ type: 'WAKE' });
  const act = actOfKey({ key: 'End', shift: false, modified: false });
  if (typeof act === 'object') player.send(act);
  const { place, timeline } = player.getSnapshot().context;
  expect(place).toBe(timeline.length - 1);
});
