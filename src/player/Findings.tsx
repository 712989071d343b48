/** What was found: the counterexample step by step, or a thousand runs as dots. It comes only when somebody has asked for it. */
import { useEffect, useMemo, useRef } from 'react';
import type { Model, Recipe } from '../kernel/index.ts';
import { isWaitedFor } from './awaited.ts';
import { type Found, isByTime, placeOfChoice } from './labour.ts';
import { sweptInWords, unfoundInWords, verdictOf } from './labour-words.ts';
import { lookedAtInWords } from './looked-at.ts';
import { Paired } from './Paired.tsx';
import { COLUMNS, rankOf, type SeedDot, type SeedDots, seedDots } from './seed-dots.ts';
import { ownLane, type Session } from './session.ts';
import type { Send } from './use-player.ts';
import { useSaid } from './use-said.ts';

interface Props {
  readonly found: Found;
  readonly session: Session;
  readonly send: Send;
  onClose(): void;
}

export default function Findings({ found, session, send, onClose }: Props) {
  const { model, recipe } = session;
  const root = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found anew is come to anew
  useEffect(() => comeTo(root.current), [found]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a landmark
    <div ref={root} className="player-labour is-result" role="group" aria-label="What was found" tabIndex={-1}>
      {found.kind === 'explore' ? (
        <Explored found={found} session={session} send={send} />
      ) : found.recipes.length > 1 ? (
        <Paired found={found} session={session} send={send} />
      ) : (
        <Swept found={found} model={model} recipe={recipe} send={send} />
      )}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** Whoever has waited for it goes on from what was found, and not from the button some stops before it. */
function comeTo(found: HTMLElement | null): void {
  if (isWaitedFor(found?.closest('.player'))) found?.focus();
}

interface ExploredProps {
  readonly found: Extract<Found, { kind: 'explore' }>;
  readonly session: Session;
  readonly send: Send;
}

function Explored({ found, session, send }: ExploredProps) {
  const { violations, bounds } = found.exploration;
  const unfound = unfoundInWords(found.exploration, ownLane(session.timeline).verdicts);
  const [violation] = violations;
  const open = (nth: number) =>
    violation &&
    send({
      type: 'OPEN',
      recipe: { ...found.task.recipe, schedule: violation.schedule },
      place: placeOfChoice(violation, nth),
    });
  return (
    <>
      <p className="labour-verdict">{verdictOf(found.exploration)}</p>
      <p className="labour-bounds">
        Looked at: {lookedAtInWords(found.task, session.model)}
        {bounds.text}.
      </p>
      {unfound && <p className="labour-bounds">{unfound}</p>}
      <ol className="labour-trace">
        {violation?.trace.map(({ note }, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order, and the same thing may happen twice
          <li key={nth}>
            <button type="button" className="player-link" onClick={() => open(nth)}>
              {note}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

const CELL = 8;

function Swept({
  found,
  model,
  recipe,
  send,
}: {
  readonly found: Extract<Found, { kind: 'sweep' }>;
  readonly model: Model;
  readonly recipe: Recipe;
  readonly send: Send;
}) {
  // An order that was chosen is none of the runs that were drawn.
  const seed = isByTime(recipe) ? recipe.seed : undefined;
  const all = useMemo(() => seedDots(model, found), [model, found]);
  const open = (chosen: number) => send({ type: 'OPEN', recipe: { ...(found.recipes[0] as Recipe), seed: chosen } });
  const rank = seed === undefined ? undefined : rankOf(all, seed);
  const { worst } = all;
  useSaid(sweptInWords(all), send);
  return (
    <>
      <p className="labour-verdict">{sweptInWords(all)}</p>
      <Dots all={all} seed={seed} onOpen={open} />
      <p className="labour-bounds">
        {axisInWords(model, all)} Each dot is a run; a cross is one in which something broke.
        {rank !== undefined &&
          ` Of all runs, ${percent(rank.below)} have less than this one (seed ${seed}), ${percent(rank.above)} more.`}
        {seed === undefined &&
          ' All go by time; the order of the run that is shown was chosen, and it is none of them.'}
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

function axisInWords(model: Model, { measure, min, max, dots, runs }: SeedDots): string {
  const { says, unit } = model.measures[measure] ?? { says: 'Events of a run.', unit: 'events' };
  const missing = runs - dots.length;
  const without = missing === 0 ? '' : ` ${missing} runs had nothing to measure.`;
  return `${says} From ${short(min)} to ${short(max)} ${unit}, left to right.${without}`;
}
const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');

const percent = (part: number): string => `${Number((part * 100).toPrecision(2))} %`;

const TALLEST = 150;

interface DotsProps {
  readonly all: SeedDots;
  readonly seed: number | undefined;
  onOpen(seed: number): void;
}

function Dots({ all, seed, onOpen }: DotsProps) {
  const rise = Math.min(CELL, TALLEST / all.rows);
  const height = all.rows * rise;
  const place = ({ column, row }: SeedDot) => `translate(${(column + 0.5) * CELL} ${height - (row + 0.5) * rise})`;
  return (
    <div className="labour-dots">
      {/* The buttons beneath lead to the runs that matter; here a pointer may open any of them. */}
      <svg
        viewBox={`0 0 ${COLUMNS * CELL} ${height}`}
        width={COLUMNS * CELL}
        height={height}
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
      </svg>
      {/* Words are not scaled with the drawing. */}
      <div className="seed-axis" aria-hidden="true">
        {axisOf(all).map(({ at, text }) => (
          <span key={at} style={{ left: `${at * 100}%` }} className={at === 1 ? 'is-last' : undefined}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Words under the dots; `at` is from 0, the left edge, to 1. */
function axisOf({ blocks, min, max }: SeedDots) {
  if (blocks.length > 0) return blocks.map(({ column, value }) => ({ at: column / COLUMNS, text: short(value) }));
  return [
    { at: 0, text: short(min) },
    { at: 1, text: short(max) },
  ];
}
