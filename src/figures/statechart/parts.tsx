/** A state's box, and the words in it. */
import { Mark } from '../marks.tsx';
import { fitted, NORMAL, SMALL } from '../text.ts';
import { boxLines, type Chart, type ChartState, HEAD, LINE, type Line, PAD } from './chart.ts';
import type { ChartNow } from './now.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface StateBoxProps {
  readonly state: ChartState;
  readonly chart: Chart;
  readonly now: ChartNow;
  readonly rect: Rectangle;
  /** The machine's own box is called as its component is. */
  readonly name?: string;
  readonly lines?: readonly Line[];
  readonly more?: number;
}

export function StateBox({ state, chart, now, rect, name = state.key, ...given }: StateBoxProps) {
  const own = boxLines(state, chart.states);
  const { lines = own.lines, more = own.more } = given;
  const { x, y, width, height } = rect;
  const active = now.active.has(state.id);
  const leaf = state.states.length === 0;
  const classes = ['state', leaf ? 'leaf' : 'holder', active ? 'active' : '', state.type === 'final' ? 'final' : ''];
  return (
    <g className={classes.join(' ')}>
      <title>{`${state.key}${active ? ', now' : ''}${state.description === undefined ? '' : `: ${state.description}`}`}</title>
      <rect className="state-box" x={x} y={y} width={width} height={height} rx={state.depth === 0 ? 12 : 9} />
      {state.type === 'final' && (
        <rect className="state-rim" x={x + 3} y={y + 3} width={width - 6} height={height - 6} rx={6} />
      )}
      {active && leaf && <Mark tone="own" x={x + width - 13} y={y + 16} size={5} />}
      <text className="state-name" x={x + PAD} y={y + 21}>
        {fitted(name, width - 2 * PAD - (active && leaf ? 16 : 0), NORMAL, 'bold')}
      </text>
      {lines.map((line, i) => (
        <TransitionLine
          key={`${line.transition.source} ${line.transition.index}`}
          line={line}
          now={now}
          x={x + PAD}
          y={y + HEAD + 13 + i * LINE}
          width={width - 2 * PAD}
        />
      ))}
      {more > 0 && (
        <text className="small soft" x={x + PAD} y={y + HEAD + 13 + lines.length * LINE}>
          and {more} more
        </text>
      )}
    </g>
  );
}

interface LineProps {
  readonly line: Line;
  readonly now: ChartNow;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function TransitionLine({ line: { transition, text }, now, x, y, width }: LineProps) {
  return (
    <text className={`small ${classOf(transition, now)}`} x={x} y={y}>
      {fitted(text, width, SMALL, now.taken(transition) ? 'bold' : 'regular')}
    </text>
  );
}

/** Taken, possible, or neither: strong, plain, or pale. */
export const classOf = (transition: Line['transition'], now: ChartNow): string =>
  now.taken(transition) ? 'taken' : now.possible(transition) ? 'possible' : 'idle';
