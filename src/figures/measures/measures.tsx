/**
 * What a run measures: how long requests took, how they ended, and every level that its components keep, over time. With how
 * many and until when: a number alone says nothing.
 */
import { formatTime } from '../../kernel/index.ts';
import { faultSpans } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, type LegendItem, legendHeight } from '../legend.tsx';
import { pattern } from '../patterns.tsx';
import { Playhead } from '../playhead.tsx';
import { outcomeWords } from '../request-label.ts';
import { NARROW_WIDTH, WIDE_WIDTH } from '../sizes.ts';
import { OutcomeBox } from './bars.tsx';
import { Latencies } from './latencies.tsx';
import { Level } from './level.tsx';
import { outcomes } from './outcomes.ts';
import { areaOf, type Place, round, scalesOf } from './panel.tsx';
import { Percentiles, recentInWords } from './percentiles.tsx';
import { Rates } from './rates.tsx';
import { type EndedRequest, LAST, percentilesOf, type Series, seriesOf, valueAt } from './series.ts';

const WIDE = { width: WIDE_WIDTH, columns: 2 } as const;
const NARROW = { width: NARROW_WIDTH, columns: 1 } as const;
const GAP = 24;
const TALL = 190;
const LOW = 132;
const MOST_LEVELS = 8;

export function Measures(props: PictureProps) {
  const { played, moment, narrow, onSeek } = props;
  const series = seriesOf(played);
  const levels = series.levels.slice(0, MOST_LEVELS);
  if (series.ended.length === 0 && levels.length === 0)
    return (
      <p className="picture-empty">This run has measured nothing yet: no request has ended, and no level was set.</p>
    );
  const { width, columns } = narrow ? NARROW : WIDE;
  const top = series.ended.length > 0 ? 2 : 0;
  const { recent } = series;
  const times = recent.length > 0 ? 1 : 0;
  const places = placesOf(top, times + levels.length, width, columns);
  const ended = series.ended.filter(({ index }) => index <= moment.index);
  const legend = legendOf(played, series.ended, '');
  const height = Math.max(...places.map(({ y, height }) => y + height));
  const lastUs = Math.max(1, played.endedAtUs);
  const time = { lastUs, nowUs: moment.atUs, onSeekTime: (atUs: number) => onSeek(played.history.indexAt(atUs)) };
  return (
    <Frame
      name="measures"
      title={`What ${played.model.title} measures`}
      description={inWords(ended, { ...series, levels }, moment.atUs)}
      width={width}
      height={height + legendHeight(legend, width)}
      interactive
    >
      {(patterns) => (
        <>
          {top > 0 && (
            <Latencies
              place={places[0] as Place}
              ended={ended}
              all={series.ended}
              nowUs={moment.atUs}
              patterns={patterns}
            />
          )}
          {top > 0 && <Rates {...{ played, patterns }} place={places[1] as Place} all={series.ended} {...time} />}
          {times > 0 && <Percentiles {...{ played, patterns, recent }} place={places[top] as Place} {...time} />}
          {levels.map((level, i) => (
            <Level
              key={level.name}
              {...{ played, patterns }}
              place={places[top + times + i] as Place}
              series={level}
              {...time}
            />
          ))}
          {places.slice(top > 0 ? 1 : 0).map((place) => (
            <Now key={`${place.x} ${place.y}`} place={place} lastUs={lastUs} nowUs={moment.atUs} />
          ))}
          <Legend items={legendOf(played, series.ended, patterns)} x={0} y={height} width={width} />
        </>
      )}
    </Frame>
  );
}

/** Panels in rows, those about requests first. */
function placesOf(top: number, levels: number, width: number, columns: number): readonly Place[] {
  const each = (width - GAP * (columns - 1)) / columns;
  const places: Place[] = [];
  let y = 0;
  for (const [count, height] of [
    [top, TALL],
    [levels, LOW],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const x = Math.round((i % columns) * (each + GAP));
      places.push({ x, y: y + Math.floor(i / columns) * (height + 16), width: each, height });
    }
    y += Math.ceil(count / columns) * (height + 16);
  }
  return places;
}

function Now({ place, lastUs, nowUs }: { readonly place: Place; readonly lastUs: number; readonly nowUs: number }) {
  const area = areaOf(place);
  const at = round(place.x + scalesOf(place, lastUs, 1).x(Math.min(nowUs, lastUs)));
  return <Playhead x1={at} x2={at} y1={place.y + area.y - 3} y2={place.y + area.y + area.height + 3} />;
}

/** Only what this run has. */
function legendOf(
  played: PictureProps['played'],
  ended: readonly EndedRequest[],
  patterns: string,
): readonly LegendItem[] {
  const box = { x: -7, y: -6, width: 14, height: 12 };
  const ends = outcomes
    .filter((outcome) => ended.some((request) => request.outcome === outcome))
    .map((outcome) => ({
      words: outcomeWords[outcome],
      sample: <OutcomeBox outcome={outcome} patterns={patterns} {...box} />,
    }));
  return [
    ...ends,
    ...(ended.length > 0 ? [{ words: 'the whole run', sample: <rect className="whole-run" {...box} /> }] : []),
    ...(faultSpans(played).length > 0
      ? [{ words: 'a fault acts', sample: <rect {...box} style={{ fill: pattern(patterns, 'fault') }} /> }]
      : []),
  ];
}

function inWords(ended: readonly EndedRequest[], { levels, recent }: Series, nowUs: number): string {
  const counts = outcomes
    .map((outcome) => [outcome, ended.filter((request) => request.outcome === outcome).length] as const)
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => `${n} ${outcomeWords[outcome]}`);
  const completed = ended.filter(({ outcome }) => outcome === 'completed').map(({ latencyUs }) => latencyUs);
  const percentiles = percentilesOf(completed).map(({ p, valueUs }) => `p${p} ${formatTime(valueUs)}`);
  const values = levels.map((level) => `${level.name} ${valueAt(level, nowUs) ?? 'not set'}`);
  return [
    `Until ${formatTime(nowUs)}: ${counts.length > 0 ? counts.join(', ') : 'no request has ended'}.`,
    percentiles.length > 0
      ? `Of those completed: ${percentiles.join(', ')}.`
      : completed.length > 0
        ? `${completed.length} completed: too few for percentiles.`
        : '',
    recent.length > 0 ? `Of the last ${LAST} completed: ${recentInWords(recent, nowUs)}.` : '',
    values.length > 0 ? `Levels now: ${values.join(', ')}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
