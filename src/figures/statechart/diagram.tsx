/** A machine as boxes and arrows, where the build has placed them. */
import type { ChartArrow, ChartLayout } from '../contract.ts';
import { pattern } from '../patterns.tsx';
import { roundedPath } from '../topology/geometry.ts';
import { arrowLines, type Chart } from './chart.ts';
import type { ChartNow } from './now.ts';
import { classOf, StateBox } from './parts.tsx';

interface DiagramProps {
  readonly chart: Chart;
  readonly layout: ChartLayout;
  readonly now: ChartNow;
  readonly name: string;
  readonly patterns: string;
}

export function Diagram({ chart, layout, now, name, patterns }: DiagramProps) {
  return (
    <>
      {[...chart.states.values()].map((state) => {
        const box = layout.states[state.id];
        if (box === undefined) return null;
        const [x, y, width, height] = box;
        const root = state.parent === undefined;
        return (
          <StateBox key={state.id} {...{ state, chart, now }} rect={{ x, y, width, height }} {...(root && { name })} />
        );
      })}
      {layout.arrows.map((arrow) =>
        arrow.from === '' ? (
          <Initial key={`>${arrow.to}`} arrow={arrow} patterns={patterns} />
        ) : (
          <Arrow key={`${arrow.from}>${arrow.to}`} {...{ arrow, chart, now, patterns }} />
        ),
      )}
      {layout.arrows.map((arrow) => (
        <Words key={`${arrow.from}>${arrow.to}`} {...{ arrow, chart, now }} />
      ))}
    </>
  );
}

function Initial({ arrow, patterns }: { readonly arrow: ChartArrow; readonly patterns: string }) {
  const [start] = arrow.points;
  if (start === undefined) return null;
  return (
    <g className="initial">
      <circle cx={start[0]} cy={start[1]} r={5} />
      <path className="arrow" d={roundedPath(arrow.points, 8)} markerEnd={pattern(patterns, 'arrow')} />
    </g>
  );
}

type ArrowProps = Pick<DiagramProps, 'chart' | 'now'> & { readonly arrow: ChartArrow };
const groupOf = ({ chart, arrow }: Pick<ArrowProps, 'chart' | 'arrow'>) =>
  chart.arrows.find(({ from, to }) => from === arrow.from && to === arrow.to);

function Arrow({ arrow, chart, now, patterns }: ArrowProps & { readonly patterns: string }) {
  const transitions = groupOf({ chart, arrow })?.transitions ?? [];
  const taken = transitions.some(now.taken);
  const possible = transitions.some(now.possible);
  const head = taken || possible ? 'arrow-strong' : 'arrow';
  return (
    <path
      className={`arrow ${taken ? 'taken' : possible ? 'possible' : 'idle'}`}
      d={roundedPath(arrow.points, 10)}
      markerEnd={pattern(patterns, head)}
    />
  );
}

const LINE_HEIGHT = 15;

function Words({ arrow, chart, now }: ArrowProps) {
  const group = groupOf({ chart, arrow });
  if (group === undefined || arrow.label === undefined) return null;
  const [x, y] = arrow.label;
  const lines = arrowLines(group);
  return (
    <g className="arrow-words">
      {lines.map(({ transition, text }, i) => (
        <text
          key={`${transition.index} ${text}`}
          className={`small halo-text ${classOf(transition, now)}`}
          x={x}
          y={y + 4 + (i - (lines.length - 1) / 2) * LINE_HEIGHT}
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
    </g>
  );
}
