/** Read this run: folded under the figure, and there without a script. */
import { memo } from 'react';
import { formatTime, type Played, type Verdict } from '../kernel/index.ts';
import { booksAt } from './books.ts';
import type { Timeline } from './timeline.ts';
import { transcriptOf } from './transcript.ts';
import { isJudged } from './verdicts.ts';
import { booksInWords } from './words.ts';

export const Transcript = memo(function Transcript({
  timeline,
  labels,
}: {
  readonly timeline: Timeline;
  readonly labels: readonly string[];
}) {
  const { alike, lines, untold } = transcriptOf(timeline, labels);
  return (
    <details className="player-fold">
      <summary>Read this run</summary>
      {alike !== undefined && (
        <p>
          Until {alike.until} the designs do the same, {alike.events.toLocaleString('en')} events each. Then:
        </p>
      )}
      <ol className="player-transcript">
        {lines.map(({ place, time, text }) => (
          <li key={place}>
            {/* One element and one text a line: a page may have thousands. */}
            <i>{time}</i>
            {` ${text}.`}
          </li>
        ))}
      </ol>
      {untold > 0 && <p>{untold.toLocaleString('en')} more events follow. Export the trace to read them all.</p>}
      {timeline.lanes.map((lane, i) => (
        <p key={labels[i] ?? ''}>
          {labels[i] !== undefined && <b>{labels[i]}: </b>}
          It ends at {formatTime(lane.endedAtUs)}. {booksInWords(booksAt(lane, lane.history.length - 1))}.{' '}
          {lane.verdicts.map((verdict) => `${judgedInWords(lane, verdict)}: ${verdict.name}.`).join(' ')}
        </p>
      ))}
    </details>
  );
});

const judgedInWords = (lane: Played, verdict: Verdict): string =>
  !isJudged(lane, verdict) ? 'Not judged' : verdict.holds ? 'Holds' : 'Does not hold';
