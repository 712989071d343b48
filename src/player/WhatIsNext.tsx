/**
 * What waits at the playhead, in the order in which it is due, and a reader's say in it: any of it may come next, be lost or come
 * twice. Each is one button; what cannot be done says why.
 */
import { memo, useMemo, useState } from 'react';
import { nameById } from '../figures/about.ts';
import { type Candidate, candidatesAt, type Played, type Recipe } from '../kernel/index.ts';
import { type HandChoice, letNext, takenBack } from './let-next.ts';
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

/** More than this are not looked through. */
const MOST = 24;

export function WhatIsNext({ session, awake, playing, send }: Props) {
  const { timeline, place, recipe } = session;
  const played = ownLane(timeline);
  return (
    <fieldset className="player-faults player-next" disabled={!awake || playing}>
      <legend>Decide what comes next</legend>
      <Waiting played={played} index={laneIndexAt(timeline, timeline.lanes.length - 1, place)} {...{ awake, send }} />
      <Chips played={played} recipe={recipe} send={send} />
    </fieldset>
  );
}

interface WaitingProps extends Pick<Props, 'awake' | 'send'> {
  readonly played: Played;
  readonly index: number;
}

const Waiting = memo(function Waiting({ played, index, awake, send }: WaitingProps) {
  const [act, setAct] = useState<Act>('deliver');
  const all = useMemo(() => candidatesAt(played, index), [played, index]);
  const { model, recipe } = played;
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
        {all.slice(0, MOST).map((candidate, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: whoever has chosen the second stays with the second
          <li key={nth}>
            <Row {...{ played, index, candidate, act, awake, send }} onPress={() => choose(candidate)} />
          </li>
        ))}
        {all.length > MOST && <li>and {(all.length - MOST).toLocaleString('en')} more, due later</li>}
      </ol>
    </>
  );
});

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

interface ChipsProps extends Pick<Props, 'send'> {
  readonly played: Played;
  readonly recipe: Recipe;
}

/** What was chosen, each to be taken back with what came after it. */
function Chips({ played, recipe, send }: ChipsProps) {
  const { chosen = [] } = recipe;
  if (chosen.length === 0) return null;
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
              onClick={() => send({ type: 'FORK', recipe: takenBack(recipe, nth) })}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
