/** The drawing surface that every picture has: a name, a text equivalent, and a size in pixels that is never scaled down. */
import { type ReactNode, useContext, useId } from 'react';
import { Patterns } from './patterns.tsx';
import { PictureName } from './picture-name.ts';

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
  /** Given the id of the hatch patterns. */
  readonly children: (patterns: string) => ReactNode;
}

/** Room for labels at small phones: the picture may shrink to this part of its size before it scrolls in its own box. */
export function Frame({ name, title, description, width, height, interactive = false, children }: FrameProps) {
  const own = useId();
  const patterns = `p${(useContext(PictureName) ?? own).replaceAll(/[^\w-]/g, '')}`;
  return (
    <svg
      className={`picture picture-${name}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role={interactive ? 'group' : 'img'}
      aria-labelledby={`${patterns}-title`}
      aria-describedby={`${patterns}-words`}
    >
      <title id={`${patterns}-title`}>{title}</title>
      <desc id={`${patterns}-words`}>{description}</desc>
      <Patterns id={patterns} />
      {children(patterns)}
    </svg>
  );
}
