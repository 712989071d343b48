/** One chart of several: its name, what it counts, and an area with axes. */
import type { ReactNode } from 'react';
import { tickWords } from '../about.ts';
import { type LineScale, lineScale } from '../line-scale.ts';
import { NORMAL, SMALL, textWidth, wrapped } from '../text.ts';

export type Scale = LineScale;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 44;
const LINE = 15;
/** In a column, the words above a chart take three lines: a long name has two, or what is said of it. */
const NARROW_TOP = 58;
const topOf = (width: number): number => (width < 400 ? NARROW_TOP : TOP);
const BOTTOM = 24;

/** The area within a panel in which values are drawn. */
export const areaOf = ({ width, height }: Place): Place => ({
  x: LEFT,
  y: topOf(width),
  width: width - LEFT - RIGHT,
  height: height - topOf(width) - BOTTOM,
});

export const scalesOf = (place: Place, last: number, highest: number): { x: Scale; y: Scale } => {
  const { x, y, width, height } = areaOf(place);
  return {
    x: lineScale([0, last], [x, x + width]),
    y: lineScale([0, highest], [y + height, y], 3),
  };
};

interface PanelProps {
  readonly place: Place;
  readonly title: string;
  /** What was counted, how many, and over which time. */
  readonly says: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly children: ReactNode;
}

export function Panel({ place, title, says, x, y, children }: PanelProps) {
  const area = areaOf(place);
  const room = place.width - RIGHT;
  const lines = topOf(place.width) === TOP ? 2 : 3;
  const heads = wrapped(title, room, lines - 1, NORMAL, 'bold');
  const below = 31 + (heads.length - 1) * LINE;
  return (
    <g className="panel" transform={`translate(${place.x} ${place.y})`}>
      {heads.map((line, i) => (
        <text key={line} className="strong" x={0} y={14 + i * LINE}>
          {line}
        </text>
      ))}
      {wrapped(says, room, lines - heads.length, SMALL).map((line, i) => (
        <text key={line} className="small soft" x={0} y={below + i * LINE}>
          {line}
        </text>
      ))}
      <g className="axis">
        {wholeTicks(y).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={area.x} x2={area.x + area.width} y1={round(y(tick))} y2={round(y(tick))} />
            <text className="small" x={area.x - 6} y={round(y(tick)) + 4} textAnchor="end">
              {countWords(tick)}
            </text>
          </g>
        ))}
        {x.ticks(place.width < 400 ? 3 : 5).map((tick) => (
          <text
            key={tick}
            className="small"
            x={within(x(tick), textWidth(tickWords(tick), SMALL), place.width)}
            y={area.y + area.height + 17}
            textAnchor="middle"
          >
            {tickWords(tick)}
          </text>
        ))}
      </g>
      {children}
    </g>
  );
}

/** Whatever is counted comes in whole numbers; half a step is for what reaches no more than one. */
const wholeTicks = (y: Scale): readonly number[] => {
  const ticks = y.ticks(3);
  return y.last >= 1 ? ticks.filter(Number.isInteger) : ticks;
};

const within = (at: number, width: number, room: number): number =>
  round(Math.max(width / 2, Math.min(room - width / 2, at)));
export const round = (value: number): number => Math.round(value * 10) / 10;

/** "1.5k": an axis has little room. */
const countWords = (value: number): string =>
  value >= 10_000 ? `${Math.round(value / 100) / 10}k` : String(Math.round(value * 100) / 100);
