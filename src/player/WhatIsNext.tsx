/**
 * What waits at the playhead, in the order in which it is due, and a reader's say in it: any of it may come next, be lost or come
 * twice. Each is one button; what cannot be done says why.
 */
import { memo, useMemo, useState } from 'react';
import { nameById } from '../figures/about.ts';
import { type Candidate, type Chosen, candidatesAt, type Played } from '../kernel/index.ts';
import { DROPPED } from './branch.ts';
import { type HandChoice, handChoices, letNext, takenBack } from './let-next.ts';
import { ReasonedButton } from './ReasonedButton.tsx';
import { ownLane, type Session } from './session.ts';
import { laneIndexAt } from './timeline.ts';
import type { Send } from './use-player.ts';
import { chosenInWords, dueInWords, subjectInWords, whyNotInWords } from './waiting-words.ts';

interface Props {
  readonly session: Session;
  readonly awake: boolean;
  readonly playing: boolean;
  readonly send: Send;
}

type Act = HandChoice['act'];
const ACTS: Readonly<Record<Act, string>> = { deliver: 'comes next', drop: 'is lost', duplicate: 'comes twice' };

/** So many are shown at once. Room is kept for them: nothing below moves from one event to the next. */
const AT_ONCE = 4;

const TITLE = 'Decide what comes next';

/** Right under the picture that it is about, and folded: as long as nobody opens it nothing is looked through. */
export function WhatIsNext(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="player-next" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{TITLE}</summary>
      {open && <Decisions {...props} />}
    </details>
  );
}

function Decisions({ session, awake, playing, send }: Props) {
  const { timeline, place, dropped } = session;
  const index = laneIndexAt(timeline, timeline.lanes.length - 1, place);
  return (
    <fieldset className="player-faults" aria-label={TITLE} disabled={!awake || playing}>
      <Waiting played={ownLane(timeline)} index={index} {...{ awake, send }} />
      <Chips session={session} send={send} />
      {dropped !== undefined && (
        <p>
          {DROPPED}{' '}
          <button type="button" onClick={() => send({ type: 'BRING_BACK' })}>
            Bring it back
          </button>
        </p>
      )}
    </fieldset>
  );
}

interface WaitingProps extends Pick<Props, 'awake' | 'send'> {
  readonly played: Played;
  readonly index: number;
}

const Waiting = memo(function Waiting({ played, index, awake, send }: WaitingProps) {
  const [act, setAct] = useState<Act>('deliver');
  const [asked, setFirst] = useState(0);
  const all = useMemo(() => candidatesAt(played, index), [played, index]);
  const { model, recipe } = played;
  // Fewer may wait now than when it was turned to.
  const first = Math.min(asked, pageOf(all.length - 1));
  // What is refused waits in any case.
  const due = all.find(({ whyNot }) => whyNot === undefined);
  const choose = ({ key }: Candidate) =>
    send({ type: 'FORK', recipe: letNext(model, recipe, index, { act, key }, due), step: index + 1 });
  return (
    <>
      <Acts act={act} onChoose={setAct} />
      <ol
        className="next-list"
        aria-label="What waits, in the order in which it is due"
        data-empty={all.length === 0 ? 'Nothing waits: the run is over.' : undefined}
      >
        {all.slice(first, first + AT_ONCE).map((candidate, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: whoever has chosen the second stays with the second
          <li key={nth}>
            <Row {...{ played, index, candidate, act, awake, send }} onPress={() => choose(candidate)} />
          </li>
        ))}
      </ol>
      <Pages {...{ first, awake, send }} count={all.length} onTurn={setFirst} />
    </>
  );
});

/** Where the page begins on which the nth stands. */
const pageOf = (nth: number): number => Math.max(0, nth - (nth % AT_ONCE));

interface PagesProps extends Pick<Props, 'awake' | 'send'> {
  readonly first: number;
  readonly count: number;
  onTurn(first: number): void;
}

function Pages({ first, count, awake, send, onTurn }: PagesProps) {
  const turnTo = (to: number) => {
    onTurn(to);
    send({ type: 'SAY', text: rangeInWords(to, count) });
  };
  const whyNotLater = first + AT_ONCE < count ? undefined : 'These are the last that wait.';
  const whyNotEarlier = first > 0 ? undefined : 'These are the first that wait.';
  return (
    <div className="next-pages">
      <ReasonedButton awake={awake} whyNot={whyNotEarlier} send={send} onPress={() => turnTo(first - AT_ONCE)}>
        ‹ Earlier
      </ReasonedButton>
      {rangeInWords(first, count)}
      <ReasonedButton awake={awake} whyNot={whyNotLater} send={send} onPress={() => turnTo(first + AT_ONCE)}>
        Later ›
      </ReasonedButton>
    </div>
  );
}

function rangeInWords(first: number, count: number): string {
  const last = Math.min(first + AT_ONCE, count);
  return `${first + 1 < last ? `${first + 1}–` : ''}${last} of ${count}`;
}

const Acts = ({ act, onChoose }: { readonly act: Act; onChoose(act: Act): void }) => (
  <label>
    <span className="knob-label">What is pressed</span>
    <select value={act} onChange={({ currentTarget }) => onChoose(currentTarget.value as Act)}>
      {Object.entries(ACTS).map(([name, words]) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
    </select>
  </label>
);

interface RowProps extends WaitingProps {
  readonly candidate: Candidate;
  readonly act: Act;
  onPress(): void;
}

function Row({ played, index, candidate, act, awake, send, onPress }: RowProps) {
  const name = (id: string) => nameById(played, id);
  const whyNot = whyNotInWords(candidate, act, name);
  return (
    <ReasonedButton awake={awake} whyNot={whyNot} send={send} onPress={onPress}>
      <span className="next-subject">{subjectInWords(candidate, name)}</span>
      <span className="visually-hidden">, </span>
      <span className="next-due">{whyNot ?? dueInWords(played, index, candidate)}</span>
    </ReasonedButton>
  );
}

/** What was chosen, each to be taken back with what came after it. */
function Chips({ session, send }: Pick<Props, 'session' | 'send'>) {
  const { model, recipe, origin, timeline } = session;
  const played = ownLane(timeline);
  const chosen = handChoices(recipe, origin);
  if (chosen.length === 0) return null;
  const takeBack = (pressed: HTMLElement, nth: number) => {
    leaveTo(pressed, nth);
    // What is shown is the moment at which it was chosen, so that something else can be.
    const step = (chosen[nth] as Chosen).atStep - 1;
    send({ type: 'FORK', recipe: takenBack(model, recipe, origin, nth), step });
  };
  return (
    <ul className="player-chips" aria-label="Chosen by you">
      {chosen.map((choice, nth) => {
        const words = chosenInWords(played, choice);
        return (
          <li key={choice.atStep}>
            <span aria-hidden="true">⚑</span> {words}
            <button
              type="button"
              aria-label={`Take back: ${words}${nth < chosen.length - 1 ? ', and what was chosen after it' : ''}`}
              onClick={({ currentTarget }) => takeBack(currentTarget, nth)}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A chip goes with all that came after it: the focus stays with the one before, or goes to what can be chosen. */
function leaveTo(pressed: HTMLElement, nth: number): void {
  const list = pressed.closest('fieldset');
  const before = list?.querySelectorAll<HTMLElement>('.player-chips button')[nth - 1];
  (before ?? list?.querySelector('select'))?.focus();
}
