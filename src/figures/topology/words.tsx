/** The words in a box: its name, and a few about its state. */
import type { Tone } from '../../kernel/index.ts';
import { Mark } from '../marks.tsx';
import { fitted, NORMAL, SMALL, wrapped } from '../text.ts';
import { nameLines, PADDING } from './arrangement.ts';

interface TitleProps {
  readonly text: string;
  /** The kind's label: room was kept for as many lines as it has. */
  readonly label: string;
  /** The corner of the box, and its width. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A box's name, in as many lines as there is room for. */
export function Title({ text, label, x, y, width }: TitleProps) {
  const lines = wrapped(text, width - 2 * PADDING, nameLines(label, width).length, 14, 'bold');
  return (
    <text className="name" x={x + PADDING} y={y + 21}>
      {lines.map((line, i) => (
        <tspan key={line} x={x + PADDING} dy={i === 0 ? 0 : 17}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The name of one of several. */
export const Name = ({ text, x, y, width }: { text: string; x: number; y: number; width: number }) => (
  <text className="name small-name" x={x} y={y}>
    {fitted(text, width, NORMAL, 'bold')}
  </text>
);

export function Words({
  tone,
  text,
  x,
  y,
  width,
}: {
  tone: Tone | undefined;
  text: string;
  x: number;
  y: number;
  width: number;
}) {
  const marked = tone !== undefined && tone !== 'idle';
  return (
    <>
      {marked && <Mark tone={tone} x={x + 5} y={y - 4} />}
      <text className={`small words ${marked ? `tone-${tone}` : ''}`} x={x + (marked ? 15 : 0)} y={y}>
        {fitted(text, width - (marked ? 15 : 0), SMALL)}
      </text>
    </>
  );
}
