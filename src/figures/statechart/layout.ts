/**
 * Where the states of a machine stand. For the build only.
 *
 * dagre lays out one level at a time, the inner states first: a state that holds others is then one box of a known size for
 * the level around it, and an arrow between two levels is laid out where their ways part.
 */
import { layout as dagre, Graph } from '@dagrejs/dagre';
import type { Kind } from '../../kernel/index.ts';
import type { ChartArrow, ChartLayout } from '../contract.ts';
import { WIDE_WIDTH } from '../sizes.ts';
import { rimOf } from '../topology/geometry.ts';
import {
  type ArrowGroup,
  arrowLines,
  boxLines,
  boxSize,
  type Chart,
  type ChartState,
  chartOf,
  HEAD,
  LINE,
  PAD,
  widthOfLines,
} from './chart.ts';

type Direction = 'LR' | 'TB';
type Corner = readonly [x: number, y: number];
type Box = readonly [x: number, y: number, width: number, height: number];

/** A level laid out, its left upper corner at the origin. */
interface Level {
  readonly width: number;
  readonly height: number;
  readonly states: ReadonlyMap<string, Box>;
  readonly arrows: readonly ChartArrow[];
}

const DOT = 12;
/** The dot's name in a graph: dagre takes an empty one for none. */
const START = '•';

/** The arrangement of a machine that is lower, of those that are not too wide. */
export function chartLayoutOf(kind: Pick<Kind, 'machine'>): ChartLayout {
  const chart = chartOf(kind);
  const [sideways, downwards] = (['LR', 'TB'] as const).map((direction) => levelOf(chart, chart.root, direction));
  const [a, b] = [sideways as Level, downwards as Level];
  const level = a.width > WIDE_WIDTH && b.width < a.width ? b : b.width <= WIDE_WIDTH && b.height < a.height ? b : a;
  const states = Object.fromEntries([...level.states].map(([id, box]) => [id, box.map(Math.round) as unknown as Box]));
  return { states, arrows: level.arrows.map(rounded), width: Math.ceil(level.width), height: Math.ceil(level.height) };
}

const rounded = ({ from, to, points, label }: ChartArrow): ChartArrow => ({
  from,
  to,
  points: points.map(roundedPoint),
  ...(label !== undefined && { label: roundedPoint(label) }),
});
const roundedPoint = ([x, y]: Corner): Corner => [Math.round(x), Math.round(y)];

function levelOf(chart: Chart, state: ChartState, direction: Direction): Level {
  if (state.states.length === 0) {
    const { width, height } = boxSize(state, chart.states);
    return { width, height, states: new Map([[state.id, [0, 0, width, height]]]), arrows: [] };
  }
  const inner = new Map(state.states.map((child) => [child.id, levelOf(chart, child, direction)]));
  const graph = graphOf(chart, state, inner, direction);
  const own = boxLines(state, chart.states);
  const rows = own.lines.length + Number(own.more > 0);
  const top = HEAD + (rows > 0 ? rows * LINE + 6 : 0);
  const { width: drawn, height } = graph.graph() as { width: number; height: number };
  const width = Math.max(drawn, widthOfLines(own.lines) + 2 * PAD);
  const aside = (width - drawn) / 2;
  const states = new Map<string, Box>([[state.id, [0, 0, width, height + top]]]);
  const arrows: ChartArrow[] = [];
  for (const [id, level] of inner) {
    const at = graph.node(id) as { x: number; y: number; width: number; height: number };
    const corner: Corner = [at.x - at.width / 2 + aside, at.y - at.height / 2 + top];
    for (const [nested, [x, y, w, h]] of level.states) states.set(nested, [x + corner[0], y + corner[1], w, h]);
    arrows.push(...level.arrows.map((arrow) => shifted(arrow, corner)));
  }
  arrows.push(...arrowsOf(graph).map((arrow) => attached(shifted(arrow, [aside, top]), states)));
  return { width, height: height + top, states, arrows };
}

function graphOf(chart: Chart, state: ChartState, inner: ReadonlyMap<string, Level>, direction: Direction): Graph {
  const graph = new Graph({ multigraph: true });
  const sideways = direction === 'LR';
  graph.setGraph({
    rankdir: direction,
    ranksep: sideways ? 22 : 16,
    nodesep: 20,
    edgesep: 14,
    marginx: PAD,
    marginy: PAD,
  });
  for (const [id, { width, height }] of inner) graph.setNode(id, { width, height });
  if (state.initial !== undefined) {
    graph.setNode(START, { width: DOT, height: DOT });
    const first = childToward(chart, state, state.initial);
    if (first !== undefined)
      graph.setEdge(START, first, { weight: 4, group: { from: '', to: state.initial } }, 'initial');
  }
  for (const group of chart.arrows) {
    const [from, to] = [childToward(chart, state, group.from), childToward(chart, state, group.to)];
    if (to === undefined || from === to) continue;
    if (from === undefined && group.from !== state.id) continue;
    graph.setEdge(from ?? START, to, { ...labelSize(group), labelpos: 'c', group }, `${group.from}>${group.to}`);
    if (from === undefined) graph.setNode(START, { width: DOT, height: DOT });
  }
  dagre(graph);
  return graph;
}

function labelSize(group: ArrowGroup): { width: number; height: number } {
  const lines = arrowLines(group);
  return { width: widthOfLines(lines) + 12, height: lines.length * 15 + 6 };
}

/** The state of this level that holds a state; undefined when none does. */
function childToward(chart: Chart, level: ChartState, id: string): string | undefined {
  for (let state = chart.states.get(id); state !== undefined; state = state.parent)
    if (state.parent === level) return state.id;
  return undefined;
}

function arrowsOf(graph: Graph): ChartArrow[] {
  return graph.edges().map((edge) => {
    const { points, group, x, y } = graph.edge(edge) as {
      points: readonly { x: number; y: number }[];
      group: { from: string; to: string };
      x?: number;
      y?: number;
    };
    const label = x === undefined || y === undefined || group.from === '' ? {} : { label: [x, y] as const };
    return { from: group.from, to: group.to, points: points.map((point) => [point.x, point.y] as const), ...label };
  });
}

const shifted = (arrow: ChartArrow, [dx, dy]: Corner): ChartArrow => ({
  ...arrow,
  points: arrow.points.map(([x, y]) => [x + dx, y + dy] as const),
  ...(arrow.label !== undefined && { label: [arrow.label[0] + dx, arrow.label[1] + dy] as const }),
});

/** An arrow that begins or ends at an inner state is drawn up to it. */
function attached(arrow: ChartArrow, states: ReadonlyMap<string, Box>): ChartArrow {
  const [first, last] = [arrow.points[0], arrow.points.at(-1)];
  if (first === undefined || last === undefined) return arrow;
  const points = [
    ...toInner(states.get(arrow.from), first).toReversed(),
    ...arrow.points,
    ...toInner(states.get(arrow.to), last),
  ];
  return { ...arrow, points };
}
function toInner(box: Box | undefined, outside: Corner): readonly Corner[] {
  if (box === undefined) return [];
  const [x, y, width, height] = box;
  const rim = rimOf({ x: x + width / 2, y: y + height / 2, width, height }, outside);
  return Math.hypot(rim[0] - outside[0], rim[1] - outside[1]) > 2 ? [rim] : [];
}
