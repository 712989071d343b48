import { expect, test } from 'vitest';
import {
  landmarkFrom,
  landmarksAt,
  laneIndexAt,
  placeAtTime,
  placeOfStep,
  stepAt,
  timeAt,
  timelineOf,
} from '../../src/player/timeline.ts';
import { playedFixture } from './fixture.ts';

const hasty = playedFixture('hasty');
const calm = playedFixture('calm');
const one = timelineOf([hasty]);
const two = timelineOf([hasty, calm]);

test('with one run a place is a step', () => {
  expect(one.length).toBe(hasty.history.length);
  for (let place = 0; place < one.length; place++) {
    expect(stepAt(one, place)).toEqual({ lane: 0, step: hasty.history.steps[place] });
    expect(laneIndexAt(one, 0, place)).toBe(place);
  }
});

test('before the first event there is no step, and the time is 0', () => {
  expect(stepAt(one, -1)).toBeUndefined();
  expect(timeAt(one, -1)).toBe(0);
  expect(laneIndexAt(two, 1, -1)).toBe(-1);
});

test('two runs are merged by time, the first design first', () => {
  expect(two.length).toBe(hasty.history.length + calm.history.length);
  const times = Array.from({ length: two.length }, (_, place) => timeAt(two, place));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect([0, 1, 2, 3].map((place) => stepAt(two, place)?.lane)).toEqual([0, 1, 0, 1]);
});

test('every step of every run has its place', () => {
  for (const [lane, played] of two.lanes.entries())
    for (const step of played.history.steps)
      expect(stepAt(two, placeOfStep(two, lane, step.index))).toEqual({ lane, step });
});

test('a time finds the last event at or before it, in whichever run', () => {
  expect(placeAtTime(one, 9_999)).toBe(-1);
  expect(placeAtTime(one, 10_000)).toBe(0);
  expect(timeAt(two, placeAtTime(two, 35_000))).toBe(35_000);
  expect(placeAtTime(two, 999_999)).toBe(two.length - 1);
});

test('landmarks are found forwards and backwards, and not beyond the last', () => {
  expect(landmarkFrom(one, -1, 1)?.index).toBe(2);
  expect(landmarkFrom(one, 2, 1)?.index).toBe(7);
  expect(landmarkFrom(one, 7, -1)?.index).toBe(2);
  expect(landmarkFrom(one, 2, -1)).toBeUndefined();
  expect(landmarkFrom(one, 14, 1)).toBeUndefined();
  expect(landmarksAt(one, 2).map(({ kind }) => kind)).toEqual(['mark', 'violation']);
});
