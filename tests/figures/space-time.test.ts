/** The window of events round the playhead. */
import { expect, test } from 'vitest';
import { lanesOf, windowOf } from '../../src/figures/space-time/window.ts';
import { clientServer } from './fixtures/client-server.ts';
import { crowded } from './fixtures/relays.ts';
import { propsOf } from './gallery.tsx';

const at = (index: number) => propsOf({ model: clientServer, scenario: 'failing', index }, false);

test('the playhead is in the window wherever it stands', () => {
  const { length } = at(0).played.history;
  for (let index = 0; index < length; index += 5) {
    const { first, steps } = windowOf(at(index), 30);
    expect([index >= first, index < first + steps.length, steps.length]).toEqual([true, true, 30]);
  }
});

test('what has not been sent yet is the future, and what has not arrived yet is on its way', () => {
  const index = 60;
  for (const { envelope, when } of windowOf(at(index), 30).messages) {
    const expected =
      envelope.sentStep > index ? 'future' : envelope.doneStep >= 0 && envelope.doneStep <= index ? 'past' : 'flying';
    expect(when).toBe(expected);
  }
});

test('a fault is drawn on the lanes that it hits, and on no other', () => {
  const { history } = at(0).played;
  const crash = history.steps.find(({ envelope }) => envelope.fault?.fault.kind === 'crash');
  const shown = windowOf(at((crash?.index ?? 0) + 2), 30);
  const hit = shown.faults.filter(({ fault }) => fault.kind === 'crash').map(({ lane }) => shown.lanes[lane]?.label);
  expect(hit).toEqual(['Server']);
});

test('of many components those of a kind share a lane', () => {
  const { played } = propsOf({ model: crowded, scenario: 'busy' }, false);
  expect(lanesOf(played).lanes.length).toBeLessThanOrEqual(Object.keys(crowded.kinds).length);
});
