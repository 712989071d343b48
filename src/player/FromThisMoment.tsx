/** The search that begins at the playhead: offered where it can be done, and otherwise with the reason why it cannot. */
import { nameById, oncePerRun } from '../figures/about.ts';
import { Departures, type Refusal } from '../kernel/explore/index.ts';
import type { Played } from '../kernel/index.ts';
import { explorationFrom } from './exploration-from.ts';
import type { Task } from './labour.ts';
import { ReasonedButton } from './ReasonedButton.tsx';
import type { Send } from './use-player.ts';

interface Props {
  readonly played: Played;
  readonly index: number;
  readonly awake: boolean;
  /** Why no other work can be begun now; undefined where it can. */
  readonly busy: string | undefined;
  readonly send: Send;
  begin(task: Task): void;
}

export function FromThisMoment({ played, index, awake, busy, send, begin }: Props) {
  const refusal = departures(played).refusalAt(index);
  if (refusal?.kind === 'never') return null;
  return (
    <ReasonedButton
      awake={awake}
      whyNot={busy ?? (refusal && inWords(played, refusal))}
      says="Finds the shortest way to break this from the moment that is shown"
      send={send}
      onPress={() => begin(explorationFrom(played, index))}
    >
      From this moment on
    </ReasonedButton>
  );
}

const departures = oncePerRun((played) => new Departures(played));

function inWords(played: Played, refusal: Exclude<Refusal, { kind: 'never' }>): string {
  if (refusal.kind === 'down') {
    const names = refusal.components.map((id) => nameById(played, id)).join(' and ');
    return `${names} ${refusal.components.length === 1 ? 'is' : 'are'} down at this moment; a search begins where everybody is up.`;
  }
  const event = `event ${(refusal.index + 1).toLocaleString('en')}`;
  return refusal.kind === 'turned'
    ? `A knob was turned at ${event}; a search keeps all knobs as they are, and can begin only before it.`
    : `Time or chance decided ${event}; a search leaves both open, and can begin only before it.`;
}
