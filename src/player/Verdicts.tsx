/** The invariants as sentences under the picture, each with its mark and a way to the moment that decided it. */
import { memo } from 'react';
import { laneIndexAt, placeOfStep, type Timeline } from './timeline.ts';
import type { Send } from './use-player.ts';
import { judgedIn, MARKS, type Standing, standingSince, type VerdictNow, verdictAt } from './verdicts.ts';

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
  const all = judgedIn(timeline);
  if (all.length === 0) return null;
  const isFolded = (name: string) => watched !== undefined && !watched.includes(name);
  const folded = all.filter(isFolded);
  return (
    <div className="player-verdicts" data-lanes={timeline.lanes.length}>
      {props.labels.length > 0 && <Heads labels={props.labels} />}
      <ul aria-label="What must hold">
        <Rows {...props} names={all.filter((name) => !isFolded(name))} />
      </ul>
      {folded.length > 0 && (
        <details className="verdicts-folded">
          <summary>{folded.length} more hold</summary>
          <ul>
            <Rows {...props} names={folded} briefly />
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

interface RowsProps extends Props {
  readonly names: readonly string[];
  /** What is the same in every design is said once. */
  readonly briefly?: boolean;
}

function Rows({ timeline, place, labels, awake, send, names, briefly = false }: RowsProps) {
  return names.map((name) => {
    const standings = timeline.lanes.map((lane, number) => {
      const verdict = lane.verdicts.find((one) => one.name === name);
      const now = verdictAt(lane, verdict, laneIndexAt(timeline, number, place));
      return {
        now,
        first: inWords(verdictAt(lane, verdict, -1)),
        last: inWords(verdictAt(lane, verdict, lane.history.length - 1)),
      };
    });
    const [own, ...others] = standings;
    const once =
      briefly && others.length > 0 && others.every((one) => one.last === own?.last && one.now.note === own.now.note);
    const seek = (lane: number) => (index: number) => send({ type: 'SEEK', place: placeOfStep(timeline, lane, index) });
    return (
      <li key={name}>
        {labels.length === 0 && own !== undefined && <Mark standing={own.now.standing} />}
        <span className="verdict-name">{name}</span>
        <span className="visually-hidden">: </span>
        {(once ? standings.slice(0, 1) : standings).map((standing, lane) => (
          <Note
            key={labels[lane] ?? ''}
            name={name}
            {...standing}
            label={once ? 'Each' : labels[lane]}
            awake={awake}
            onSeek={seek(lane)}
          />
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

/** A time is a button, which is never broken into two lines. */
const inWords = ({ note, moment, why }: VerdictNow): string =>
  `${note} ${moment?.time.replace(' ', '\u00a0') ?? ''}${why === undefined ? '' : `: ${why}`}`;

interface NoteProps {
  /** Of the invariant. */
  readonly name: string;
  readonly now: VerdictNow;
  /** What is said at first, and in the end: room is kept for both, so that nothing below moves while it plays. */
  readonly first: string;
  readonly last: string;
  /** The design that it is about, where designs are compared. */
  readonly label: string | undefined;
  readonly awake: boolean;
  onSeek(index: number): void;
}

function Note({ name, now: { standing, note, moment, why }, first, last, label, awake, onSeek }: NoteProps) {
  // A mark is as wide as an em.
  const named = label === undefined ? '' : `\u2003 ${label} `;
  return (
    <span className="verdict-note with-room" data-first={named + first} data-last={named + last}>
      <span>
        {label !== undefined && (
          <>
            <Mark standing={standing} /> <b className="verdict-label">{label} </b>
          </>
        )}
        {note}
        {moment !== undefined && ' '}
        {moment !== undefined && (
          <button
            type="button"
            className="player-link"
            // In a list of all buttons a time alone says nothing.
            aria-label={`${moment.time}: the moment of “${name}”${label === undefined ? '' : `, ${label}`}`}
            disabled={!awake}
            onClick={() => onSeek(moment.index)}
          >
            {moment.time}
          </button>
        )}
        {why !== undefined && <span className="verdict-why">: {why}</span>}
      </span>
    </span>
  );
}
