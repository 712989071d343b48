/** Theory drawn over the run: which one, the picture, and the button that runs its curve again with the reader's knobs. */
import { useMachine } from '@xstate/react';
import { useCallback, useContext, useId, useMemo, useState } from 'react';
import type { PictureProps } from '../figures/contract.ts';
import {
  firstThatTells,
  isDisturbed,
  likeOf,
  SEEDS_OF_A_POINT,
  type Swept,
  sweepOf,
  sweptOf,
} from '../figures/theory/swept.ts';
import { nameOfTheory, TheoryPicture } from '../figures/theory/theory.tsx';
import type { CurveTheory, Played, Theory } from '../kernel/index.ts';
import { runsOf } from './labour.ts';
import { labourMachine } from './labour-machine.ts';
import { TheoryContext } from './theory-context.ts';

export function TheoryView({ played, moment, narrow, onSeek }: PictureProps) {
  const { measure, awake = false, send } = useContext(TheoryContext) ?? {};
  const theories = played.model.theory ?? [];
  const [nth, choose] = useTheoryOf(played, measure);
  const theory = theories[nth];
  const curve = theory?.kind === 'curve' ? theory : undefined;
  const sweep = useSweep(played, curve);
  const over = curve?.over;
  const turn = useCallback(
    (value: number) => over !== undefined && send?.({ type: 'TURN', knob: over, value }),
    [over, send],
  );
  if (theory === undefined) return <p className="picture-empty">Nobody has a theory of this simulation here.</p>;
  return (
    <>
      <div className="picture-picker theory-picker">
        {theories.length > 1 && <Choice theories={theories} nth={nth} awake={awake} onChoose={choose} />}
        {curve !== undefined && <Sweeping sweep={sweep} awake={awake} />}
      </div>
      <TheoryPicture
        {...{ played, moment, narrow, onSeek, theory }}
        swept={sweep.swept}
        onTurn={awake && curve !== undefined ? turn : undefined}
      />
    </>
  );
}

/** Which theory is shown: the first that tells of the scenario, until a reader chooses another. Turned knobs leave it. */
function useTheoryOf(played: Played, measure: string | undefined): readonly [number, (nth: number) => void] {
  const { scenario } = played.recipe;
  const first = () => ({ scenario, nth: Math.max(0, firstThatTells(played, measure)) });
  const [shown, show] = useState(first);
  const now = shown.scenario === scenario ? shown : first();
  if (now !== shown) show(now);
  return [now.nth, (nth) => show({ scenario, nth })];
}

interface ChoiceProps {
  readonly theories: readonly Theory[];
  readonly nth: number;
  readonly awake: boolean;
  onChoose(nth: number): void;
}

const Choice = ({ theories, nth, awake, onChoose }: ChoiceProps) => (
  <label>
    <span>Theory of</span>
    <select value={nth} disabled={!awake} onChange={({ target }) => onChoose(Number(target.value))}>
      {theories.map((theory, i) => (
        <option key={theory.says} value={i}>
          {nameOfTheory(theory)}
        </option>
      ))}
    </select>
  </label>
);

/** The sweep whose points are drawn: the build's or the reader's own, whichever was made with these knobs. */
function useSweep(played: Played, curve: CurveTheory | undefined) {
  const { model, recipe } = played;
  const published = useContext(TheoryContext)?.swept ?? NONE;
  const [snapshot, tell] = useMachine(labourMachine);
  const { task, done, found, problem } = snapshot.context;
  const own = useMemo(
    () => (found?.kind === 'sweep' && curve !== undefined ? sweptOf(model, found, found.rows, curve.over) : undefined),
    [found, model, curve],
  );
  const like = useMemo(() => curve && likeOf(model, recipe, curve.over), [model, recipe, curve]);
  const disturbed = isDisturbed(model, recipe);
  const swept = disturbed
    ? undefined
    : [...(own === undefined ? [] : [own]), ...published].find((one) => one.over === curve?.over && one.like === like);
  return {
    swept,
    disturbed,
    problem,
    progress: snapshot.matches('working') && task?.kind === 'sweep' ? { done, runs: runsOf(task) } : undefined,
    begin: () => curve && tell({ type: 'BEGIN', task: { kind: 'sweep', ...sweepOf(model, recipe, curve) } }),
    cancel: () => tell({ type: 'CANCEL' }),
  };
}
const NONE: readonly Swept[] = [];

function Sweeping({ sweep, awake }: { readonly sweep: ReturnType<typeof useSweep>; readonly awake: boolean }) {
  const { progress, swept, disturbed, problem, begin, cancel } = sweep;
  const id = useId();
  if (progress !== undefined)
    return (
      <>
        <label htmlFor={id}>
          {progress.done} of {progress.runs} runs
        </label>
        <progress id={id} max={progress.runs} value={progress.done} />
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </>
    );
  return (
    <>
      <button type="button" disabled={!awake || swept !== undefined || disturbed} onClick={begin}>
        {swept === undefined
          ? `Run the curve with these knobs, ${SEEDS_OF_A_POINT} times each point`
          : 'The curve has been run with these knobs'}
      </button>
      {problem !== undefined && <span className="player-note is-failed">{problem}</span>}
    </>
  );
}
