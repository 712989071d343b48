/**
 * Where the boxes of a topology stand. Worked out once, when the site is built; a page is given the result as data and never
 * loads the layout engine.
 *
 * Sugiyama's layered drawing as dagre does it: from left to right where there is room, from top to bottom in a phone's column.
 * What would be too high that way stands on a grid.
 */
import { layout as dagre, Graph } from '@dagrejs/dagre';
import { type Model, paramsOf, type Recipe, recipeOf } from '../kernel/index.ts';
import { boxOf } from './box-size.ts';
import type { Layout, Placement } from './contract.ts';
import { bestOrder, gridPlacement, type Order, type Room, type Sized } from './grid-placement.ts';
import { countsOf, EVERY_RUN, type Placements, type Rooms } from './rooms.ts';
import { NARROW_WIDTH, WIDE_WIDTH } from './sizes.ts';
import { chartLayoutOf } from './statechart/layout.ts';
import type { Rect } from './topology/arrangement.ts';
import { type Survey, surveyOf } from './topology/survey.ts';

const MARGIN = 14;

interface Attempt {
  readonly direction: 'LR' | 'TB';
  readonly apart: number;
  readonly widest: number;
  /** Boxes in one row at most; the others of a rank go to the next. */
  readonly abreast: number;
}

/** The first of these that fits is taken: the roomiest first. */
const wideAttempts: readonly Attempt[] = [
  ...[180, 150, 120].map((apart): Attempt => ({ direction: 'LR', apart, widest: 210, abreast: Infinity })),
  ...[130, 100, 76].map((apart): Attempt => ({ direction: 'LR', apart, widest: 146, abreast: Infinity })),
  { direction: 'LR', apart: 58, widest: 126, abreast: Infinity },
  { direction: 'TB', apart: 64, widest: 170, abreast: 5 },
];
const narrowAttempts: readonly Attempt[] = [
  { direction: 'TB', apart: 76, widest: 210, abreast: Infinity },
  { direction: 'TB', apart: 64, widest: 158, abreast: 2 },
  { direction: 'TB', apart: 56, widest: 150, abreast: 1 },
];

interface Wanted {
  /** Where the states of the machines stand: needless where no statechart can be shown. */
  readonly charts?: boolean;
  /** The picture is one lane of several below each other: as low as can be. */
  readonly low?: boolean;
  /** What will be played: room is kept for its instances. That of every scenario when left out. */
  readonly recipes?: readonly Recipe[];
}

/** Where each kind of a model stands, for a wide figure and for a column of 390 px. For the build only. */
export function layoutOf(model: Model, { charts = true, low = false, recipes }: Wanted = {}): Layout {
  const of = known(model);
  return { ...placementsOf(model, low, recipes), charts: charts ? of.charts : {} };
}

/** Where they stand for each number of instances that a scenario has, and with room for them all. For the build only. */
export function roomsOf(model: Model): Rooms {
  const recipes = Object.keys(model.scenarios).map((name) => recipeOf(model, name));
  const own = recipes.map((recipe) => [countsOf(model, paramsOf(model, recipe)), placementsOf(model, false, [recipe])]);
  return { ...Object.fromEntries(own), [EVERY_RUN]: placementsOf(model, false) };
}

function placementsOf(model: Model, low: boolean, recipes?: readonly Recipe[]): Placements {
  const of = known(model);
  const survey = recipes === undefined ? of.survey : withCounts(of.survey, model, recipes);
  const key = JSON.stringify([low, Object.values(survey.kinds).map(({ counts }) => counts)]);
  const placements = of.placed.get(key) ?? {
    ...(low ? lowOf(survey, of) : wideOf(survey, of)),
    narrow: narrowOf(survey, of),
  };
  of.placed.set(key, placements);
  return placements;
}

