/** The shortest way to break this, and the same with a thousand seeds: the buttons, the progress, and what was found. */
import { useMachine } from '@xstate/react';
import { lazy, type RefObject, Suspense, useEffect, useMemo, useRef } from 'react';
import type { Played } from '../kernel/index.ts';
import { explorationTask, isAbout, PAIRS, runsOf, SEEDS, sweepTask, type Task, whyNotPaired } from './labour.ts';
import { labourMachine } from './labour-machine.ts';
import { laboratoryParts } from './parts.ts';
import { ReasonedButton } from './ReasonedButton.tsx';
import type { Session } from './session.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly session: Session;
  readonly awake: boolean;
  readonly laboratory: boolean;
  readonly send: Send;
}

/** A button that was pressed keeps the focus while its work is done: whoever uses the keyboard goes on from there. */
const AT_WORK = 'This is being worked out: wait for it, or cancel it.';

/** Numbers take long to put into words, and buttons are drawn at every event. */
const SEEDS_IN_WORDS = `${SEEDS.toLocaleString('en')} seeds`;

const runsInWords = (task: Parameters<typeof runsOf>[0]): string => `${runsOf(task).toLocaleString('en')} runs`;

const Findings = lazy(() => import('./Findings.tsx'));
/** Only who has searched needs it. */
const showing = () => import('./show-found.ts');

export function useLabour({ root, session, awake, laboratory, send }: Props & { readonly root: Root }) {
  const [snapshot, tell] = useMachine(labourMachine);
  const { task, done, found, problem } = snapshot.context;
  const working = snapshot.matches('working');
  useEffect(() => {
    if (found === undefined) return;
    let isLatest = true;
    showing().then(({ show }) => isLatest && show(found, root.current, send));
    return () => {
      isLatest = false;
    };
  }, [found, root, send]);
  const shown = found !== undefined && isAbout(found, session) ? found : undefined;
  const begunAt = useRef<Element>(null);
  const begin = (next: Task) => {
    begunAt.current = document.activeElement;
    tell({ type: 'BEGIN', task: next });
  };
  // What it is pressed in goes: the focus goes back to where the work was asked for.
  const leave = () => {
    const first = root.current?.querySelector('.player-actions button');
    const start = root.current?.contains(begunAt.current) ? begunAt.current : first;
    (start as HTMLElement | null | undefined)?.focus();
    tell({ type: 'CANCEL' });
  };
  return {
    buttons: <Buttons {...{ session, awake, laboratory, send, begin }} busy={working ? AT_WORK : undefined} />,
    panel: (
      <>
        {working && task !== undefined && <Progress task={task} done={done} onCancel={leave} />}
        {problem !== undefined && <p className="player-note is-failed">{problem}</p>}
        {shown !== undefined && (
          <Suspense>
            <Findings found={shown} session={session} send={send} onClose={leave} />
          </Suspense>
        )}
      </>
    ),
  };
}

type Root = RefObject<HTMLElement | null>;

interface ButtonsProps extends Props {
  /** Why no other work can be begun now; undefined where it can. */
  readonly busy: string | undefined;
  begin(task: Task): void;
}

function Buttons({ session, awake, busy, laboratory, send, begin }: ButtonsProps) {
  const { model, recipe, timeline, place } = session;
  const search = useMemo(() => explorationTask(model, recipe), [model, recipe]);
  const Moment = laboratory ? laboratoryParts().FromThisMoment : undefined;
  const sweep = () => begin(sweepTask(session));
  // One search is about one design.
  if (timeline.lanes.length > 1)
    return (
      <ReasonedButton
        className="is-first"
        awake={awake}
        whyNot={busy ?? whyNotPaired(session)}
        send={send}
        onPress={sweep}
      >
        Compare over {PAIRS} seeds
      </ReasonedButton>
    );
  return (
    <>
      {search !== undefined && (
        <ReasonedButton className="is-first" awake={awake} whyNot={busy} send={send} onPress={() => begin(search)}>
          Find the shortest way to break this
        </ReasonedButton>
      )}
      {search !== undefined && Moment && (
        <Moment played={timeline.lanes[0] as Played} index={place} {...{ awake, busy, send, begin }} />
      )}
      <ReasonedButton
        awake={awake}
        whyNot={busy}
        says="The same with as many lucks: how often does it break?"
        send={send}
        onPress={sweep}
      >
        {SEEDS_IN_WORDS}
      </ReasonedButton>
    </>
  );
}

function Progress({ task, done, onCancel }: { readonly task: Task; readonly done: number; onCancel(): void }) {
  const count = done.toLocaleString('en');
  const words = task.kind === 'explore' ? `${count} states visited` : `${count} of ${runsInWords(task)} done`;
  return (
    <div className="player-labour">
      <label>
        <span>{words}</span> <progress {...(task.kind === 'sweep' && { max: runsOf(task), value: done })} />
      </label>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
