/** A number foretold along a knob: the curve, the values of a sweep on it, and this run's own. */
import type { PointerEvent } from 'react';
import type { CurveTheory, NumberKnob } from '../../kernel/index.ts';
import { Choosable } from '../choosable.tsx';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, type LegendItem, legendHeight } from '../legend.tsx';
import { pattern } from '../patterns.tsx';
import { fitted, SMALL, textWidth } from '../text.ts';
import { inUnit, onAxis } from './numbers.ts';
import type { Compared, Stretch } from './plot.ts';
import {
  Axes,
  footOf,
  type Note,
  Notes,
  notesHeight,
  round,
  type Scale,
  type Sheet,
  scaleX,
  scaleY,
  sheetOf,
} from './sheet.tsx';
import type { Swept } from './swept.ts';
import { headingOf, inWords, ownInWords, placeInWords, pointInWords, type Telling, tellingOf } from './telling.ts';

interface CurveProps extends Pick<PictureProps, 'played' | 'narrow'> {
  readonly theory: CurveTheory;
  readonly swept?: Swept | undefined;
  onTurn?: ((value: number) => void) | undefined;
}

/** Where a telling is drawn. */
interface Drawing extends Telling {
  readonly sheet: Sheet;
  readonly x: Scale;
  readonly y: Scale;
}

export function CurvePicture({ played, narrow, theory, swept, onTurn }: CurveProps) {
  const telling = tellingOf(played, theory, swept);
  const sheet = sheetOf(narrow, headingOf(telling));
  const drawing = { ...telling, sheet, x: scaleX(sheet, ...telling.range), y: scaleY(sheet, telling.highest) };
  const under = underOf(telling);
  const words = (tick: number) => tickWords(telling, tick);
  const legendAt = footOf(sheet, words(0).length, under) + 2;
  const notesAt = legendAt + legendHeight(legendOf(drawing), sheet.width) + 8;
  return (
    <Frame
      name="theory"
      title={`${telling.title}: theory and runs of ${played.model.title}`}
      description={inWords(telling)}
      width={sheet.width}
      height={notesAt + notesHeight(notesOf(drawing, ''), sheet.width)}
      interactive={onTurn !== undefined}
    >
      {(patterns) => (
        <>
          {telling.stretches.map((stretch) => (
            <Ground key={stretch.from} drawing={drawing} stretch={stretch} patterns={patterns} />
          ))}
          <Axes {...drawing} {...{ words, under }} title={telling.title + inUnit(telling.unit)} />
          <Curve drawing={drawing} clip={`${patterns}-area`} />
          {onTurn !== undefined && (
            <Drag drawing={drawing} knob={played.model.knobs[theory.over] as NumberKnob} onTurn={onTurn} />
          )}
          {telling.compared.map((point) => (
            <Point key={point.at} {...{ drawing, point, onTurn }} />
          ))}
          <OwnMark drawing={drawing} />
          <Legend items={legendOf(drawing)} x={0} y={legendAt} width={sheet.width} />
          <Notes notes={notesOf(drawing, patterns)} y={notesAt} width={sheet.width} />
        </>
      )}
    </Frame>
  );
}

const underOf = ({ knob, theory: { also } }: Telling): string =>
  knob.label + inUnit(knob.unit) + (also === undefined ? '' : `; beneath it ${also.says}`);
const tickWords = ({ knob, params, theory: { also, over } }: Telling, tick: number): readonly string[] => [
  onAxis(tick, knob.unit),
  ...(also === undefined ? [] : [also.at({ ...params, [over]: tick })]),
];

interface GroundProps {
  readonly drawing: Drawing;
  readonly stretch: Stretch;
  readonly patterns: string;
}

/** What lies under the curve where there is a reservation or no theory. */
function Ground({ drawing: { sheet, x }, stretch: { standing, from, to }, patterns }: GroundProps) {
  if (standing === 'applies') return null;
  const box = { x: round(x(from)), y: sheet.top, width: round(x(to) - x(from)), height: sheet.bottom - sheet.top };
  return (
    <>
      <rect className="theory-grey" {...box} />
      {standing === 'none' && <rect {...box} style={{ fill: pattern(patterns, 'untold') }} />}
    </>
  );
}

interface LineProps {
  readonly drawing: Drawing;
  /** An id of its own. */
  readonly clip: string;
}

function Curve({ drawing: { sheet, x, y, stretches }, clip }: LineProps) {
  return (
    <>
      <clipPath id={clip}>
        <rect x={sheet.left} y={sheet.top} width={sheet.right - sheet.left} height={sheet.bottom - sheet.top + 1} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {stretches.map(({ standing, from, points }) => (
          <path key={from} className={`theory-curve is-${standing}`} d={pathOf(points, x, y)} />
        ))}
      </g>
    </>
  );
}

export const pathOf = (points: readonly (readonly [number, number])[], x: Scale, y: Scale): string =>
  points.map(([at, value], i) => `${i === 0 ? 'M' : 'L'}${round(x(at))} ${round(y(value))}`).join('');

interface DragProps {
  readonly drawing: Drawing;
  readonly knob: NumberKnob;
  onTurn(value: number): void;
}

/** A pointer that is pressed anywhere on the area takes the run along the curve. The keyboard has the points, and the knob. */
function Drag({ drawing: { sheet, x, own }, knob, onTurn }: DragProps) {
  const area = { x: sheet.left, y: sheet.top, width: sheet.right - sheet.left, height: sheet.bottom - sheet.top };
  const follow = ({ currentTarget, clientX, buttons }: PointerEvent<SVGRectElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    if (buttons === 0 || width === 0) return;
    const value = valueNear(knob, x.invert(area.x + ((clientX - left) / width) * area.width));
    if (value !== own.at) onTurn(value);
  };
  const take = (event: PointerEvent<SVGRectElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };
  return <rect className="touch theory-drag" {...area} onPointerDown={take} onPointerMove={follow} />;
}