/** What has been worked out for a model: it has many figures in one build. */
interface Known extends Pick<Layout, 'charts'> {
  /** Of every scenario, and of the first one alone. */
  readonly survey: Survey;
  readonly first: Survey;
  readonly placed: Map<string, Placements>;
  /** By the room on the grid. */
  readonly orders: Map<Room, Order>;
}
const everyKnown = new WeakMap<Model, Known>();

function known(model: Model): Known {
  const before = everyKnown.get(model);
  if (before !== undefined) return before;
  const survey = surveyOf(model);
  const found: Known = {
    survey,
    first: withCounts(survey, model, [recipeOf(model)]),
    placed: new Map(),
    orders: new Map(),
    charts: Object.fromEntries(Object.entries(model.kinds).map(([name, kind]) => [name, chartLayoutOf(kind)])),
  };
  everyKnown.set(model, found);
  return found;
}

function withCounts(survey: Survey, model: Model, recipes: readonly Recipe[]): Survey {
  const all = recipes.map((recipe) => model.components(paramsOf(model, recipe)));
  const countsIn = (name: string) => [...new Set(all.map((specs) => specs.filter(({ kind }) => kind === name).length))];
  const kinds = Object.entries(survey.kinds).map(
    ([name, kind]) => [name, { ...kind, counts: countsIn(name) }] as const,
  );
  return { ...survey, kinds: Object.fromEntries(kinds) };
}

const isFew = ({ kinds }: Survey): boolean => Object.keys(kinds).length < FEW;
const layeredOf = (survey: Survey): Placement => firstThatFits(survey, wideAttempts, WIDE_WIDTH, false);
const wideOf = (survey: Survey, of: Known): Placement =>
  isFew(survey) ? layeredOf(survey) : onGrid(survey, of, SPREAD);

function narrowOf(survey: Survey, of: Known): Placement {
  const placed = isFew(survey) ? firstThatFits(survey, narrowAttempts, NARROW_WIDTH, true) : onGrid(survey, of, COLUMN);
  return centred(placed, NARROW_WIDTH);
}

function lowOf(survey: Survey, of: Known): Placement {
  const layered = isFew(survey) ? layeredOf(survey) : undefined;
  return layered !== undefined && layered.height <= LOW.height ? layered : onGrid(survey, of, LOW);
}

/** So few are drawn best in layers; of more, the lines bend round each other and the words on them find no room. */
const FEW = 4;
const SPREAD: Room = { width: WIDE_WIDTH, height: 480, gapX: 46, gapY: 56 };
const LOW: Room = { width: WIDE_WIDTH, height: 256, gapX: 56, gapY: 34 };
const LOW_BOX = 160;
/** Four rows, each with its name. */
const LOW_SEVERAL = { widest: 260, highest: 144 } as const;
/** Two boxes abreast, and the widest of them too. */
const COLUMN: Room = { width: NARROW_WIDTH, height: 720, gapX: 22, gapY: 46 };
const COLUMN_BOX = 150;

/** Whatever a run has, the boxes of a model stand in one order: the best for its first scenario, where they all fit so. */
function onGrid(survey: Survey, { first, orders }: Known, room: Room): Placement {
  const boxes = boxesIn(survey, room);
  const order = orders.get(room) ?? bestOrder(boxesIn(first, room), first.pairs, room);
  orders.set(room, order);
  const placement = gridPlacement(boxes, survey.pairs, room, order);
  return placement.width <= room.width ? placement : gridPlacement(boxes, survey.pairs, room);
}

const boxesIn = ({ kinds }: Survey, room: Room): readonly Sized[] =>
  Object.entries(kinds).map(([name, kind]) => ({
    name,
    ...boxOf(kind, {
      widest: widestIn(room, Object.keys(kinds).length),
      ...(room === LOW && { several: LOW_SEVERAL }),
    }),
  }));

function widestIn(room: Room, kinds: number): number {
  if (room === COLUMN) return COLUMN_BOX;
  if (room === LOW) return LOW_BOX;
  return kinds > 8 ? 146 : 210;
}

