/**
 * One mark for each tone, the same in every picture: colour is never the only channel.
 *
 * in flight: disc · waiting: ring · done: filled square · failed: cross · dropped: struck ring · duplicate: double ring ·
 * idle: small hollow square · the reader's own act: flag
 */
import type { Tone } from '../kernel/index.ts';

export type MarkTone = Tone | 'own';

export const tones = [
  'flight',
  'waiting',
  'done',
  'failed',
  'dropped',
  'duplicate',
  'idle',
  'own',
] as const satisfies readonly MarkTone[];

/** What a tone means, in words. */
export const toneWords: Readonly<Record<MarkTone, string>> = {
  flight: 'in flight',
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
  dropped: 'refused or dropped',
  duplicate: 'duplicate',
  idle: 'idle',
  own: 'your own act',
};

export interface MarkProps {
  readonly tone: MarkTone;
  readonly x?: number;
  readonly y?: number;
  /** Half of its width. */
  readonly size?: number;
}

/** The mark of a tone, centred on a point. */
export function Mark({ tone, x = 0, y = 0, size = 5 }: MarkProps) {
  return (
    <g className={`mark tone-${tone}`} transform={x === 0 && y === 0 ? undefined : `translate(${x} ${y})`}>
      <Shape tone={tone} r={size} />
    </g>
  );
}

function Shape({ tone, r }: { readonly tone: MarkTone; readonly r: number }) {
  const side = r * 0.88;
  const arm = r * 0.78;
  switch (tone) {
    case 'flight':
      return <circle className="fill" r={r} />;
    case 'waiting':
      return <circle className="line" r={r - 1} />;
    case 'done':
      return <rect className="fill" x={-side} y={-side} width={2 * side} height={2 * side} rx={1} />;
    case 'failed':
      return <path className="line" d={`M${-arm} ${-arm}L${arm} ${arm}M${-arm} ${arm}L${arm} ${-arm}`} />;
    case 'dropped':
      return (
        <>
          <circle className="line thin" r={r - 1} />
          <path className="line thin" d={`M${-r} ${r}L${r} ${-r}`} />
        </>
      );
    case 'duplicate':
      return (
        <>
          <circle className="line thin" r={r} />
          <circle className="fill" r={r * 0.5} />
        </>
      );
    case 'idle':
      return (
        <rect className="line thin" x={-side * 0.7} y={-side * 0.7} width={1.4 * side} height={1.4 * side} rx={1} />
      );
    case 'own':
      return (
        <path
          className="fill"
          d={`M${-r * 0.6} ${r}V${-r}H${r}L${r * 0.45} ${-r * 0.45}L${r} ${r * 0.1}H${-r * 0.3}V${r}Z`}
        />
      );
  }
}
