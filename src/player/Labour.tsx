/** The shortest way to break this, and the same with a thousand seeds: the buttons, the progress, and what was found. */
import { useMachine } from '@xstate/react';
import { useEffect, useMemo } from 'react';
import type { Exploration } from '../kernel/explore/index.ts';
import type { Model, Recipe } from '../kernel/index.ts';
import { explorationTask, type Found, SEEDS, type Task } from './labour.ts';
import { type LabourEvent, labourMachine } from './labour-machine.ts';
import { COLUMNS, rankOf, type SeedDot, type SeedDots, seedDots } from './seed-dots.ts';
import type { Session } from './session.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
}

export function useLabour({ session, awake, send }: Props) {
  const [snapshot, tell] = useMachine(labourMachine);
  const { task, done, found, problem } = snapshot.context;
  const working = snapshot.matches('working');
  useEffect(() => {
    if (found !== undefined) send(openingOf(found));
  }, [found, send]);
  const begin = (next: Task) => tell({ type: 'BEGIN', task: next });
  return {
    buttons: <Buttons session={session} awake={awake && !working} begin={begin} />,
    panel: (
      <>
        {working && task !== undefined && (
          <Progress task={task} done={done} onCancel={() => tell({ type: 'CANCEL' })} />
        )}
        {problem !== undefined && <p className="player-note is-failed">{problem}</p>}
        {found !== undefined && (
          <Result found={found} model={session.model} seed={session.recipe.seed} send={send} tell={tell} />
        )}
      </>
    ),
  };
}

function Buttons({
  session,
  awake,
  begin,
}: {
  readonly session: Session;
  readonly awake: boolean;
  begin(task: Task): void;
}) {
  const { model, recipe, designs } = session;
  // One search is about one design.
  if (designs.length > 0) return null;
  const search = explorationTask(model, recipe);
  return (
    <>
      {search !== undefined && (
        <button type="button" className="is-first" disabled={!awake} onClick={() => begin(search)}>
          Find the shortest way to break this
        </button>
      )}
      <button
        type="button"
        disabled={!awake}
        onClick={() => begin({ kind: 'sweep', recipe: withoutSchedule(recipe), from: 1, to: SEEDS })}
      >
        {SEEDS.toLocaleString('en')} seeds
      </button>
    </>
  );
}

const withoutSchedule = ({ schedule: _, ...recipe }: Recipe): Recipe => recipe;

