/** What just happened and what comes next, as sentences; choosing one moves the playhead there. */
import type { Step } from '../kernel/index.ts';
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
      {logPlaces(place, timeline.length).map((at) => {
        const { step } = stepAt(timeline, at) as LaneStep;
        const sentence = sentenceAt(timeline, at, labels);
        return (
          <li key={at} value={at + 1} className={at > place ? 'is-coming' : undefined}>
            <button
              type="button"
              disabled={!awake}
              aria-current={at === place ? 'step' : undefined}
              title={sentence}
              onClick={() => send({ type: 'SEEK', place: at })}
            >
              <Row
                step={step}
                time={clockAt(timeline, at)}
                sentence={sentence}
                violates={landmarksAt(timeline, at).some(({ kind }) => kind === 'violation')}
              />
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Row({
  step,
  time,
  sentence,
  violates,
}: {
  readonly step: Step;
  readonly time: string;
  readonly sentence: string;
  readonly violates: boolean;
}) {
  const tone = toneOf(step, violates);
  return (
    <>
      <span className="log-time">{time}</span>
      <span className={`player-glyph is-${tone}`} aria-hidden="true">
        {GLYPHS[tone]}
      </span>
      <span className="log-sentence">{sentence}</span>
    </>
  );
}
