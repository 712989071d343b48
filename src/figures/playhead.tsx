/** Now, in a picture that has time on an axis: the same line with the same handle in all of them. */
interface PlayheadProps {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function Playhead({ x1, y1, x2, y2 }: PlayheadProps) {
  const upright = x1 === x2;
  return (
    <g className="playhead">
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <path d={upright ? `M${x1 - 5} ${y1 - 4}h10l-5 7Z` : `M${x1 - 4} ${y1 - 5}v10l7 -5Z`} />
    </g>
  );
}
