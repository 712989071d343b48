/** A level foretold over the time of a run: straight pieces over the level itself, up to now and beyond. */
import type { MouseEvent } from 'react';
import { formatTime, isForetold, type LineTheory, type Played } from '../../kernel/index.ts';
import { tickWords } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, legendHeight } from '../legend.tsx';
import { stepsOf } from '../measures/level.tsx';
import { type LevelSeries, seriesOf, valueAt } from '../measures/series.ts';
import { pattern } from '../patterns.tsx';
import { Playhead } from '../playhead.tsx';
import { pathOf } from './curve.tsx';
import { inUnit, withUnit } from './numbers.ts';
import { lineAt, type Points, standingOf } from './plot.ts';
import { Axes, footOf, Notes, notesHeight, round, scaleX, scaleY, sheetOf } from './sheet.tsx';
import { shapeOf } from './swept.ts';

interface LineProps extends Pick<PictureProps, 'played' | 'moment' | 'narrow' | 'onSeek'> {
  readonly theory: LineTheory;
}

const foretoldOf = (played: Played, theory: LineTheory) => theory.foretells(played.params, shapeOf(played));

const UNDER = 'Time';

export function LinePicture({ played, moment, narrow, theory, onSeek }: LineProps) {
  const { unit, says } = played.model.observations[theory.level] as { unit: string; says: string }; // a level: the model was checked
  const series = seriesOf(played).levels.find(({ name }) => name === theory.level);
  const foretold = foretoldOf(played, theory);
  const points = isForetold(foretold) ? foretold.value : [];
  const { standing, why } = standingOf(foretold);
  const sheet = sheetOf(narrow, headingOf(theory, foretold));
  const lastUs = Math.max(1, played.endedAtUs, ...points.map(([at]) => at));
  const x = scaleX(sheet, 0, lastUs);
  const y = scaleY(sheet, Math.max(1, series?.highest ?? 0, ...points.map(([, value]) => value)));
  const legendAt = footOf(sheet, 1, UNDER) + 2;
  const legend = [
    ...(points.length > 0
      ? [{ words: 'theory', sample: <path className={`theory-curve is-${standing}`} d="M-9 0H9" /> }]
      : []),
    { words: 'this run', sample: <path className="theory-level" d="M-9 3H0V-3H9" /> },
  ];
  const notesAt = legendAt + legendHeight(legend, sheet.width) + 8;
  const notes = [...(why === '' ? [] : [{ text: why }]), { text: theory.limits }];
  const title = says.replace(/\.$/, '');
  const seek = (event: MouseEvent<SVGRectElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) onSeek(played.history.indexAt(Math.round(((event.clientX - left) / width) * lastUs)));
  };
  const area = { x: sheet.left, y: sheet.top, width: sheet.right - sheet.left, height: sheet.bottom - sheet.top };
  const now = round(x(Math.min(moment.atUs, lastUs)));
  return (
    <Frame
      name="theory"
      title={`${title}: theory and this run of ${played.model.title}`}
      description={inWords({ theory, points, why, series, unit, nowUs: moment.atUs })}
      width={sheet.width}
      height={notesAt + notesHeight(notes, sheet.width)}
    >
      {(patterns) => (
        <>
          {standing !== 'applies' && <rect className="theory-grey" {...area} />}
          {standing === 'none' && <rect {...area} style={{ fill: pattern(patterns, 'untold') }} />}
          <Axes
            {...{ sheet, x, y, unit }}
            title={title + inUnit(unit)}
            words={(tick) => [tickWords(tick)]}
            under={UNDER}
          />
          <path className={`theory-curve is-${standing}`} d={pathOf(points, x, y)} />
          {series !== undefined && <path className="theory-level" d={stepsOf(series, x, y, played.endedAtUs)} />}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut to a moment; the keyboard goes there with the transport */}
          <rect className="touch seeks" {...area} onClick={seek} />
          <Playhead x1={now} x2={now} y1={sheet.top} y2={sheet.bottom} />
          <Legend items={legend} x={0} y={legendAt} width={sheet.width} />
          <Notes notes={notes} y={notesAt} width={sheet.width} />
        </>
      )}
    </Frame>
  );
}

const headingOf = (theory: LineTheory, foretold: ReturnType<typeof foretoldOf>): string =>
  isForetold(foretold)
    ? `Theory: ${foretold.name} (${foretold.source}). ${theory.says}`
    : `${theory.says} For these knobs there is no formula here.`;

interface Told {
  readonly theory: LineTheory;
  readonly points: Points;
  readonly why: string;
  readonly series: LevelSeries | undefined;
  readonly unit: string;
  readonly nowUs: number;
}

function inWords({ theory, points, why, series, unit, nowUs }: Told): string {
  const foretold = lineAt(points, nowUs);
  const own = series && valueAt(series, nowUs);
  const at = formatTime(nowUs);
  return [
    theory.says,
    foretold === undefined ? `At ${at} there is no theory.` : `At ${at} the theory gives ${withUnit(foretold, unit)}.`,
    own === undefined ? 'This run has not set it yet.' : `This run has ${withUnit(own, unit)}.`,
    ...points.map(([atUs, value]) => `${formatTime(atUs)}: ${withUnit(value, unit)}.`),
    ...(why === '' ? [] : [why]),
    theory.limits,
  ].join(' ');
}
