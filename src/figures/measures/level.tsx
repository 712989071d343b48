/** Something that has a value at every moment, over time: a line of steps. */
import { formatTime, type Played, quantity } from '../../kernel/index.ts';
import { areaOf, Panel, type Place, round, type Scale, scalesOf } from './panel.tsx';
import { type LevelSeries, valueAt } from './series.ts';
import { FaultTimes, Times } from './times.tsx';

interface LevelProps {
  readonly played: Played;
  readonly patterns: string;
  readonly place: Place;
  readonly series: LevelSeries;
  readonly lastUs: number;
  readonly nowUs: number;
  onSeekTime(atUs: number): void;
}

export function Level({ played, patterns, place, series, lastUs, nowUs, onSeekTime }: LevelProps) {
  const { x, y } = scalesOf(place, lastUs, series.highest || 1);
  const value = valueAt(series, nowUs);
  const area = areaOf(place);
  const now =
    value === undefined
      ? 'not set yet'
      : `${quantity(Math.round(value * 100) / 100, series.unit)} at ${formatTime(nowUs)}`;
  return (
    <Panel place={place} title={series.says.replace(/\.$/, '')} says={now} x={x} y={y}>
      <FaultTimes played={played} place={place} x={x} patterns={patterns} />
      <path
        className="level-area"
        d={`${stepsOf(series, x, y, lastUs)}V${round(y(0))}H${round(x(series.points[0]?.[0] ?? 0))}Z`}
      />
      <path className="level-line" d={stepsOf(series, x, y, lastUs)} />
      <Times place={place} x={x} nowUs={nowUs} onSeekTime={onSeekTime} />
      {value !== undefined && (
        <circle className="level-now" cx={round(Math.min(area.x + area.width, x(nowUs)))} cy={round(y(value))} r={4} />
      )}
    </Panel>
  );
}

/** As many points as there are pixels: the highest of those that share one. */
export function stepsOf({ points }: Pick<LevelSeries, 'points'>, x: Scale, y: Scale, lastUs: number): string {
  let path = '';
  let column = -1;
  let [height, highest] = [NaN, -Infinity];
  const flush = () => {
    if (column < 0 || highest === height) return;
    path += path === '' ? `M${column} ${round(y(highest))}` : `H${column}V${round(y(highest))}`;
    height = highest;
  };
  for (const [atUs, value] of points) {
    const here = Math.round(x(atUs));
    if (here !== column) {
      flush();
      [column, highest] = [here, value];
    } else highest = Math.max(highest, value);
  }
  // What it was left at counts, and not the highest of its last moment.
  highest = points.at(-1)?.[1] ?? highest;
  flush();
  return `${path}H${round(x(lastUs))}`;
}
