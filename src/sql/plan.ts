/** A plan of PostgreSQL, from EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) to what is worth showing of it. */

export interface PlanNode {
  /** "Index Scan" and on what: "tasks using tasks_of_project". */
  readonly does: string;
  readonly on: string;
  /** The index that it searches. */
  readonly index?: string;
  /** Conditions and order, in PostgreSQL's words. */
  readonly details: readonly string[];
  /** Rows that it gave, over all loops, and how many the planner had expected. */
  readonly rows: number;
  readonly expected: number;
  readonly loops: number;
  /** Rows that it read and threw away, over all loops. */
  readonly removed: number;
  /** Pages of 8 kB that it and what is below it touched. */
  readonly pages: number;
  /** Time in it and in what is below it, over all loops. */
  readonly ms: number;
  readonly children: readonly PlanNode[];
}

export interface IndexColumns {
  readonly keys: readonly string[];
  /** INCLUDE: carried, and not searched. */
  readonly included: readonly string[];
}

export interface Plan {
  readonly root: PlanNode;
  readonly planningMs: number;
  /** Triggers included. */
  readonly executionMs: number;
  /** What foreign keys and other triggers did beside the plan. */
  readonly triggers: readonly { readonly name: string; readonly ms: number }[];
  /** The columns of the indexes that it searches. */
  readonly indexes?: Readonly<Record<string, IndexColumns>>;
}

type Raw = Readonly<Record<string, unknown>>;
const text = (raw: Raw, name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
const number = (raw: Raw, name: string): number => (typeof raw[name] === 'number' ? raw[name] : 0);
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null;

/** Throws when it is not such a plan. */
export function readPlan(explained: unknown): Plan {
  const raw = Array.isArray(explained) ? explained[0] : explained;
  if (!isRaw(raw) || !isRaw(raw.Plan))
    throw new Error(`expected a plan of EXPLAIN (FORMAT JSON); came ${String(JSON.stringify(explained)).slice(0, 80)}`);
  return {
    root: readNode(raw.Plan),
    planningMs: number(raw, 'Planning Time'),
    executionMs: number(raw, 'Execution Time'),
    triggers: triggersOf(raw),
  };
}

const triggersOf = (raw: Raw): Plan['triggers'] =>
  (Array.isArray(raw.Triggers) ? raw.Triggers.filter(isRaw) : []).map((one) => ({
    name: text(one, 'Constraint Name') || text(one, 'Trigger Name'),
    ms: number(one, 'Time'),
  }));

function readNode(raw: Raw): PlanNode {
  const loops = number(raw, 'Actual Loops');
  const children = Array.isArray(raw.Plans) ? raw.Plans.filter(isRaw).map(readNode) : [];
  return {
    does: [text(raw, 'Subplan Name'), text(raw, 'Node Type') + joined(raw)].filter(Boolean).join(': '),
    on: [text(raw, 'Relation Name'), text(raw, 'Index Name') && `using ${text(raw, 'Index Name')}`]
      .filter(Boolean)
      .join(' '),
    ...(text(raw, 'Index Name') && { index: text(raw, 'Index Name') }),
    details: DETAILS.flatMap((name) => detail(raw, name)),
    rows: Math.round(number(raw, 'Actual Rows') * loops),
    expected: number(raw, 'Plan Rows') * Math.max(loops, 1),
    loops,
    removed: REMOVED.reduce((sum, name) => sum + number(raw, name), 0) * Math.max(loops, 1),
    pages: number(raw, 'Shared Hit Blocks') + number(raw, 'Shared Read Blocks'),
    ms: number(raw, 'Actual Total Time') * loops,
    children,
  };
}

const joined = (raw: Raw): string =>
  text(raw, 'Join Type') === '' ? '' : ` (${text(raw, 'Join Type').toLowerCase()})`;
const DETAILS = [
  'Index Cond',
  'Index Searches',
  'Recheck Cond',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'Filter',
  'Sort Key',
  'Sort Method',
  'Heap Fetches',
] as const;
const REMOVED = ['Rows Removed by Filter', 'Rows Removed by Join Filter', 'Rows Removed by Index Recheck'] as const;

function detail(raw: Raw, name: string): readonly string[] {
  const value = raw[name];
  if (value === undefined) return [];
  return [`${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`];
}

/** Every node, from the top. */
export const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...node.children.flatMap(nodesOf)];

/** Rows that the scans touched, against rows that came out at the top. */
export function effortOf({ root }: Plan): { readonly read: number; readonly returned: number } {
  const scans = nodesOf(root).filter(({ children, on }) => children.length === 0 && on !== '');
  return { read: scans.reduce((sum, { rows, removed }) => sum + rows + removed, 0), returned: root.rows };
}

/** How many times as many or as few rows came as were expected; no less than one row counts. */
export const missOf = ({ rows, expected }: PlanNode): number =>
  Math.max(rows, 1) / Math.max(expected, 1) < 1
    ? Math.max(expected, 1) / Math.max(rows, 1)
    : Math.max(rows, 1) / Math.max(expected, 1);

/**
 * The step whose estimate is farthest from the truth, if one is off by a factor of two; fewer than ten rows are no matter. What a LIMIT has stopped is not counted: its
 * estimate is that of a step that runs to its end.
 */
export function widestMiss(root: PlanNode): PlanNode | undefined {
  // Of equal ones the lowest, where the mistake begins.
  const [widest] = judged(root, false)
    .toReversed()
    .filter(({ rows, expected }) => Math.max(rows, expected) >= 10)
    .toSorted((a, b) => missOf(b) - missOf(a));
  return widest !== undefined && missOf(widest) >= 2 ? widest : undefined;
}
function judged(node: PlanNode, stopped: boolean): readonly PlanNode[] {
  const below = node.does === 'Limit' || (stopped && !/Sort|Aggregate|Hash$/.test(node.does));
  return [...(stopped || node.loops === 0 ? [] : [node]), ...node.children.flatMap((child) => judged(child, below))];
}
