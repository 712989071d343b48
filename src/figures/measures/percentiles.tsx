/** How long requests took, over time: p50 and p95 of those that completed last. */
import { formatTime, type Played } from '../../kernel/index.ts';
import { stepsOf } from './level.tsx';
import { areaOf, Panel, type Place, round, scalesOf } from './panel.tsx';
import { LAST, type Recent, recentAt } from './series.ts';
import { FaultTimes, Times } from './times.tsx';

interface PercentilesProps {
  readonly played: Played;
  readonly patterns: string;
  readonly place: Place;
  readonly recent: readonly Recent[];
  readonly lastUs: number;
  readonly nowUs: number;
  onSeekTime(atUs: number): void;
}

export function Percentiles({ played, patterns, place, recent, lastUs, nowUs, onSeekTime }: PercentilesProps) {
  const highestUs = Math.max(...recent.map(({ p95Us }) => p95Us));
  const unit = highestUs < 2_000_000 ? { name: 'ms', us: 1_000 } : { name: 's', us: 1_000_000 };
  const { x, y } = scalesOf(place, lastUs, highestUs / unit.us);
  const line = (usOf: (one: Recent) => number) =>
    stepsOf({ points: recent.map((one) => [one.atUs, usOf(one) / unit.us]) }, x, y, lastUs);
  const area = areaOf(place);
  const last = recent.at(-1) as Recent; // there is none of an empty series
  // The names stand at the end of the lines, one below and the other above.
  const names = [
    { name: 'p50', at: Math.min(area.y + area.height - 4, y(last.p50Us / unit.us) + 14) },
    { name: 'p95', at: y(last.p95Us / unit.us) - 6 },
  ];
  return (
    <Panel
      place={place}
      title={`How long requests took, over time, in ${unit.name}`}
      says={`last ${LAST} completed: ${recentInWords(recent, nowUs)}`}
      x={x}
      y={y}
    >
      <FaultTimes played={played} place={place} x={x} patterns={patterns} />
      <path className="level-line is-middle" d={line(({ p50Us }) => p50Us)} />
      <path className="level-line" d={line(({ p95Us }) => p95Us)} />
      <Times place={place} x={x} nowUs={nowUs} onSeekTime={onSeekTime} />
      {names.map(({ name, at }) => (
        <text key={name} className="small strong halo-text" x={area.x + area.width} y={round(at)} textAnchor="end">
          {name}
        </text>
      ))}
    </Panel>
  );
}

/** "p50 790 ms, p95 3.087 s at 70.501 s". */
export function recentInWords(recent: readonly Recent[], nowUs: number): string {
  const now = recentAt(recent, nowUs);
  return now === undefined
    ? `too few until ${formatTime(nowUs)}`
    : `p50 ${formatTime(now.p50Us)}, p95 ${formatTime(now.p95Us)} at ${formatTime(nowUs)}`;
}
