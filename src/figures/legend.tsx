/** What the marks of a picture mean, in one or two rows under it. */
import type { ReactNode } from 'react';
import { SMALL, textWidth } from './text.ts';

export interface LegendItem {
  readonly words: string;
  /** Drawn in a box of 18 × 12, its middle at the origin. */
  readonly sample: ReactNode;
}

const SAMPLE = 18;
const GAP = 6;
const APART = 18;
const ROW = 20;

interface Placed extends LegendItem {
  readonly x: number;
  readonly row: number;
}

function placed(items: readonly LegendItem[], width: number): readonly Placed[] {
  let [x, row] = [0, 0];
  return items.map((item) => {
    const needed = SAMPLE + GAP + textWidth(item.words, SMALL);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const here = { ...item, x, row };
    x += needed + APART;
    return here;
  });
}

/** The room that a legend needs, the space above it included. */
export const legendHeight = (items: readonly LegendItem[], width: number): number =>
  items.length === 0 ? 0 : 10 + ((placed(items, width).at(-1)?.row ?? 0) + 1) * ROW;

export function Legend({
  items,
  x,
  y,
  width,
}: {
  readonly items: readonly LegendItem[];
  readonly x: number;
  /** Where the room for it begins. */
  readonly y: number;
  readonly width: number;
}) {
  return (
    <g className="legend">
      {placed(items, width).map((item) => (
        <g key={item.words} transform={`translate(${Math.round(x + item.x)} ${y + 18 + item.row * ROW})`}>
          <g transform={`translate(${SAMPLE / 2} 0)`}>{item.sample}</g>
          <text className="small soft" x={SAMPLE + GAP} y={4}>
            {item.words}
          </text>
        </g>
      ))}
    </g>
  );
}
