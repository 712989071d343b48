import { expect, test } from 'vitest';
import { prepareFigure, type Written } from '../../src/player/prepare.ts';
import { fixture } from './fixture.ts';

const prepare = (written: Partial<Written>) =>
  prepareFigure({ simulation: 'fixture', ...written }, [fixture], 'case-studies/a/index.mdx', (path) => `/base${path}`);

test('a figure is plain data that survives the way into the page', () => {
  const figure = prepare({ scenario: 'hasty', knobs: ['timeoutMs'] });
  expect(structuredClone(figure)).toEqual(figure);
  expect(figure).toMatchObject({ id: 'fixture-hasty', question: fixture.question, place: 2, knobs: ['timeoutMs'] });
  expect(figure.pages.laboratory).toBe('/base/simulations/fixture/');
});

test('a laboratory has every knob', () => {
  expect(prepare({ laboratory: true }).knobs).toEqual(Object.keys(fixture.knobs));
});

test.each([
  [{ simulation: 'fixtur' }, 'unknown simulation "fixtur"; known: fixture'],
  [{ scenario: 'hastily' }, 'unknown scenario "hastily" of fixture; known: calm, hasty, crash, told'],
  [{ knobs: ['timeout'] }, 'unknown knob "timeout"; known: timeoutMs, workMs, calls, mood, loud'],
  [{ views: ['map'] }, 'unknown view "map"; known: topology, space-time, statechart, waterfall, measures'],
  [{ views: ['theory'] }, 'unknown view "theory"; known: topology, space-time, statechart, waterfall, measures'],
  [{ set: { timeoutMs: 0 } }, 'knob "timeoutMs" is "0"; expected a whole number from 1 to 1000 (ms)'],
  [
    { knobs: ['timeoutMs', 'workMs', 'calls'] },
    'a figure has at most 2 knobs, the laboratory has all; these are 3: timeoutMs, workMs, calls',
  ],
  [
    { knobs: ['calls'], compare: [1, 2].map((calls) => ({ label: `${calls}`, knobs: { calls } })) },
    'the knob "calls" would turn nothing: every design that is compared sets it',
  ],
  [{ compare: [{ label: 'One', knobs: {} }] }, 'compare has 1 designs; expected two or three'],
] satisfies [Partial<Written>, string][])('%j fails the build with what is known and where', (written, problem) => {
  expect(() => prepare(written)).toThrow(`${problem}; in <Figure> of case-studies/a/index.mdx`);
});
