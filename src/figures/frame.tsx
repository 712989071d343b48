/** The drawing surface that every picture has: a name, a text equivalent, and a size that keeps its words legible. */
import { type ReactNode, useContext, useId } from 'react';
import { AtRest } from './at-rest.ts';
import { PATTERNS, type PatternName, Patterns } from './patterns.tsx';
import { PictureName } from './picture-name.ts';
import { WIDE_WIDTH } from './sizes.ts';

export interface FrameProps {
  /** Which picture: also its class. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, in words: its structure and its state at this moment. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** The parts of it can be chosen: they are then read one by one, and not the picture as one image. */
  readonly interactive?: boolean;
  /** The patterns that it draws with; all of them when left out. A page may have a hundred pictures. */
  readonly uses?: readonly PatternName[];
  /** Given the id of the hatch patterns. */
  readonly children: (patterns: string) => ReactNode;
}

/** How far a picture may grow where there is room, and shrink before it scrolls in its own box. */
const LARGEST = 1.15;
const SMALLEST = 0.86;

export function Frame(props: FrameProps) {
  const { name, title, description, width, height, interactive = false, uses = PATTERNS, children } = props;
  const own = useId();
  const atRest = useContext(AtRest);
  const patterns = `p${(useContext(PictureName) ?? own).replaceAll(/[^\w-]/g, '')}`;
  return (
    <svg
      className={`picture picture-${name}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{
        width: `min(100%, ${Math.round(width * LARGEST)}px)`,
        minWidth: width > WIDE_WIDTH / 2 ? `${Math.round(width * SMALLEST)}px` : undefined,
      }}
      role={interactive && !atRest ? 'group' : 'img'}
      aria-labelledby={`${patterns}-title`}
      aria-describedby={`${patterns}-words`}
    >
      <title id={`${patterns}-title`}>{title}</title>
      <desc id={`${patterns}-words`}>{description}</desc>
      <Patterns id={patterns} names={uses} />
      {children(patterns)}
    </svg>
  );
}
