/** The words in a box: its name, and a few about its state. */
import type { Tone } from '../../kernel/index.ts';
import { Mark } from '../marks.tsx';
import { fitted, NORMAL, SMALL, wrapped } from '../text.ts';
import { MARKED, nameLines, PADDING, WORDS_LINE } from './arrangement.ts';

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
      <Lines lines={lines} x={x + PADDING} apart={17} />
    </text>
  );
}

/** One line is the text itself: most are. */
const Lines = ({
  lines,
  x,
  apart,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  readonly apart: number;
}) =>
  lines.length === 1
    ? lines[0]
    : lines.map((line, i) => (
        <tspan key={line} x={x} dy={i === 0 ? 0 : apart}>
          {line}
        </tspan>
      ));

/** The name of one of several. */
export const Name = ({ text, x, y, width, size = NORMAL }: NameProps) => (
  <text className={size === SMALL ? 'name small' : 'name small-name'} x={x} y={y}>
    {fitted(text, width, size, 'bold')}
  </text>
);
interface NameProps {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size?: typeof NORMAL | typeof SMALL;
}

interface WordsProps {
  readonly tone: Tone | undefined;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines?: number;
}

export function Words({ tone, text, x, y, width, lines = 1 }: WordsProps) {
  const marked = tone !== undefined && tone !== 'idle';
  const left = x + (marked ? MARKED : 0);
  return (
    <>
      {marked && <Mark tone={tone} x={x + 5} y={y - 4} />}
      <text className={`small words${marked ? ` tone-${tone}` : ''}`} x={left} y={y}>
        <Lines lines={wrapped(text, width - (left - x), lines, SMALL)} x={left} apart={WORDS_LINE} />
      </text>
    </>
  );
}
