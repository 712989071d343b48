/** The player's small pure parts. */
import { expect, test } from 'vitest';
import { type Played, play, type Verdict } from '../../src/kernel/index.ts';
import { booksAt } from '../../src/player/books.ts';
import { figureOf, readFragment, readTime } from '../../src/player/fragment.ts';
import { faultFor, HAND_FAULTS, type HandFault } from '../../src/player/hand-faults.ts';
import { actOfKey } from '../../src/player/keys.ts';
import { scaleOf } from '../../src/player/knob-scale.ts';
import { LOG_ROWS, logPlaces } from '../../src/player/log-window.ts';
import { pageFile } from '../../src/player/page-file.ts';
import { fetchParts } from '../../src/player/parts.ts';
import { prepareFigure } from '../../src/player/prepare.ts';
import { reportAddress } from '../../src/player/report.ts';
import { marksOf } from '../../src/player/scrubber-marks.ts';
import { laneIndexAt, timelineOf } from '../../src/player/timeline.ts';
import { toneOf } from '../../src/player/tone.ts';
import { transcriptOf } from '../../src/player/transcript.ts';
import { uniqueId } from '../../src/player/unique-id.ts';
import { standingSince, verdictAt } from '../../src/player/verdicts.ts';
import { booksInWords, valueText } from '../../src/player/words.ts';
import { fixture, playedFixture, recipe } from './fixture.ts';

const hasty = playedFixture('hasty');
const timeline = timelineOf([hasty]);

test('the books balance at every moment and end as the kernel says', () => {
  for (let index = -1; index < hasty.history.length; index++) {
    const { offered, completed, failed, rejected, timedOut, inFlight } = booksAt(hasty, index);
    expect(completed + failed + rejected + timedOut + inFlight).toBe(offered);
  }
  expect(booksAt(hasty, hasty.history.length - 1)).toEqual(hasty.accounting);
  expect(booksInWords(booksAt(hasty, 6))).toBe('2 offered = 1 timed out + 1 in flight');
});

test('the scrubber says the event, the time and the sentence', () => {
  expect(valueText(timeline, 1)).toBe('event 2 of 15, 15.0 ms, Worker takes CALL from caller; idle → working');
  expect(valueText(timeline, -1)).toBe('event 0 of 15, 0 µs, Nothing has happened yet');
});

test('of two marks in one spot the graver is drawn', () => {
  expect(marksOf(timeline).map(({ kind }) => kind)).toEqual(['violation', 'mark', 'mark']);
});

test('an invariant stands as the playhead has it, and tells what is to come', () => {
  const [always, sometimes, eventually] = hasty.verdicts.map(
    (verdict) => (index: number) => verdictAt(hasty, verdict, index),
  );
  expect(always?.(1)).toMatchObject({ standing: 'holds', note: 'holds so far, breaks at', moment: { index: 2 } });
  expect(always?.(2)).toMatchObject({ standing: 'broken', why: '1 of 3', moment: { index: 2, time: '35.0 ms' } });
  expect(sometimes?.(0)).toMatchObject({ standing: 'unseen', note: 'not yet seen, comes at' });
  expect(sometimes?.(1)).toMatchObject({ standing: 'holds', note: 'seen at' });
  expect(eventually?.(13)).toMatchObject({ standing: 'unseen', note: 'judged at the end' });
  expect(eventually?.(14)).toMatchObject({ standing: 'holds' });
});

test('what may happen and did not in this run is no broken promise', () => {
  const seen = hasty.verdicts.find(({ kind }) => kind === 'sometimes') as Verdict;
  const unseen = { ...seen, seenAt: undefined };
  expect(verdictAt(hasty, unseen, 13)).toEqual({ standing: 'unseen', note: 'not yet seen' });
  expect(verdictAt(hasty, unseen, 14)).toEqual({ standing: 'unseen', note: 'not in this run' });
});

test('from one change of an invariant to the next, nothing else is said of any', () => {
  const both = timelineOf([hasty, playedFixture('calm')]);
  const said = (place: number) =>
    both.lanes.map((lane, i) => lane.verdicts.map((verdict) => verdictAt(lane, verdict, laneIndexAt(both, i, place))));
  const places = Array.from({ length: both.length + 1 }, (_, i) => i - 1);
  for (const place of places) expect(said(standingSince(both, place))).toEqual(said(place));
  expect(new Set(places.map((place) => standingSince(both, place))).size).toBeLessThan(places.length / 2);
});

test('an outcome has the tone of its kind, a violation is graver', () => {
  const step = hasty.history.steps[2] as (typeof hasty.history.steps)[number];
  expect(toneOf(step)).toBe('failed');
  expect(toneOf(hasty.history.steps[0] as typeof step)).toBe('flight');
  expect(toneOf(hasty.history.steps[0] as typeof step, true)).toBe('failed');
});

test('the log is a window of constant size that stays inside of the run', () => {
  for (const place of [-1, 0, 7, 99]) expect(logPlaces(place, 100)).toHaveLength(LOG_ROWS);
  expect(logPlaces(99, 100).at(-1)).toBe(99);
  expect(logPlaces(50, 100)).toContain(50);
  expect(logPlaces(2, 5)).toEqual([0, 1, 2, 3, 4]);
});

