/** The window of events round the playhead. */
import { expect, test } from 'vitest';
import { planOf } from '../../src/figures/space-time/plan.ts';
import { lanesOf, windowOf } from '../../src/figures/space-time/window.ts';
import { clientServer } from './fixtures/client-server.ts';
import { crowded } from './fixtures/relays.ts';
import { propsOf } from './gallery.tsx';

const at = (index: number) => propsOf({ model: clientServer, scenario: 'failing', index }, false);

test('the playhead is in the window wherever it stands', () => {
  const { length } = at(0).played.history;
  for (let index = 0; index < length; index += 5) {
    const { now, steps } = windowOf(at(index), 30);
    expect([now, steps.some((step) => step.index === now), steps.length]).toEqual([index, true, 30]);
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

test('who keeps the books has no lane, and what it is told no column: the playhead stays at what told it', () => {
  const [kind = '', server] = Object.entries(clientServer.kinds).find(([, { label }]) => label === 'Server') ?? [];
  const told = {
    ...clientServer,
    id: 'books',
    kinds: { ...clientServer.kinds, [kind]: { ...server, observer: true } } as never,
  };
  const look = (index: number) => propsOf({ model: told, scenario: 'failing', index }, false);
  const { steps } = look(0).played.history;
  const heard = steps.find(({ component, index }) => index > 20 && component.kindName === kind)?.index ?? -1;
  const shown = windowOf(look(heard), 30);
  expect(shown.lanes.map(({ label }) => label)).not.toContain('Server');
  expect(shown.steps.some(({ component }) => component.kindName === kind)).toBe(false);
  expect(shown.now).toBe(steps.findLastIndex(({ component, index }) => index < heard && component.kindName !== kind));
  expect(shown.messages.some(({ envelope }) => envelope.to.id === 'server')).toBe(false);
});

test('a run of few events is a short picture on a phone, and a long one has room for as many events as can be read', () => {
  const lineOf = (steps: number) => planOf(3, steps, true);
  expect([0, 1, 9, 22, 2_000].map((steps) => lineOf(steps).columns)).toEqual([1, 1, 9, 22, 22]);
  expect(lineOf(22).height - lineOf(9).height).toBeCloseTo(lineOf(9).at(22, 0).y - lineOf(9).at(9, 0).y);
});
