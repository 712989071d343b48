/** The lines between boxes, with what acts on them now. */
import { memo } from 'react';
import { type Fault, faultInWords, type Model, type Params } from '../../kernel/index.ts';
import type { Placement } from '../contract.ts';
import { Mark } from '../marks.tsx';
import { areSame } from '../same.ts';
import { type Point, pointAlong, roundedPath } from './geometry.ts';
import { edgeKey, LABEL_LINE, type LineLabel } from './line-labels.ts';

interface EdgesProps {
  readonly placement: Placement;
  readonly faults: readonly Fault[];
  readonly model: Model;
  readonly params: Params;
  readonly labels: ReadonlyMap<string, LineLabel>;
}

type LineFault = Extract<Fault, { from: string }>;

/** Drawn again only when a fault begins or ends. */
export const Edges = memo(function Edges({ placement, labels, faults, model, params }: EdgesProps) {
  const idsOf = (kind: string) =>
    model
      .components(params)
      .filter((spec) => spec.kind === kind)
      .map(({ id }) => id);
  const isEnd = (name: string, kind: string) => name === '*' || name === kind || idsOf(kind).includes(name);
  const lineFaults = faults.filter((fault): fault is LineFault => 'from' in fault);
  return (
    <g className="edges">
      {placement.edges
        .filter(({ points }) => points.length > 1)
        .map(({ from, to, points }) => {
          const acting = lineFaults.filter(
            (fault) =>
              (isEnd(fault.from, from) && isEnd(fault.to, to)) || (isEnd(fault.from, to) && isEnd(fault.to, from)),
          );
          const key = edgeKey({ from, to });
          const words = acting.map((fault) => faultInWords(model, fault)).join('; ');
          return <Edge key={key} points={points} label={labels.get(key)} acting={acting} words={words} />;
        })}
    </g>
  );
}, isSame);

function isSame({ faults, ...rest }: EdgesProps, { faults: otherFaults, ...others }: EdgesProps): boolean {
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return names.every((name) => rest[name] === others[name]) && areSame(faults, otherFaults);
}

function Edge({
  points,
  label,
  acting,
  words,
}: {
  points: readonly Point[];
  label: LineLabel | undefined;
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
      {acting.length === 0 &&
        label?.lines.map((line, i) => (
          <text
            key={line}
            className="small soft edge-label"
            x={label.x}
            y={label.y + 4 + (i - (label.lines.length - 1) / 2) * LABEL_LINE}
            textAnchor="middle"
          >
            {line}
          </text>
        ))}
    </g>
  );
}

/** Something disturbs the line without cutting it: loss, delay, duplication, reordering. */
const Zigzag = () => <path className="zigzag" d="M-6 2l3-5 3 6 3-6 3 5" />;
