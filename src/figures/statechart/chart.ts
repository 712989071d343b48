/** A machine as its picture needs it: which of its transitions are arrows, which stand as lines in a state's box. */
import { type ChartDescription, description, type TransitionDescription } from '../../kernel/chart/index.ts';
import type { Kind } from '../../kernel/index.ts';
import { NORMAL, SMALL, textWidth, wrapped } from '../text.ts';

export interface ChartState extends ChartDescription {
  readonly parent: ChartState | undefined;
  readonly depth: number;
  readonly states: readonly ChartState[];
  /** Transitions that stand as lines in its box: they leave no state, or come back to this one. */
  readonly listed: readonly TransitionDescription[];
}

/** Transitions between the same two states share an arrow. */
export interface ArrowGroup {
  readonly from: string;
  readonly to: string;
  readonly transitions: readonly TransitionDescription[];
}

export interface Chart {
  readonly root: ChartState;
  /** By id, the outer before the inner. */
  readonly states: ReadonlyMap<string, ChartState>;
  readonly arrows: readonly ArrowGroup[];
}

const charts = new WeakMap<Kind['machine'], Chart>();

export function chartOf({ machine }: Pick<Kind, 'machine'>): Chart {
  const known = charts.get(machine) ?? read(description(machine));
  charts.set(machine, known);
  return known;
}

function read(described: ChartDescription): Chart {
  const states = new Map<string, ChartState>();
  const adopt = (from: ChartDescription, parent: ChartState | undefined): ChartState => {
    const children: ChartState[] = [];
    const listed = from.transitions.filter((transition) => isListed(transition, parent));
    const state: ChartState = { ...from, parent, depth: (parent?.depth ?? -1) + 1, states: children, listed };
    states.set(state.id, state);
    for (const inner of from.states) children.push(adopt(inner, state));
    return state;
  };
  const root = adopt(described, undefined);
  const moves = [...states.values()].flatMap((state) => state.transitions.filter((one) => !state.listed.includes(one)));
  const groups = Map.groupBy(moves, ({ source, targets }) => `${source}>${targets[0]}`);
  const arrows = [...groups.values()].map((transitions): ArrowGroup => {
    const [first] = transitions as [TransitionDescription];
    return { from: first.source, to: first.targets[0] ?? '', transitions };
  });
  return { root, states, arrows };
}

/** What comes from everywhere would be an arrow from everywhere: it stands in the machine's own box. */
function isListed({ source, targets }: TransitionDescription, parent: ChartState | undefined): boolean {
  const [target] = targets;
  if (target === undefined || target === source || parent === undefined) return true;
  for (let outer: ChartState | undefined = parent; outer !== undefined; outer = outer.parent)
    if (outer.id === target) return true;
  return false;
}

// Words.

export function triggerWords({ on }: TransitionDescription): string {
  switch (on.kind) {
    case 'event':
      return on.type === '*' ? 'any event' : on.type;
    case 'after':
      return `after ${on.delay}${typeof on.delay === 'number' ? ' ms' : ''}`;
    case 'done':
      return 'when done';
    case 'always':
      return 'at once';
  }
}

/** "GRANTED [the token is fresh]". */
export function transitionWords(transition: TransitionDescription): string {
  const { on, guard } = transition;
  if (on.kind === 'always' && guard !== undefined) return `[${guard}]`;
  return `${triggerWords(transition)}${guard === undefined ? '' : ` [${guard}]`}`;
}

/** The same with where it leads, for a line in a box. */
export function listedWords(transition: TransitionDescription, states: Chart['states']): string {
  const [target] = transition.targets;
  if (target === undefined) return transitionWords(transition);
  const arrow = target === transition.source ? '↻' : `→ ${states.get(target)?.key ?? target}:`;
  return `${arrow} ${transitionWords(transition)}`;
}

/** An action's name where an author has given one; what only XState calls by name says nothing. */
const UNNAMED = /^(emit|sendTo|enqueueActions|inline|raise|cancel|assign|log)$/;
export const actionWords = ({ actions }: TransitionDescription): string =>
  [...new Set(actions.filter((name) => !UNNAMED.test(name)))]
    .map((name) =>
      name
        .replace(/^assign /, 'sets ')
        .replace(/^sendTo /, 'sends ')
        .replace(/^raise /, 'sets a timer for '),
    )
    .join(', ');

// The size of things.

export const LINE = 17;
export const HEAD = 28;
export const PAD = 12;
const WIDEST_LABEL = 118;
const WIDEST_BOX = 230;
const MOST_LISTED = 7;

export interface Line {
  readonly transition: TransitionDescription;
  readonly text: string;
}

/** The lines on an arrow, each with the transition that it belongs to. */
export const arrowLines = ({ transitions }: ArrowGroup): readonly Line[] =>
  transitions.flatMap((transition) =>
    wrapped(transitionWords(transition), WIDEST_LABEL, 3, SMALL, 'regular').map((text) => ({ transition, text })),
  );

/** The lines in a state's box, and how many more there are. */
export function boxLines(state: ChartState, states: Chart['states']): { lines: readonly Line[]; more: number } {
  const all = state.listed.map((transition) => ({ transition, text: listedWords(transition, states) }));
  const room = all.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED;
  return { lines: all.slice(0, room), more: Math.max(0, all.length - room) };
}

export const widthOfLines = (lines: readonly Line[], face: 'regular' | 'mono' = 'regular'): number =>
  Math.max(0, ...lines.map(({ text }) => textWidth(text, SMALL, face)));

/** The size of a box without others in it. */
export function boxSize(state: ChartState, states: Chart['states']): { width: number; height: number } {
  const { lines, more } = boxLines(state, states);
  const rows = lines.length + Number(more > 0);
  const words = Math.max(textWidth(state.key, NORMAL, 'bold') + 20, widthOfLines(lines));
  return {
    width: Math.min(WIDEST_BOX, Math.max(72, Math.ceil(words) + 2 * PAD + 2)),
    height: HEAD + 6 + (rows > 0 ? rows * LINE + 4 : 0),
  };
}
