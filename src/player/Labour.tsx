/** The shortest way to break this, and the same with a thousand seeds: the buttons, the progress, and what was found. */
import { useMachine } from '@xstate/react';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { Played } from '../kernel/index.ts';
import {
  explorationTask,
  type Found,
  isAbout,
  PAIRS,
  placeOfChoice,
  runsOf,
  SEEDS,
  sweepTask,
  type Task,
  whyNotPaired,
} from './labour.ts';
import { labourMachine } from './labour-machine.ts';
import { verdictOf, wayInWords } from './labour-words.ts';
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

/** Numbers take long to put into words, and buttons are drawn at every event. */
const SEEDS_IN_WORDS = `${SEEDS.toLocaleString('en')} seeds`;

const runsInWords = (task: Parameters<typeof runsOf>[0]): string => `${runsOf(task).toLocaleString('en')} runs`;

const Findings = lazy(() => import('./Findings.tsx'));

export function useLabour({ session, awake, laboratory, send }: Props) {
  const [snapshot, tell] = useMachine(labourMachine);
  const { task, done, found, problem } = snapshot.context;
  const working = snapshot.matches('working');
  useEffect(() => {
    if (found !== undefined) show(found, send);
  }, [found, send]);
  const shown = found !== undefined && isAbout(found, session) ? found : undefined;
  const cancel = () => tell({ type: 'CANCEL' });
  const begin = (next: Task) => tell({ type: 'BEGIN', task: next });
  return {
    buttons: <Buttons {...{ session, laboratory, send, begin }} awake={awake && !working} />,
    panel: (
      <>
        {working && task !== undefined && <Progress task={task} done={done} onCancel={cancel} />}
        {problem !== undefined && <p className="player-note is-failed">{problem}</p>}
        {shown !== undefined && (
          <Suspense>
            <Findings found={shown} session={session} send={send} onClose={cancel} />
          </Suspense>
        )}
      </>
    ),
  };
}

/** A counterexample opens at its beginning, so that it can be followed step by step. What a sweep found is said where it is shown. */
function show(found: Found, send: Send): void {
  if (found.kind !== 'explore') return;
  const [violation] = found.exploration.violations;
  if (violation !== undefined)
    send({
      type: 'OPEN',
      recipe: { ...found.task.recipe, schedule: violation.schedule },
      place: placeOfChoice(violation, -1),
      ...(violation.steps > 0 && { says: wayInWords(violation) }),
    });
  const shown = violation === undefined ? '' : ' It is opened at its beginning: press play.';
  send({ type: 'SAY', text: `${verdictOf(found.exploration)}${shown}` });
}

interface ButtonsProps extends Props {
  begin(task: Task): void;
}

function Buttons({ session, awake, laboratory, send, begin }: ButtonsProps) {
  const { model, recipe, timeline, place } = session;
  const search = useMemo(() => explorationTask(model, recipe), [model, recipe]);
  const Moment = laboratory ? laboratoryParts().FromThisMoment : undefined;
  const sweep = () => begin(sweepTask(session));
  // One search is about one design.
  if (timeline.lanes.length > 1)
    return (
      <ReasonedButton className="is-first" awake={awake} whyNot={whyNotPaired(session)} send={send} onPress={sweep}>
        Compare over {PAIRS} seeds
      </ReasonedButton>
    );
  return (
    <>
      {search !== undefined && (
        <button type="button" className="is-first" disabled={!awake} onClick={() => begin(search)}>
          Find the shortest way to break this
        </button>
      )}
      {search !== undefined && Moment && (
        <Moment played={timeline.lanes[0] as Played} index={place} awake={awake} send={send} begin={begin} />
      )}
      <button
        type="button"
        title="The same with as many lucks: how often does it break?"
        disabled={!awake}
        onClick={sweep}
      >
        {SEEDS_IN_WORDS}
      </button>
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
