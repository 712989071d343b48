/** A machine's statechart for the prose, laid out when the site is built: from the machine itself, so it cannot be another one. */
import { layout as dagre, Graph } from '@dagrejs/dagre';
import type { ChartDescription, TransitionDescription } from '../kernel/chart/index.ts';
import { eventInWords } from '../kernel/index.ts';

export interface Box {
  readonly id: string;
  readonly label: string;
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly initial: boolean;
  readonly final: boolean;
}
export interface Arrow {
  readonly points: readonly (readonly [number, number])[];
  readonly label: string;
  readonly x: number;
  readonly y: number;
}
/** One transition as a row of the table that says the same as the picture. */
export interface Rule {
  readonly state: string;
  readonly on: string;
  readonly guard: string;
  readonly target: string;
}
export interface Drawn {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
  readonly rules: readonly Rule[];
}

const CHARACTER = 7.2;
const ANY_STATE = 'in any state';

/** States that hold others are named before them: "waiting.first". */
const leavesOf = (chart: ChartDescription): readonly ChartDescription[] =>
  chart.states.length === 0 ? [chart] : chart.states.flatMap(leavesOf);
const allOf = (chart: ChartDescription): readonly ChartDescription[] => [chart, ...chart.states.flatMap(allOf)];

export function statechartOf(root: ChartDescription): Drawn {
  const leaves = leavesOf(root);
  const byId = new Map(allOf(root).map((state) => [state.id, state]));
  const labelOf = (id: string) => (id === root.id ? ANY_STATE : id.slice(root.id.length + 1));
  /** An arrow into a state that holds others ends in the one that is entered. */
  const entered = (id: string): string => {
    const state = byId.get(id);
    const inner = state?.initial ?? state?.states[0]?.id;
    return state === undefined || inner === undefined ? id : entered(inner);
  };
  const transitions = allOf(root).flatMap(({ transitions }) => transitions);
  const rules = transitions.map((transition) => ruleOf(transition, labelOf));
  // What leaves no state is a rule and no arrow; what leaves the whole chart would be an arrow from everywhere.
  const moves = transitions.filter(({ source, targets }) => targets.length > 0 && source !== root.id);
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 42, ranksep: 70, marginx: 24, marginy: 16 });
  for (const { id } of leaves) graph.setNode(id, { width: 26 + CHARACTER * labelOf(id).length, height: 34 });
  moves.forEach((move, i) => {
    const label = arrowLabel(move);
    graph.setEdge(
      entered(move.source),
      entered(move.targets[0] as string),
      { label, width: 10 + 6.2 * label.length, height: 16, labelpos: 'c' },
      String(i),
    );
  });
  dagre(graph);
  const start = entered(root.id);
  const boxes = leaves.map(({ id, type }): Box => {
    const { x, y, width, height } = graph.node(id) as { x: number; y: number; width: number; height: number };
    return { id, label: labelOf(id), x, y, width, height, initial: id === start, final: type === 'final' };
  });
  const arrows = graph.edges().map((edge): Arrow => {
    const { points, label, x, y } = graph.edge(edge) as {
      points: readonly { x: number; y: number }[];
      label: string;
      x: number;
      y: number;
    };
    return { points: points.map((point) => [point.x, point.y] as const), label, x, y };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { boxes, arrows, width, height, rules };
}

const trigger = ({ on }: TransitionDescription): string =>
  on.kind === 'always'
    ? 'at once'
    : on.kind === 'after'
      ? `after ${on.delay}${typeof on.delay === 'number' ? ' ms' : ''}`
      : eventInWords(on.type);

const arrowLabel = (move: TransitionDescription): string =>
  `${trigger(move)}${move.guard === undefined ? '' : ` [${move.guard}]`}`;

const ruleOf = (transition: TransitionDescription, labelOf: (id: string) => string): Rule => ({
  state: labelOf(transition.source),
  on: trigger(transition),
  guard: transition.guard ?? '',
  target: transition.targets.length === 0 ? 'stays' : transition.targets.map(labelOf).join(', '),
});
