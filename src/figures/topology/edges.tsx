/** The lines between boxes, with what acts on them now. */
import { memo } from 'react';
import { type Fault, faultInWords, type Model, type Params } from '../../kernel/index.ts';
import type { Placement } from '../contract.ts';
import { Mark } from '../marks.tsx';
import { areSame } from '../same.ts';
import { type Point, pointAlong, roundedPath } from './geometry.ts';
import { ASIDE, edgeKey, LABEL_LINE, type LineLabel } from './line-labels.ts';

interface EdgesProps {
  readonly placement: Placement;
  readonly faults: readonly Fault[];
  readonly model: Model;
  readonly params: Params;
}
type Edge = Placement['edges'][number];
type LineFault = Extract<Fault, { from: string }>;

/** Drawn again only when a fault begins or ends. */
export const Edges = memo(function Edges({ placement, faults, model, params }: EdgesProps) {
  const actingOn = actingIn(faults, model, params);
  return (
    <g className="edges">
      {placement.edges
        .filter(({ points }) => points.length > 1)
        .map((edge) => {
          const acting = actingOn(edge);
          const words = acting.map((fault) => faultInWords(model, fault)).join('; ');
          return <EdgeLine key={edgeKey(edge)} points={edge.points} acting={acting} words={words} />;
        })}
    </g>
  );
}, isSame);

/** Which faults act on a line. */
function actingIn(faults: readonly Fault[], model: Model, params: Params): (edge: Edge) => readonly LineFault[] {
  const lineFaults = faults.filter((fault): fault is LineFault => 'from' in fault);
  if (lineFaults.length === 0) return () => [];
  const kinds = new Map(model.components(params).map(({ id, kind }) => [id, kind]));
  const isEnd = (name: string, kind: string) => name === '*' || name === kind || kinds.get(name) === kind;
  return ({ from, to }) =>
    lineFaults.filter(
      (fault) => (isEnd(fault.from, from) && isEnd(fault.to, to)) || (isEnd(fault.from, to) && isEnd(fault.to, from)),
    );
}

/** Above what travels, which keeps clear of them but for a crowd. Where a fault is marked on the line, its name makes room. */
export const LineLabels = memo(function LineLabels({
  labels,
  ...props
}: EdgesProps & { readonly labels: ReadonlyMap<string, LineLabel> }) {
  const actingOn = actingIn(props.faults, props.model, props.params);
  return (
    <g className="edge-labels">
      {props.placement.edges.map((edge) => {
        const label = labels.get(edgeKey(edge));
        if (label === undefined || (label.aside > ASIDE && actingOn(edge).length > 0)) return null;
        return label.lines.map((line, i) => (
          <text
            key={`${edgeKey(edge)} ${line}`}
            className="small soft edge-label"
            x={label.x}
            y={label.y + 4 + (i - (label.lines.length - 1) / 2) * LABEL_LINE}
            textAnchor="middle"
          >
            {line}
          </text>
        ));
      })}
    </g>
  );
}, isSame);

function isSame<Props extends EdgesProps>(
  { faults, ...rest }: Props,
  { faults: otherFaults, ...others }: Props,
): boolean {
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return names.every((name) => rest[name] === others[name]) && areSame(faults, otherFaults);
}

function EdgeLine({
  points,
  acting,
  words,
}: {
  points: readonly Point[];
  acting: readonly LineFault[];
  words: string;
}) {
  const cut = acting.some(({ kind }) => kind === 'partition');
  const middle = pointAlong(points, 0.5);
  return (
    <g className={acting.length > 0 ? `edge acting ${cut ? 'cut' : ''}` : 'edge'}>
      {acting.length > 0 && <title>{words}</title>}
      <path className="line" d={roundedPath(points)} />
      {acting.length > 0 && (
        <g transform={`translate(${middle[0]} ${middle[1]})`}>
          <circle className="fault-badge" r={11} />
          {cut ? <Mark tone="failed" size={6} /> : <Zigzag />}
        </g>
      )}
    </g>
  );
}

/** Something disturbs the line without cutting it: loss, delay, duplication, reordering. */
const Zigzag = () => <path className="zigzag" d="M-6 2l3-5 3 6 3-6 3 5" />;
