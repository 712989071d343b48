/** A plan as a tree: what each step does, the rows it read and gave, its pages, its share of the time, and what it uses of an index. */
import { type ColumnUse, conditionOf, usesOf } from './index-use.ts';
import { effortOf, type IndexColumns, missOf, type Plan, type PlanNode, widestMiss } from './plan.ts';

export function PlanTree({ plan }: { readonly plan: Plan }) {
  const { read, returned } = effortOf(plan);
  const shared = { whole: plan.root.ms, widest: widestMiss(plan.root), indexes: plan.indexes ?? {} };
  return (
    <div className="sql-plan">
      <p>
        {count(read, 'row')} read for {count(returned, 'row')} returned, {count(plan.root.pages, 'page')} touched;{' '}
        {took('planned', plan.planningMs)}, {took('executed', plan.executionMs)}.
      </p>
      <ul>
        <Node node={plan.root} {...shared} />
      </ul>
      {plan.triggers.map(({ name, ms: time }) => (
        <p key={name}>
          Beside the plan, <code>{name}</code> was {took('checked', time)}.
        </p>
      ))}
    </div>
  );
}

interface Shared {
  readonly whole: number;
  /** The step whose estimate is farthest from the truth. */
  readonly widest: PlanNode | undefined;
  readonly indexes: NonNullable<Plan['indexes']>;
}

function Node({ node, ...shared }: Shared & { readonly node: PlanNode }) {
  const { whole, widest, indexes } = shared;
  const index = node.index === undefined ? undefined : indexes[node.index];
  const own = Math.max(0, node.ms - node.children.reduce((sum, child) => sum + child.ms, 0));
  const share = whole > 0 ? Math.round((own / whole) * 100) : 0;
  return (
    <li>
      <div className="sql-node">
        <strong>
          {node.does} {node.on !== '' && <code>{node.on}</code>}
        </strong>
        <span className="sql-share" aria-hidden="true">
          <span style={{ inlineSize: `${share}%` }} />
        </span>
        <span className="sql-figures">{figures(node, own)}</span>
        {node === widest && <span className="sql-miss">{missInWords(node)}</span>}
        {index && <IndexStrip index={index} condition={conditionOf(node)} />}
        {node.details.map((detail) => (
          <code key={detail} className="sql-detail">
            {detail}
          </code>
        ))}
      </div>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a plan have no names and never change places
            <Node key={i} node={child} {...shared} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The columns of the index in their order: as far as the search is led, where the gap is, and what is left. */
function IndexStrip({ index, condition }: { readonly index: IndexColumns; readonly condition: string }) {
  return (
    <ol className="sql-index" aria-label="Columns of the index">
      {usesOf(index, condition).map((one) => (
        <li key={one.column} className={`is-${one.use}`}>
          <code>{one.column}</code> {comparisonIn(one)}
        </li>
      ))}
      {index.included.map((column) => (
        <li key={column} className="is-included">
          <code>{column}</code> carried
        </li>
      ))}
    </ol>
  );
}
function comparisonIn({ use, compared }: ColumnUse): string {
  if (use === 'unused') return '';
  if (use === 'gap') return 'gap';
  return `${compared === 'row' ? 'range' : compared}${use === 'behind' ? ', behind' : ''}`;
}

function missInWords(node: PlanNode): string {
  const [times, expected, came] = [missOf(node), node.expected, node.rows].map((n) =>
    Math.round(n).toLocaleString('en'),
  );
  return `Widest miss of this plan, by a factor of ${times}: ${expected} expected, ${came} came.`;
}

function figures({ rows, expected, removed, loops, pages }: PlanNode, own: number): string {
  if (loops === 0) return 'never run';
  const thrown = removed > 0 ? `, ${removed.toLocaleString('en')} read and thrown away` : '';
  const often = loops > 1 ? ` in ${loops.toLocaleString('en')} loops` : '';
  return `${count(rows, 'row')} (${Math.round(expected).toLocaleString('en')} expected)${often}${thrown}; ${count(pages, 'page')}; ${own < SHORTEST ? 'its own time is too short to measure' : `${ms(own)} of its own`}`;
}

export const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
/** Milliseconds; less is rounded to nothing. */
const SHORTEST = 0.005;

const took = (what: string, time: number): string =>
  time < SHORTEST ? `${what} in a time too short to measure` : `${what} in ${ms(time)}`;

/** At most two decimals: a clock that counts in 0.1 ms says 0.1 and not 0.10, and nothing where it saw nothing. */
export const ms = (time: number): string =>
  time < SHORTEST ? 'too short to measure' : `${Number(time < 10 ? time.toFixed(2) : time.toFixed(0))} ms`;