function Progress({ task, done, onCancel }: { readonly task: Task; readonly done: number; onCancel(): void }) {
  const count = done.toLocaleString('en');
  const words =
    task.kind === 'explore' ? `${count} states visited` : `${count} of ${SEEDS.toLocaleString('en')} seeds run`;
  return (
    <div className="player-labour">
      <label>
        <span>{words}</span> <progress max={SEEDS} {...(task.kind === 'sweep' && { value: done })} />
      </label>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

/** A counterexample opens at its beginning, so that it can be followed step by step; a sweep only says what it found. */
function openingOf(found: Found) {
  if (found.kind === 'sweep')
    return { type: 'SAY', text: `${SEEDS.toLocaleString('en')} seeds have been run` } as const;
  const [violation] = found.exploration.violations;
  if (violation === undefined) return { type: 'SAY', text: verdictOf(found.exploration) } as const;
  return { type: 'OPEN', recipe: { ...found.recipe, schedule: violation.schedule }, place: -1 } as const;
}

interface ResultProps {
  readonly found: Found;
  readonly model: Model;
  readonly seed: number;
  readonly send: Send;
  tell(event: LabourEvent): void;
}

function Result({ found, model, seed, send, tell }: ResultProps) {
  return (
    <section className="player-labour is-result" aria-label="What was found">
      {found.kind === 'explore' ? (
        <Explored exploration={found.exploration} send={send} />
      ) : (
        <Swept found={found} model={model} seed={seed} send={send} />
      )}
      <button type="button" onClick={() => tell({ type: 'CANCEL' })}>
        Close
      </button>
    </section>
  );
}

/** Never "safe": what was visited, and under which bounds. */
function verdictOf({ violations, states, complete, reason }: Exploration): string {
  const visited = `${states.toLocaleString('en')} states`;
  const [violation] = violations;
  if (violation !== undefined) {
    const numbers = violation.why === '' ? '' : ` (${violation.why})`;
    return `${violation.steps} steps break “${violation.invariant}”${numbers}. No order does it in fewer.`;
  }
  return complete
    ? `Nothing broke: all ${visited} that can be reached were visited.`
    : `Nothing broke in the ${visited} visited. That is not all of them: ${reason}.`;
}

function Explored({ exploration, send }: { readonly exploration: Exploration; readonly send: Send }) {
  const { violations, bounds } = exploration;
  return (
    <>
      <p className="labour-verdict">{verdictOf(exploration)}</p>
      <ol className="labour-trace">
        {violations[0]?.trace.map(({ note }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order, and the same thing may happen twice
          <li key={place}>
            <button type="button" className="player-link" onClick={() => send({ type: 'SEEK', place })}>
              {note}
            </button>
          </li>
        ))}
      </ol>
      <p className="labour-bounds">Looked at: {bounds.text}.</p>
    </>
  );
}

const CELL = 8;

function Swept({
  found,
  model,
  seed,
  send,
}: {
  readonly found: Extract<Found, { kind: 'sweep' }>;
  readonly model: Model;
  readonly seed: number;
  readonly send: Send;
}) {
  const all = useMemo(() => seedDots(model, found), [model, found]);
  const open = (chosen: number) => send({ type: 'OPEN', recipe: { ...found.recipe, seed: chosen } });
  const rank = rankOf(all, seed);
  const { worst } = all;
  return (
    <>
      <p className="labour-verdict">{sweptInWords(all)}</p>
      <Dots all={all} seed={seed} onOpen={open} />
      <p className="labour-bounds">
        {axisInWords(model, all)} Each dot is a run; a cross is one in which something broke.
        {rank !== undefined &&
          ` Of all runs, ${percent(rank.below)} have less than this one (seed ${seed}), ${percent(rank.above)} more.`}
      </p>
      <p className="labour-choices">
        {worst !== undefined && (
          <button type="button" className="player-link" onClick={() => open(worst.seed)}>
            Open the worst: seed {worst.seed}
          </button>
        )}
        {all.broken.map(({ name, firstSeed }) => (
          <button key={name} type="button" className="player-link" onClick={() => open(firstSeed)}>
            Open the first that breaks “{name}”: seed {firstSeed}
          </button>
        ))}
      </p>
    </>
  );
}

function sweptInWords({ broken, runs }: SeedDots): string {
  const of = runs.toLocaleString('en');
  if (broken.length === 0) return `Nothing broke in ${of} runs.`;
  return broken
    .map(({ name, runs: times }) => `“${name}” broke in ${times.toLocaleString('en')} of ${of} runs.`)
    .join(' ');
}

function axisInWords(model: Model, { measure, min, max, dots, runs }: SeedDots): string {
  const { says, unit } = model.measures[measure] ?? { says: 'Events of a run.', unit: 'events' };
  const missing = runs - dots.length;
  const without = missing === 0 ? '' : ` ${missing} runs had nothing to measure.`;
  return `${says} From ${short(min)} to ${short(max)} ${unit}, left to right.${without}`;
}
const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');

const percent = (part: number): string => `${Number((part * 100).toPrecision(2))} %`;

const TALLEST = 150;

function Dots({ all, seed, onOpen }: { readonly all: SeedDots; readonly seed: number; onOpen(seed: number): void }) {
  const rise = Math.min(CELL, TALLEST / all.rows);
  const height = all.rows * rise;
  const place = ({ column, row }: SeedDot) => `translate(${(column + 0.5) * CELL} ${height - (row + 0.5) * rise})`;
  return (
    <div className="labour-dots">
      {/* The buttons beneath lead to the runs that matter; here a pointer may open any of them. */}
      <svg
        viewBox={`0 0 ${COLUMNS * CELL} ${height + 20}`}
        width={COLUMNS * CELL}
        height={height + 20}
        role="img"
        aria-label={sweptInWords(all)}
      >
        {all.dots.map((dot) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a thousand stops of the keyboard would be no help
          <g
            key={dot.seed}
            className={dot.broken ? 'seed is-broken' : 'seed'}
            transform={place(dot)}
            onClick={() => onOpen(dot.seed)}
          >
            <title>{`Seed ${dot.seed}: ${short(dot.value)}`}</title>
            {dot.broken ? <path d="M-2.4-2.4 2.4 2.4M2.4-2.4-2.4 2.4" /> : <circle r={2.4} />}
            {dot.seed === seed && <circle className="seed-own" r={5} />}
          </g>
        ))}
        <g className="seed-axis">
          {axisOf(all).map(({ x, anchor, text }) => (
            <text key={x} x={x} y={height + 16} textAnchor={anchor}>
              {text}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
}

function axisOf({ blocks, min, max }: SeedDots) {
  if (blocks.length > 0)
    return blocks.map(({ column, value }) => ({ x: column * CELL, anchor: 'start' as const, text: short(value) }));
  return [
    { x: 0, anchor: 'start' as const, text: short(min) },
    { x: COLUMNS * CELL, anchor: 'end' as const, text: short(max) },
  ];
}
