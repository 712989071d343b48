/** What waits at the playhead, in words: what it is, when it is due, and why it cannot be chosen. */
import { nameById } from '../figures/about.ts';
import { type Candidate, type Chosen, formatTime, type Played, waitingInWords } from '../kernel/index.ts';

type NameOf = (id: string) => string;

export const subjectInWords = ({ envelope }: Candidate, name: NameOf): string => waitingInWords(envelope, name);

/** "due in 12.0 ms, 2 wait for it"; where an order was chosen time means nothing, and it says since when it waits. */
export function dueInWords({ history, recipe }: Played, index: number, { envelope, passes }: Candidate): string {
  if (recipe.schedule !== undefined) return `waits since ${momentInWords(envelope.sentStep)}`;
  const inUs = envelope.at - (history.steps[index]?.atUs ?? 0);
  const due =
    inUs > 0 ? `due in ${formatTime(inUs)}` : inUs === 0 ? 'due now' : `waits, was due ${formatTime(-inUs)} ago`;
  return passes === 0 ? due : `${due}; ${passes.toLocaleString('en')} ${passes === 1 ? 'waits' : 'wait'} for it`;
}
const momentInWords = (step: number): string => (step < 0 ? 'the beginning' : `event ${step + 1}`);

/** Undefined where it can be done. */
export function whyNotInWords({ envelope, whyNot }: Candidate, act: Chosen['act'], name: NameOf): string | undefined {
  if (act !== 'deliver' && envelope.timer !== undefined)
    return act === 'drop'
      ? 'a timer is no message: it cannot be lost'
      : 'a timer is no message: it does not come twice';
  switch (whyNot?.kind) {
    case 'paused':
      return `${name(envelope.to.id)} is paused, and notices nothing`;
    case 'observer':
      return `${name(whyNot.id)} only observes, and is told first`;
    case 'fault':
      return `first, at ${formatTime(whyNot.atUs)}: ${whyNot.text}`;
    case 'late':
      return `due when the run is over, at ${formatTime(whyNot.untilUs)}`;
    case 'down':
      return `${name(whyNot.id)} comes up again first`;
    default:
      return undefined;
  }
}

const BY_HAND: Readonly<Record<Chosen['act'], string>> = {
  deliver: 'came before its turn',
  drop: 'was lost',
  duplicate: 'came twice',
};

/** "event 6: READ 2 from Buyer 2 to Stock row came before its turn". */
export function chosenInWords(played: Played, { atStep, act }: Chosen): string {
  const words = act === 'deliver' && played.recipe.schedule !== undefined ? 'was chosen to come' : BY_HAND[act];
  const envelope = played.history.steps[atStep]?.envelope;
  const subject = envelope === undefined ? 'what was chosen' : waitingInWords(envelope, (id) => nameById(played, id));
  return `event ${atStep + 1}: ${subject} ${words}`;
}
