/** One line that says what is happening now, and one that accounts for every request so far. */
import { Fragment, memo } from 'react';
import type { Accounting } from '../kernel/index.ts';
import { booksAt } from './books.ts';
import { asideOf, type Session } from './session.ts';
import { landmarksAt, laneIndexAt, stepAt, type Timeline } from './timeline.ts';
import { GLYPHS, toneOf } from './tone.ts';
import type { Send } from './use-player.ts';
import { booksInTerms, clockAt, sentenceAt } from './words.ts';

interface Props {
  readonly session: Session;
  readonly labels: readonly string[];
  readonly send: Send;
}

export function Now({ session, labels, send }: Props) {
  const { timeline, place } = session;
  const aside = asideOf(session);
  const event = stepAt(timeline, place);
  const violated = landmarksAt(timeline, place).filter(({ kind }) => kind === 'violation');
  const tone = event === undefined ? 'idle' : toneOf(event.step, violated.length > 0);
  return (
    <p className={`player-now is-${tone}`}>
      <span className="player-glyph" aria-hidden="true">
        {GLYPHS[tone]}
      </span>
      <span className="with-room" data-last={mostSaid(timeline, labels)}>
        <span>
          {event !== undefined && <b className="player-time">{clockAt(timeline, place)}</b>}{' '}
          {(event !== undefined || aside === '') && `${sentenceAt(timeline, place, labels)}.`}
          {violated.map(({ text }) => (
            <strong key={text} className="player-broken">
              {' '}
              This no longer holds: “{text}”.
            </strong>
          ))}
          {aside !== '' && <Aside text={aside} session={session} send={send} />}
        </span>
      </span>
    </p>
  );
}

/** How this run came about, and the way back where something was lost on the way. */
const Aside = ({ text, session, send }: Pick<Props, 'session' | 'send'> & { readonly text: string }) => (
  <strong className="player-aside">
    {' '}
    {text}{' '}
    {session.dropped !== undefined && (
      <button type="button" className="player-link" onClick={() => send({ type: 'BRING_BACK' })}>
        Bring it back
      </button>
    )}
  </strong>
);

const known = new WeakMap<Timeline, string>();
/** The longest that is said: room is kept for it, so that nothing below moves while it plays. */
function mostSaid(timeline: Timeline, labels: readonly string[]): string {
  const found = known.get(timeline) ?? longest([...saidIn(timeline, labels), ...brokenIn(timeline, labels)]);
  known.set(timeline, found);
  return found;
}
const longest = (texts: readonly string[]): string => texts.reduce((a, b) => (b.length > a.length ? b : a), '');

const saidAt = (timeline: Timeline, place: number, labels: readonly string[]): string =>
  `${clockAt(timeline, place)} ${sentenceAt(timeline, place, labels)}.`;

/** Of a long run so many events stand for the others. */
const ASKED = 1_000;
function saidIn(timeline: Timeline, labels: readonly string[]): readonly string[] {
  const apart = Math.max(1, timeline.length / ASKED);
  return Array.from({ length: timeline.length / apart }, (_, nth) => saidAt(timeline, Math.floor(nth * apart), labels));
}

function brokenIn(timeline: Timeline, labels: readonly string[]): readonly string[] {
  const violations = timeline.landmarks.filter(({ kind }) => kind === 'violation');
  return [...Map.groupBy(violations, ({ index }) => index)].map(([place, broken]) => {
    const said = broken.map(({ text }) => ` This no longer holds: “${text}”.`);
    return saidAt(timeline, place, labels) + said.join('');
  });
}

interface BooksProps {
  readonly timeline: Timeline;
  readonly place: number;
  readonly labels: readonly string[];
}

export function Books({ timeline, place, labels }: BooksProps) {
  return (
    <div className="player-books">
      {timeline.lanes.map(
        (lane, i) =>
          lane.accounting.offered > 0 && (
            <Account key={labels[i] ?? ''} label={labels[i]} books={booksAt(lane, laneIndexAt(timeline, i, place))} />
          ),
      )}
    </div>
  );
}

const Account = memo(function Account({
  label,
  books,
}: {
  readonly label: string | undefined;
  readonly books: Accounting;
}) {
  return (
    <p>
      {label !== undefined && <span className="books-label">{label}</span>}
      <b>{books.offered}</b> offered ={' '}
      {booksInTerms(books).map(({ words, count, tone }, term) => (
        <Fragment key={words}>
          {term > 0 && ' + '}
          <span className={count > 0 ? `books-term is-${tone}` : 'books-term'}>
            <b>{count}</b> {words}
          </span>
        </Fragment>
      ))}
    </p>
  );
});
