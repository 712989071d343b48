/** The invariants as sentences under the picture, each with its mark and a way to the moment that decided it. */
import type { Verdict } from '../kernel/index.ts';
import { laneIndexAt, placeOfStep, type Timeline } from './timeline.ts';
import type { Send } from './use-player.ts';
import { MARKS, type VerdictNow, verdictAt } from './verdicts.ts';

interface Props {
  readonly timeline: Timeline;
  readonly place: number;
  /** The compared designs' names; empty when there is one run. */
  readonly labels: readonly string[];
  readonly send: Send;
}

export function Verdicts({ timeline, place, labels, send }: Props) {
  const first = timeline.lanes[0]?.verdicts ?? [];
  if (first.length === 0) return null;
  return (
    <ul className="player-verdicts" aria-label="What must hold">
      {first.map(({ name }, i) => (
        <li key={name}>
          <span className="verdict-name">{name}</span>
          <span className="verdict-standings">
            {timeline.lanes.map((lane, number) => {
              const now = verdictAt(lane.verdicts[i] as Verdict, laneIndexAt(timeline, number, place), lane.history.length);
              const seek = (index: number) => send({ type: 'SEEK', place: placeOfStep(timeline, number, index) });
              return <StandingNow key={labels[number] ?? ''} now={now} label={labels[number]} onSeek={seek} />;
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function StandingNow({ now, label, onSeek }: { readonly now: VerdictNow; readonly label: string | undefined; onSeek(index: number): void }) {
  const { standing, note, moment, why } = now;
  const { glyph, words } = MARKS[standing];
  return (
    <span className={`verdict is-${standing}`}>
      <i className="verdict-mark" role="img" aria-label={words}>
        {glyph}
      </i>
      <span className="verdict-note">
        {label !== undefined && <b>{label}: </b>}
        {note}{' '}
        {moment !== undefined && (
          <button type="button" className="player-link" onClick={() => onSeek(moment.index)}>
            {moment.time}
          </button>
        )}
        {why !== undefined && <span className="verdict-why">: {why}</span>}
      </span>
    </span>
  );
}