test('a transcript tells two hundred events and how many are left', () => {
  const long = timelineOf([play(fixture, recipe('hasty', { knobs: { calls: 80 } }))]);
  const { lines, untold } = transcriptOf(long, []);
  expect([lines.length, untold]).toEqual([200, long.length - 200]);
  expect(transcriptOf(timeline, []).lines[2]?.text).toContain('This no longer holds: no call is given up');
});

test('a transcript of designs begins where they part, and says how long they did the same', async () => {
  await fetchParts(prepareFigure({ simulation: 'fixture', laboratory: true }, [fixture], 'a test', (path) => path));
  const [hasty, slower] = [10, 30].map((timeoutMs) => play(fixture, recipe('hasty', { knobs: { timeoutMs } })));
  const compared = timelineOf([hasty, slower] as Played[]);
  const { alike, lines, untold } = transcriptOf(compared, ['A', 'B']);
  const place = 2 * (alike?.events ?? 0);
  expect(alike?.events).toBeGreaterThan(0);
  expect(lines[0]?.place).toBe(place);
  expect(lines.length + untold).toBe(compared.length - place);
  expect(transcriptOf(timelineOf([hasty, hasty] as Played[]), []).lines).toEqual([]);
});

test.each([
  [' ', false, 'toggle'],
  ['ArrowLeft', false, { type: 'STEP', by: -1 }],
  ['ArrowRight', false, { type: 'STEP', by: 1 }],
  ['ArrowLeft', true, { type: 'LEAP', direction: -1 }],
  ['ArrowRight', true, { type: 'LEAP', direction: 1 }],
  ['Home', false, { type: 'SEEK', place: -1 }],
  ['End', false, { type: 'SEEK', place: Infinity }],
  ['?', true, 'keys'],
  ['Escape', false, { type: 'SELECT', selection: {} }],
  ['k', false, undefined],
] as const)('the key "%s" (shift %s) means %j', (key, shift, act) => {
  expect(actOfKey({ key, shift, modified: false })).toEqual(act);
});

test("the browser's own shortcuts are left alone", () => {
  expect(actOfKey({ key: 'ArrowLeft', shift: false, modified: true })).toBeUndefined();
});

test('every position of a slider is a value of its knob, and the value finds its position', () => {
  const knob = { label: '', says: '', initial: 10, min: 1, max: 10_000, unit: 'ms' };
  for (const scale of [
    scaleOf(knob),
    scaleOf({ ...knob, logarithmic: true }),
    scaleOf({ ...knob, min: 0, max: 1, step: 0.1 }),
  ])
    for (let position = 0; position <= scale.max; position++) {
      const value = scale.value(position);
      expect(scale.value(scale.position(value))).toBe(value);
    }
  expect(scaleOf({ ...knob, min: 0, max: 1, step: 0.1 }).value(3)).toBe(0.3);
  expect(scaleOf({ ...knob, logarithmic: true }).value(0)).toBe(1);
  const wide = scaleOf({ ...knob, logarithmic: true });
  expect(wide.value(wide.max)).toBe(10_000);
  for (let position = 1; position <= wide.max; position++)
    expect(wide.value(position)).toBeGreaterThan(wide.value(position - 1));
});

test('an address asks one figure for a run or for a time', () => {
  expect(readFragment('#slow@5.0s', 'slow')).toEqual({ atUs: 5_000_000 });
  expect(readFragment('#slow~abc', 'slow')).toEqual({ run: 'abc' });
  expect(readFragment('#slower@5.0s', 'slow')).toBeUndefined();
  expect(readFragment('#slow@yesterday', 'slow')).toBeUndefined();
  expect(readFragment('#%', 'slow')).toBeUndefined();
  expect(figureOf('#slow@5.0s')).toBe('slow');
  expect(figureOf('#a-heading')).toBeUndefined();
  expect(readTime('350 ms')).toBe(350_000);
});

test('every fault of the hand is one that the kernel takes', () => {
  const aim = { atUs: 10_000, durationMs: 100, from: 'worker', to: '*' };
  for (const kind of Object.keys(HAND_FAULTS) as HandFault[])
    expect(() => play(fixture, recipe('calm', { faults: [faultFor(kind, aim)] }))).not.toThrow();
});

test('the file behind a page is named', () => {
  const files = ['/case-studies/payments/index.mdx', '/case-studies/payments/capacity.mdx'];
  expect(pageFile('/docs/case-studies/payments/', files, '/docs')).toBe('case-studies/payments/index.mdx');
  expect(pageFile('/case-studies/payments/capacity/', files, '')).toBe('case-studies/payments/capacity.mdx');
  expect(pageFile('/simulations/x/', files, '')).toBe('the page /simulations/x/');
});

test('the same figure twice on a page has two anchors', () => {
  const page = {};
  expect([uniqueId('a', page), uniqueId('a', page), uniqueId('a', {})]).toEqual(['a', 'a-2', 'a']);
});

test('a report opens with its text filled in, where there is a place for reports', () => {
  expect(reportAddress('Title', 'a b', undefined)).toBeUndefined();
  expect(reportAddress('Title', 'a b', 'https://example.org/new')).toBe('https://example.org/new?title=Title&body=a+b');
});
