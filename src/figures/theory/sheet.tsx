/** What both pictures of a theory share: the heading, the area with its axes, and the notes beneath. */
import type { ReactNode } from 'react';
import { type LineScale, lineScale } from '../line-scale.ts';
import { NARROW_WIDTH, WIDE_WIDTH } from '../sizes.ts';
import { fitted, NORMAL, SMALL, textWidth, wrapped } from '../text.ts';
import { onAxis } from './numbers.ts';

export type Scale = LineScale;

const LEFT = 54;
const RIGHT = 14;
const LINE = 16;

/** Lengths of a picture, in its own units. */
export interface Sheet {
  readonly width: number;
  /** The area in which values are drawn. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly heading: readonly string[];
}

/** `heading` stands under the title in as many lines as it needs. */
export function sheetOf(narrow: boolean, heading: string): Sheet {
  const width = narrow ? NARROW_WIDTH : WIDE_WIDTH;
  const lines = wrapped(heading, width, 3, SMALL);
  const top = 26 + LINE * lines.length + 14;
  return { width, left: LEFT, right: width - RIGHT, top, bottom: top + (narrow ? 210 : 250), heading: lines };
}

export const scaleX = ({ left, right }: Sheet, first: number, last: number): Scale =>
  lineScale([first, last], [left, right]);
/** Room for the marks at the top. */
export const scaleY = ({ top, bottom }: Sheet, highest: number): Scale =>
  lineScale([0, highest * 1.06], [bottom, top], 4);

export const round = (value: number): number => Math.round(value * 10) / 10;

interface AxesProps {
  readonly sheet: Sheet;
  readonly title: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly unit: string;
  /** Words at a tick of the lower axis, one beneath the other. */
  readonly words: (tick: number) => readonly string[];
  /** What the lower axis is. */
  readonly under: string;
}

export function Axes({ sheet, title, x, y, unit, words, under }: AxesProps) {
  const { left, right, bottom, width } = sheet;
  const ticks = x.ticks(width < 400 ? 5 : 8);
  const rows = words(ticks[0] ?? 0).length;
  return (
    <>
      <text className="strong" x={0} y={14}>
        {fitted(title, width, NORMAL, 'bold')}
      </text>
      {sheet.heading.map((line, i) => (
        <text key={line} className="small soft" x={0} y={32 + i * LINE}>
          {line}
        </text>
      ))}
      <g className="axis">
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={left} x2={right} y1={round(y(tick))} y2={round(y(tick))} />
            <text className="small" x={left - 7} y={round(y(tick)) + 4} textAnchor="end">
              {onAxis(tick, unit)}
            </text>
          </g>
        ))}
        {ticks.map((tick) =>
          words(tick).map((line, row) => (
            <text
              key={line}
              className="small"
              x={within(x(tick), textWidth(line, SMALL), width)}
              y={bottom + 18 + row * LINE}
              textAnchor="middle"
            >
              {line}
            </text>
          )),
        )}
        {wrapped(under, right - left, 2, SMALL).map((line, i) => (
          <text key={line} className="small" x={left} y={bottom + 18 + (rows + i) * LINE + 3}>
            {line}
          </text>
        ))}
      </g>
    </>
  );
}

const within = (at: number, length: number, room: number): number =>
  round(Math.max(length / 2, Math.min(room - length / 2, at)));

/** Where the lower axis and its words end. */
export const footOf = ({ bottom, left, right }: Sheet, rows: number, under: string): number =>
  bottom + 18 + (rows + wrapped(under, right - left, 2, SMALL).length) * LINE;

export interface Note {
  readonly text: string;
  /** Drawn in a box of 18 × 12, its middle at the origin. */
  readonly sample?: ReactNode;
}

const SAMPLE = 24;
const MOST_LINES = 6;
const linesOf = ({ text }: Note, width: number): readonly string[] => wrapped(text, width - SAMPLE, MOST_LINES, SMALL);

export const notesHeight = (notes: readonly Note[], width: number): number =>
  notes.reduce((sum, note) => sum + linesOf(note, width).length * LINE + 4, 0);

/** Sentences under the picture, each with the mark that it explains. */
export function Notes({
  notes,
  y,
  width,
}: {
  readonly notes: readonly Note[];
  readonly y: number;
  readonly width: number;
}) {
  return notes.map((note, i) => {
    const top = y + notesHeight(notes.slice(0, i), width);
    return (
      <g key={note.text} transform={`translate(0 ${top})`}>
        {note.sample !== undefined && <g transform="translate(9 9)">{note.sample}</g>}
        {linesOf(note, width).map((line, row) => (
          <text key={line} className="small soft" x={SAMPLE} y={13 + row * LINE}>
            {line}
          </text>
        ))}
      </g>
    );
  });
}
