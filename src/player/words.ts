/** What the player says about itself, on the screen and to a screen reader. What happens in a run is said by the kernel. */
import { clockOf } from '../figures/about.ts';
import { type Accounting, type Played, sentenceOf } from '../kernel/index.ts';
import { stepAt, type Timeline } from './timeline.ts';

/** "event 47 of 212": the first event is 1, and 0 is before it. */
export const placeInWords = (timeline: Timeline, place: number): string => `event ${place + 1} of ${timeline.length}`;

/** The same at a place. */
export function clockAt(timeline: Timeline, place: number): string {
  const event = stepAt(timeline, place);
  const lane = timeline.lanes[event?.lane ?? 0] as Played;
  return clockOf(lane, event?.step.atUs ?? 0, event?.step.index ?? -1);
}

/** What happened in the event at a place; without its time. */
export function sentenceAt(timeline: Timeline, place: number, designs: readonly string[] = []): string {
  const event = stepAt(timeline, place);
  if (event === undefined) return 'Nothing has happened yet';
  const sentence = sentenceOf((timeline.lanes[event.lane] as Timeline['lanes'][number]).model, event.step);
  return timeline.lanes.length > 1 ? `${designs[event.lane] ?? `Design ${event.lane + 1}`}: ${sentence}` : sentence;
}

/** The scrubber's value: "event 47 of 212, 5.00 s, lease of worker A expired". */
export const valueText = (timeline: Timeline, place: number, designs?: readonly string[]): string =>
  `${placeInWords(timeline, place)}, ${clockAt(timeline, place)}, ${sentenceAt(timeline, place, designs)}`;

const OUTCOMES = [
  ['completed', 'completed', 'done'],
  ['failed', 'failed', 'failed'],
  ['rejected', 'rejected', 'dropped'],
  ['timedOut', 'timed out', 'failed'],
  ['inFlight', 'in flight', 'flight'],
] as const;

/** The terms of the accounting line in their order, with the tone of each. */
export const booksInTerms = (books: Accounting) =>
  OUTCOMES.map(([name, words, tone]) => ({ words, tone, count: books[name] }));

/** "8 offered = 5 completed + 2 failed + 1 in flight": what is nought is left out. */
export function booksInWords(books: Accounting): string {
  const terms = booksInTerms(books).filter(({ count }) => count > 0);
  const sum = terms.map(({ count, words }) => `${count} ${words}`).join(' + ');
  return sum === '' ? 'Nothing was offered' : `${books.offered} offered = ${sum}`;
}

/** `waitP95S` is "wait p95": a measure's name in words, without the unit that stands behind its value. */
export const measureInWords = (name: string): string =>
  name
    .replace(/(?<=[a-z0-9])(Ms|S)$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([a-z]{2})(\d)/g, '$1 $2')
    .toLowerCase();
