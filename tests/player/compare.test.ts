import { expect, test } from 'vitest';
import { play } from '../../src/kernel/index.ts';
import { countsOf, DIFFERENCES, differencesOf } from '../../src/player/differences.ts';
import { fixture, recipe } from './fixture.ts';

const countsInWords = (differences: ReturnType<typeof differencesOf>) =>
  countsOf(differences)
    .map(({ difference, count }) => `${count} ${DIFFERENCES[difference].words}`)
    .join(', ');
const with_ = (knobs: Record<string, number>) => play(fixture, recipe('calm', { knobs }));

test('against itself every request is as before', () => {
  expect(countsInWords(differencesOf(with_({}), with_({})))).toBe('3 as before');
});

test('a slower worker makes requests slower, by how much', () => {
  const differences = differencesOf(with_({ workMs: 20 }), with_({ workMs: 50 }));
  expect(differences).toEqual([1, 2, 3].map((request) => ({ request, difference: 'slower', byUs: 30_000 })));
  expect(countsInWords(differencesOf(with_({ workMs: 50 }), with_({ workMs: 20 })))).toBe('3 faster');
});

test('a timeout that is too short loses them, a longer one saves them', () => {
  expect(countsInWords(differencesOf(with_({}), with_({ timeoutMs: 25 })))).toBe('3 no longer completed');
  expect(countsInWords(differencesOf(with_({ timeoutMs: 25 }), with_({})))).toBe('3 now completed');
});

test('a request that only one design saw is told', () => {
  expect(countsInWords(differencesOf(with_({ calls: 2 }), with_({ calls: 3 })))).toBe('2 as before, 1 now completed');
});

test('a request that is refused instead is told from one that is lost', () => {
  const answered = with_({});
  const ended = answered.results.ended.map((one) => ({ ...one, outcome: 'rejected' as const }));
  const refused = { results: { ended } };
  expect(countsInWords(differencesOf(answered, refused))).toBe('3 refused instead of completed');
  expect(countsInWords(differencesOf(with_({ timeoutMs: 25 }), refused))).toBe('3 ended otherwise');
});

test('no difference is marked as a fault: what was promised is judged elsewhere', () => {
  expect(Object.values(DIFFERENCES).map(({ glyph }) => glyph)).not.toContain('✕');
});
