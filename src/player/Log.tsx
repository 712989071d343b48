/** What just happened and what comes next, as sentences; choosing one moves the playhead there. */
import { memo } from 'react';
import { logPlaces } from './log-window.ts';
import { type LaneStep, landmarksAt, stepAt, type Timeline } from './timeline.ts';
import { GLYPHS, toneOf } from './tone.ts';
import type { Send } from './use-player.ts';
import { clockAt, sentenceAt } from './words.ts';

interface Props {
  readonly timeline: Timeline;
  readonly place: number;
  readonly labels: readonly string[];
  readonly awake: boolean;
  readonly send: Send;
}

export function Log({ timeline, place, labels, awake, send }: Props) {
  return (
    <ol className="player-log" aria-label="Events around the playhead">
      {logPlaces(place, timeline.length).map((at) => (
        <li key={at} value={at + 1} className={at > place ? 'is-coming' : undefined}>
          <button
            type="button"
            disabled={!awake}
            aria-current={at === place ? 'step' : undefined}
            onClick={() => send({ type: 'SEEK', place: at })}
          >
            <Row timeline={timeline} at={at} labels={labels} />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** An event says the same wherever the playhead is. */
const Row = memo(function Row({ timeline, at, labels }: Pick<Props, 'timeline' | 'labels'> & { readonly at: number }) {
  const { step } = stepAt(timeline, at) as LaneStep;
  const tone = toneOf(
    step,
    landmarksAt(timeline, at).some(({ kind }) => kind === 'violation'),
  );
  return (
    <>
      <span className="log-time">{clockAt(timeline, at)}</span>
      <span className={`player-glyph is-${tone}`} aria-hidden="true">
        {GLYPHS[tone]}
      </span>
      <span className="log-sentence" title={sentenceAt(timeline, at, labels)}>
        {sentenceAt(timeline, at, labels)}
      </span>
    </>
  );
});