/** The nearest value that a knob takes, in hundredths of what the axis shows. */
function valueNear({ min, max, step = 1 }: NumberKnob, value: number): number {
  const rounded = Math.round(Number(value.toPrecision(2)) / step) * step;
  return Number(Math.max(min, Math.min(max, rounded)).toPrecision(12));
}

interface PointProps {
  readonly drawing: Drawing;
  readonly point: Compared;
  readonly onTurn: CurveProps['onTurn'];
}

/** The mean of a sweep with its interval; an arrow at the edge where it lies beyond what is drawn. */
function Point({ drawing, point, onTurn }: PointProps) {
  const { x, y, sheet, own } = drawing;
  const says = pointInWords(drawing, point);
  const height = round(Math.max(sheet.top, y(point.mean)));
  const isBeyond = y(point.mean) < sheet.top;
  const mark = (
    <g transform={`translate(${round(x(point.at))} ${height})`}>
      {!isBeyond && <ErrorBar point={point} y={y} top={sheet.top} />}
      {isBeyond ? <path className="theory-beyond" d="M-5 9 0 1 5 9Z" /> : <circle className="theory-point" r={3.6} />}
    </g>
  );
  if (onTurn === undefined)
    return (
      <g>
        <title>{says}</title>
        {mark}
      </g>
    );
  return (
    <Choosable
      label={`${says}. Open a run of it.`}
      chosen={own.at === point.at}
      className="theory-choice"
      onChoose={() => onTurn(point.at)}
    >
      {mark}
      <circle className="touch" cx={round(x(point.at))} cy={height} r={12} />
    </Choosable>
  );
}

function ErrorBar({
  point: { mean, ci95 },
  y,
  top,
}: {
  readonly point: Compared;
  readonly y: Scale;
  readonly top: number;
}) {
  if (Number.isNaN(ci95)) return null;
  const up = round(Math.max(top, y(mean + ci95)) - y(mean));
  const down = round(y(Math.max(0, mean - ci95)) - y(mean));
  return <path className="theory-interval" d={`M0 ${up}V${down}M-4 ${up}h8M-4 ${down}h8`} />;
}

/** This run, with its number: before its mark where there is room, for a curve that rises leaves room there. */
function OwnMark({ drawing }: { readonly drawing: Drawing }) {
  const { own, x, y, sheet, range } = drawing;
  if (Number.isNaN(own.value) || own.at < range[0] || own.at > range[1]) return null;
  const words = fitted(ownInWords(drawing), sheet.right, SMALL, 'bold');
  const [left, top] = [round(x(own.at)), round(Math.max(sheet.top, y(own.value)))];
  const beyond = y(own.value) < sheet.top;
  const length = textWidth(words, SMALL, 'bold');
  const before = left - 11 - length >= sheet.left;
  return (
    <g className={own.disturbed ? 'theory-own is-disturbed' : 'theory-own'} transform={`translate(${left} ${top})`}>
      <title>{`${placeInWords(drawing, own.at)}, ${words}`}</title>
      <path d={beyond ? 'M-6 11 0 1 6 11Z' : 'M0-7 7 0 0 7-7 0Z'} />
      <text
        className="small strong halo-text"
        x={before ? round(-11 - length) : round(Math.max(-left, Math.min(11, sheet.right - length - left)))}
        y={beyond ? 12 : -12}
      >
        {words}
      </text>
    </g>
  );
}

function legendOf({ own, compared, seeds, stretches }: Drawing): readonly LegendItem[] {
  const has = (standing: Stretch['standing']) => stretches.some((stretch) => stretch.standing === standing);
  return [
    ...(has('applies') ? [{ words: 'theory', sample: <path className="theory-curve is-applies" d="M-9 0H9" /> }] : []),
    ...(compared.length > 0
      ? [
          {
            words: `mean of ${seeds} runs, 95 % interval`,
            sample: (
              <g>
                <path className="theory-interval" d="M0-7V7M-4-7h8M-4 7h8" />
                <circle className="theory-point" r={3.6} />
              </g>
            ),
          },
        ]
      : []),
    {
      words: own.disturbed ? 'this run: faults act in it, the curve is of runs without' : 'this run',
      sample: <path className={own.disturbed ? 'theory-own is-disturbed' : 'theory-own'} d="M0-6 6 0 0 6-6 0Z" />,
    },
  ];
}

/** Why it is greyed or hatched, each reason once, and what holds everywhere. */
function notesOf({ stretches, theory }: Drawing, patterns: string): readonly Note[] {
  const box = { x: -9, y: -6, width: 18, height: 12 };
  const reasons = stretches.filter(({ why }, i) => why !== '' && stretches.findIndex((one) => one.why === why) === i);
  return [
    ...reasons.map(({ standing, why }) => ({
      text: why,
      sample: (
        <g>
          <rect className="theory-grey" {...box} />
          {standing === 'none' ? (
            <rect {...box} style={{ fill: pattern(patterns, 'untold') }} />
          ) : (
            <path className="theory-curve is-unless" d="M-9 0H9" />
          )}
        </g>
      ),
    })),
    { text: `The theory holds ${theory.limits.charAt(0).toLowerCase()}${theory.limits.slice(1)}` },
  ];
}
