/** The invariants as sentences under the picture, each with its mark and a way to the moment that decided it. */
import { memo } from 'react';
import type { Verdict } from '../kernel/index.ts';
import { laneIndexAt, placeOfStep, type Timeline } from './timeline.ts';
import type { Send } from './use-player.ts';
import { MARKS, type Standing, standingSince, type VerdictNow, verdictAt } from './verdicts.ts';

interface Props {
  readonly timeline: Timeline;
  readonly place: number;
  /** The compared designs' names; empty when there is one run. */
  readonly labels: readonly string[];
  /** The names of those that are not folded; all of them when left out. */
  readonly watched: readonly string[] | undefined;
  readonly awake: boolean;
  readonly send: Send;
}

/** Drawn again only when one of them has changed. */
export const Verdicts = ({ place, ...rest }: Props) => (
  <VerdictList {...rest} place={standingSince(rest.timeline, place)} />
);

const VerdictList = memo(function VerdictList(props: Props) {
  const { timeline, watched } = props;
  const all = (timeline.lanes[0]?.verdicts ?? []).map(({ name }, i) => ({ name, i }));
  if (all.length === 0) return null;
  const isFolded = ({ name }: Row) => watched !== undefined && !watched.includes(name);
  const folded = all.filter(isFolded);
  return (
    <div className="player-verdicts" data-lanes={timeline.lanes.length}>
      {props.labels.length > 0 && <Heads labels={props.labels} />}
      <ul aria-label="What must hold">
        <Rows {...props} rows={all.filter((row) => !isFolded(row))} />
      </ul>
      {folded.length > 0 && (
        <details className="verdicts-folded">
          <summary>{folded.length} more hold</summary>
          <ul>
            <Rows {...props} rows={folded} />
          </ul>
        </details>
      )}
    </div>
  );
});

/** Where there is room, the designs' names stand once above their columns. */
const Heads = ({ labels }: { readonly labels: readonly string[] }) => (
  <p className="verdict-heads" aria-hidden="true">
    <span />
    {labels.map((label) => (
      <b key={label}>{label}</b>
    ))}
  </p>
);

/** An invariant, and which of the verdicts of every lane is about it. */
interface Row {
  readonly name: string;
  readonly i: number;
}

function Rows({ timeline, place, labels, awake, send, rows }: Props & { readonly rows: readonly Row[] }) {
  return rows.map(({ name, i }) => {
    const standings = timeline.lanes.map((lane, number) =>
      verdictAt(lane, lane.verdicts[i] as Verdict, laneIndexAt(timeline, number, place)),
    );
    const seek = (lane: number) => (index: number) => send({ type: 'SEEK', place: placeOfStep(timeline, lane, index) });
    return (
      <li key={name}>
        {labels.length === 0 && <Mark standing={(standings[0] as VerdictNow).standing} />}
        <span className="verdict-name">{name}</span>
        {standings.map((now, lane) => (
          <Note key={labels[lane] ?? ''} now={now} label={labels[lane]} awake={awake} onSeek={seek(lane)} />
        ))}
      </li>
    );
  });
}

const Mark = ({ standing }: { readonly standing: Standing }) => (
  <i className={`verdict-mark is-${standing}`} role="img" aria-label={MARKS[standing].words}>
    {MARKS[standing].glyph}
  </i>
);

interface NoteProps {
  readonly now: VerdictNow;
  /** The design that it is about, where designs are compared. */
  readonly label: string | undefined;
  readonly awake: boolean;
  onSeek(index: number): void;
}

function Note({ now: { standing, note, moment, why }, label, awake, onSeek }: NoteProps) {
  return (
    <span className="verdict-note">
      {label !== undefined && (
        <>
          <Mark standing={standing} /> <b className="verdict-label">{label} </b>
        </>
      )}
      {note}
      {moment !== undefined && ' '}
      {moment !== undefined && (
        <button type="button" className="player-link" disabled={!awake} onClick={() => onSeek(moment.index)}>
          {moment.time}
        </button>
      )}
      {why !== undefined && <span className="verdict-why">: {why}</span>}
    </span>
  );
}
