import { expect, test } from 'vitest';
import { advance, eventMs, SPEEDS, stayMs } from '../../src/player/pace.ts';
import { timelineOf } from '../../src/player/timeline.ts';
import { playedFixture } from './fixture.ts';

const timeline = timelineOf([playedFixture('crash')]);
const start = { place: -1, owedMs: 0 };

test('a small run goes by at two events a second', () => {
  expect(eventMs(60, 'normal')).toBe(500);
});

test('a long run takes a minute and a half at normal speed', () => {
  for (const length of [1_000, 20_000]) expect(length * eventMs(length, 'normal')).toBeCloseTo(90_000);
});

test('each speed is faster than the one before', () => {
  const times = SPEEDS.map((speed) => eventMs(100, speed));
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(new Set(times).size).toBe(SPEEDS.length);
});

test('the eye rests on a fault and on a violation', () => {
  expect(stayMs(timeline, 0, 'normal')).toBe(500);
  expect(stayMs(timeline, 2, 'normal')).toBe(1_400);
  expect(stayMs(timeline, 4, 'normal')).toBe(1_400);
});

test('a long run hurries, and slows down before what breaks it', () => {
  const long = { ...timeline, length: 20_000, grave: [5_000] };
  const stays = [4_000, 4_993, 4_994, 4_999, 5_000, 5_003, 5_004].map((place) => stayMs(long, place, 'normal'));
  expect(stays).toEqual([4.5, 4.5, 250, 250, 1_400, 250, 4.5]);
});

test('the way to what breaks begins slowly, hurries, and slows down again', () => {
  const late = { ...timeline, length: 140, grave: [73] };
  const stays = [0, 5, 6, 66, 67, 73, 76, 77].map((place) => Math.round(stayMs(late, place, 'normal')));
  expect(stays).toEqual([500, 500, 108, 108, 500, 1_400, 500, 500]);
  const way = Array.from({ length: 73 }, (_, place) => stayMs(late, place, 'normal'));
  expect(way.reduce((sum, ms) => sum + ms)).toBeLessThan(15_000);
});

test('where nothing breaks, nothing hurries', () => {
  expect(stayMs({ ...timeline, length: 140, grave: [] }, 60, 'normal')).toBe(500);
});

test('time that is not enough for an event is kept', () => {
  const half = [100, 100, 50].reduce((at, ms) => advance(timeline, at, ms, 'normal'), start);
  expect(half).toEqual({ place: -1, owedMs: 250 });
  expect([100, 100, 50].reduce((at, ms) => advance(timeline, at, ms, 'normal'), half)).toEqual({ place: 0, owedMs: 0 });
});

test('a long hiccup of the browser does not make the run jump', () => {
  expect(advance(timeline, start, 60_000, 'normal')).toEqual({ place: -1, owedMs: 100 });
});

test('it stops at the last event and owes nothing', () => {
  expect(advance(timeline, { place: timeline.length - 2, owedMs: 10_000 }, 100, 'normal')).toEqual({
    place: timeline.length - 1,
    owedMs: 0,
  });
});