function firstThatFits(survey: Survey, attempts: readonly Attempt[], limit: number, narrow: boolean): Placement {
  let placement: Placement | undefined;
  for (const attempt of attempts) {
    placement = place(survey, attempt, narrow);
    if (placement.width <= limit) return placement;
  }
  return placement as Placement;
}

/** Boxes keep their place when the figure is as wide as its column. */
function centred(placement: Placement, width: number): Placement {
  const by = Math.round((width - placement.width) / 2);
  if (by === 0) return placement;
  const nodes = Object.entries(placement.nodes).map(([kind, node]) => [kind, { ...node, x: node.x + by }] as const);
  return {
    ...placement,
    width,
    nodes: Object.fromEntries(nodes),
    edges: placement.edges.map((edge) => ({ ...edge, points: edge.points.map(([x, y]) => [x + by, y] as const) })),
  };
}

function place(survey: Survey, attempt: Attempt, narrow: boolean): Placement {
  const split = new Map<string, string>();
  // Each round sends the overfull ranks' last boxes one rank on.
  for (let round = 0; ; round++) {
    const graph = graphOf(survey, attempt, narrow, split);
    if (round >= 12 || !sendOn(graph, attempt, split)) return placementOf(graph, survey);
  }
}

function graphOf(survey: Survey, attempt: Attempt, narrow: boolean, split: ReadonlyMap<string, string>): Graph {
  const graph = new Graph({ multigraph: true });
  const sideways = attempt.direction === 'TB';
  graph.setGraph({
    rankdir: attempt.direction,
    ranksep: attempt.apart,
    nodesep: sideways ? 22 : 34,
    edgesep: 22,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  for (const [kind, surveyed] of Object.entries(survey.kinds)) {
    graph.setNode(kind, boxOf(surveyed, { widest: attempt.widest, narrow }));
  }
  // dagre keeps what it works out in the very objects that it is given: each edge needs its own.
  for (const { from, to } of survey.pairs) if (from !== to) graph.setEdge(from, to, { weight: 2 }, 'talk');
  for (const [later, earlier] of split) graph.setEdge(earlier, later, { weight: 0 }, 'order');
  dagre(graph);
  return graph;
}

/** Notes which boxes of a rank with too many go below the others. False when no rank has too many. */
function sendOn(graph: Graph, { abreast }: Attempt, split: Map<string, string>): boolean {
  const ranks = new Map<number, { id: string; x: number }[]>();
  for (const id of graph.nodes()) {
    const { x, y } = graph.node(id) as { x: number; y: number };
    const rank = Math.round(y);
    ranks.set(rank, [...(ranks.get(rank) ?? []), { id, x }]);
  }
  for (const rank of ranks.values()) {
    if (rank.length <= abreast) continue;
    const inOrder = rank.toSorted((a, b) => a.x - b.x);
    for (const [i, { id }] of inOrder.slice(abreast).entries()) split.set(id, inOrder[i % abreast]?.id ?? '');
    return true;
  }
  return false;
}

function placementOf(graph: Graph, survey: Survey): Placement {
  const nodes = graph.nodes().map((id) => {
    const { x, y, width, height, lines, cell } = graph.node(id) as Rect;
    const size = {
      width: Math.round(width),
      height: Math.round(height),
      ...(lines !== undefined && { lines }),
      ...(cell !== undefined && { cell }),
    };
    return [id, { x: Math.round(x), y: Math.round(y), ...size }] as const;
  });
  const edges = survey.pairs.map(({ from, to }) => {
    // A line from a kind to itself has no points: it says that its instances talk to each other.
    const laid = from === to ? { points: [] } : graph.edge(from, to, 'talk');
    const { points } = laid as { points: readonly { x: number; y: number }[] };
    return { from, to, points: points.map(({ x, y }) => [Math.round(x), Math.round(y)] as const) };
  });
  const { width, height } = graph.graph() as { width: number; height: number };
  return { nodes: Object.fromEntries(nodes), edges, width: Math.ceil(width), height: Math.ceil(height) };
}
