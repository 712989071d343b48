/** A whole run as text, from the same generator as the captions and the screen reader's sentences. */
import { landmarksAt, type Timeline } from './timeline.ts';
import { clockAt, sentenceAt } from './words.ts';

const MOST_LINES = 200;

export interface Transcript {
  readonly lines: readonly { readonly place: number; readonly time: string; readonly text: string }[];
  /** Events that are not told, because the run is too long to read. */
  readonly untold: number;
}

export function transcriptOf(timeline: Timeline, labels: readonly string[]): Transcript {
  const told = Math.min(MOST_LINES, timeline.length);
  const lines = Array.from({ length: told }, (_, place) => ({
    place,
    time: clockAt(timeline, place),
    text: [sentenceAt(timeline, place, labels), ...violationsAt(timeline, place)].join('. '),
  }));
  return { lines, untold: timeline.length - told };
}

const violationsAt = (timeline: Timeline, place: number): string[] =>
  landmarksAt(timeline, place)
    .filter(({ kind }) => kind === 'violation')
    .map(({ text }) => `This no longer holds: ${text}`);
