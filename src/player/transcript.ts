/** A whole run as text, from the same generator as the captions and the screen reader's sentences. */
import { comparedParts } from './parts.ts';
import { landmarksAt, type Timeline } from './timeline.ts';
import { clockAt, sentenceAt } from './words.ts';

const MOST_LINES = 200;
/** Of designs that are compared: from where they part, which is what they are compared for. A page may have many of them. */
const MOST_APART = 40;

export interface Transcript {
  /** What all designs do alike before the first line: events of each, and until when. */
  readonly alike: { readonly events: number; readonly until: string } | undefined;
  readonly lines: readonly { readonly place: number; readonly time: string; readonly text: string }[];
  /** Events that are not told, because the run is too long to read. */
  readonly untold: number;
}

export function transcriptOf(timeline: Timeline, labels: readonly string[]): Transcript {
  const isCompared = timeline.lanes.length > 1;
  const events = isCompared ? comparedParts().eventsAlike(timeline) : 0;
  const first = events * timeline.lanes.length;
  const told = Math.min(isCompared ? MOST_APART : MOST_LINES, timeline.length - first);
  const lines = Array.from({ length: told }, (_, i) => ({
    place: first + i,
    time: clockAt(timeline, first + i),
    text: [sentenceAt(timeline, first + i, labels), ...violationsAt(timeline, first + i)].join('. '),
  }));
  const alike = events > 0 ? { events, until: clockAt(timeline, first - 1) } : undefined;
  return { alike, lines, untold: timeline.length - first - told };
}

const violationsAt = (timeline: Timeline, place: number): string[] =>
  landmarksAt(timeline, place)
    .filter(({ kind }) => kind === 'violation')
    .map(({ text }) => `This no longer holds: ${text}`);
