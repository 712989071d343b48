/**
 * A machine as cards, one a state, each with the ways that lead out of it: for a phone, and for machines of so many states
 * that arrows between them would be a thicket.
 */
import { fitted, SMALL } from '../text.ts';
import { type Chart, type ChartState, HEAD, LINE, type Line, PAD, transitionWords } from './chart.ts';
import type { ChartNow } from './now.ts';
import { type Rectangle, StateBox } from './parts.tsx';

export interface Card {
  readonly state: ChartState;
  readonly rect: Rectangle;
  readonly lines: readonly Line[];
  readonly more: number;
}
export interface Cards {
  readonly cards: readonly Card[];
  readonly width: number;
  readonly height: number;
}

const GAP = 10;
const INDENT = 12;
const MOST = 8;

/** Cards in columns, filled from the top; an inner state stands further in, under its parent. All of them, or some. */
export function cardsOf(chart: Chart, width: number, columns: number, only?: ReadonlySet<string>): Cards {
  const column = (width - GAP * (columns - 1)) / columns;
  const shown = [...chart.states.values()].filter(({ id }) => only?.has(id) ?? true);
  const plain = shown.map((state) => cardOf(chart, state, column));
  const total = plain.reduce((sum, { rect }) => sum + rect.height + GAP, 0);
  const target = total / columns;
  let [at, y, highest] = [0, 0, 0];
  const cards = plain.map((card) => {
    if (y > 0 && at < columns - 1 && y + card.rect.height / 2 > target) [at, y] = [at + 1, 0];
    const placed = { ...card, rect: { ...card.rect, x: Math.round(card.rect.x + at * (column + GAP)), y } };
    y += card.rect.height + GAP;
    highest = Math.max(highest, y - GAP);
    return placed;
  });
  return { cards, width, height: highest };
}

/** The most room that the cards of the states that it can be in at one time need. */
export function mostOfActive(chart: Chart, width: number): number {
  const needed = (state: ChartState): number => {
    const inner = state.states.map(needed);
    const below = state.type === 'parallel' ? inner.reduce((sum, each) => sum + each, 0) : Math.max(0, ...inner);
    return cardOf(chart, state, width).rect.height + GAP + below;
  };
  return needed(chart.root) - GAP;
}

function cardOf(chart: Chart, state: ChartState, column: number): Card {
  const indent = Math.max(0, state.depth - 1) * INDENT;
  const width = Math.round(column - indent);
  const all = state.transitions.map((transition) => ({ transition, text: lineWords(transition, chart) }));
  const lines = all.slice(0, all.length > MOST ? MOST - 1 : MOST);
  const more = all.length - lines.length;
  const rows = lines.length + Number(more > 0);
  const height = HEAD + 6 + (rows > 0 ? rows * LINE + 4 : 0);
  const fitting = lines.map((line) => ({ ...line, text: fitted(line.text, width - 2 * PAD, SMALL, 'bold') }));
  return { state, rect: { x: indent, y: 0, width, height }, lines: fitting, more };
}

function lineWords(transition: Line['transition'], { states }: Chart): string {
  const [target] = transition.targets;
  const words = transitionWords(transition);
  if (target === undefined) return words;
  return target === transition.source ? `↻ ${words}` : `→ ${states.get(target)?.key ?? target}: ${words}`;
}

interface CardsProps {
  readonly cards: Cards;
  readonly chart: Chart;
  readonly now: ChartNow;
  readonly name: string;
}

export function CardsDrawn({ cards: { cards }, chart, now, name }: CardsProps) {
  return cards.map(({ state, rect, lines, more }) => (
    <StateBox
      key={state.id}
      {...{ state, chart, now, rect, lines, more }}
      {...(state.parent === undefined && { name })}
    />
  ));
}
