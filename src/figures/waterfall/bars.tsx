/** One span: what happened, how long it took, and whether the request waited for it. */
import { formatTime } from '../../kernel/index.ts';
import { pattern } from '../patterns.tsx';
import { SMALL, textWidth } from '../text.ts';
import type { Placed } from './rows.ts';

export const BAR = 16;
/** What the request did not wait for is drawn thinner. */
const THIN = 10;

interface BarProps {
  readonly span: Placed;
  readonly startUs: number;
  /** When the request ended, in microseconds of the run. */
  readonly endedUs: number;
  readonly x: (us: number) => number;
  readonly top: number;
  readonly patterns: string;
  onSeek(index: number): void;
}

export const kindWords = { network: 'on the network', waiting: 'waiting', working: 'working' } as const;

export function Bar({ span, startUs, endedUs, x, top, patterns, onSeek }: BarProps) {
  const { kind, critical, wasted, afterEnd, label, stepIndex } = span;
  const from = x(span.startUs - startUs);
  const to = x(span.endUs - startUs);
  const width = Math.max(2, to - from);
  const wastedFrom = Math.max(from, x(endedUs - startUs));
  const classes = ['span', kind, critical ? 'critical' : 'aside', afterEnd ? 'after-end' : ''].join(' ');
  const middle = top + BAR / 2;
  const height = critical || wasted ? BAR : THIN;
  return (
    // A span is a shortcut to the step at which it ended; the keyboard steps there with the transport.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <g className={classes} onClick={() => onSeek(stepIndex)}>
      <title>{`${kindWords[kind]}${wasted ? ', wasted in part' : ''}: ${label}, ${formatTime(span.endUs - span.startUs)}`}</title>
      {kind === 'network' ? (
        <line x1={from} x2={from + width} y1={middle} y2={middle} />
      ) : (
        <rect x={from} y={middle - height / 2} width={width} height={height} rx={2} />
      )}
      {wasted && (
        <rect
          className="wasted"
          x={wastedFrom}
          y={middle - height / 2}
          width={Math.max(2, to - wastedFrom)}
          height={height}
          rx={2}
          style={{ fill: pattern(patterns, 'wasted') }}
        />
      )}
      {critical && <line className="underline" x1={from} x2={from + width} y1={top + BAR + 3} y2={top + BAR + 3} />}
      {wasted ? (
        <Words className="wasted-words halo-text strong" words="wasted" from={wastedFrom} to={to} y={middle + 4} />
      ) : (
        critical &&
        kind !== 'network' && <Words className="on-bar" words={kindWords[kind]} from={from} to={to} y={middle + 4} />
      )}
    </g>
  );
}

/** In the middle of a bar that has room for them. */
function Words({
  className,
  words,
  from,
  to,
  y,
}: {
  readonly className: string;
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}) {
  if (to - from < textWidth(words, SMALL, 'bold') + 14) return null;
  return (
    <text className={`small ${className}`} x={(from + to) / 2} y={y} textAnchor="middle">
      {words}
    </text>
  );
}
