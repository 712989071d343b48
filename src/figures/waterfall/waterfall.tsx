/**
 * Where the time of one request went: a lane for each component that it reached. What lies on the critical path is strong and
 * underlined; shortening anything else would not have shortened the request. Work that went on after its client had gone is
 * hatched: nobody waited for it. The budget stands where the model names one.
 */
import { formatTime, type Played, requestsOf } from '../../kernel/index.ts';
import { nameById, oncePerRun, tickWords } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, type LegendItem, legendHeight } from '../legend.tsx';
import { type LineScale, lineScale } from '../line-scale.ts';
import { Mark } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { Playhead } from '../playhead.tsx';
import { endWords, requestWords, toneOfRequest } from '../request-label.ts';
import { NARROW_WIDTH, WIDE_WIDTH } from '../sizes.ts';
import { fitted, SMALL, textWidth } from '../text.ts';
import { BAR, Bar } from './bars.tsx';
import { Picker } from './picker.tsx';
import { type Waterfall as Data, type Lane, longestIn, shownRequest, waterfallOf } from './rows.ts';

interface Measurements {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Where a lane's bars stand below its top. */
  readonly bars: number;
  readonly ticks: number;
  readonly narrow: boolean;
}
const WIDE: Measurements = { width: WIDE_WIDTH, left: 132, right: 118, bars: 7, ticks: 6, narrow: false };
const NARROW: Measurements = { width: NARROW_WIDTH, left: 10, right: 14, bars: 25, ticks: 3, narrow: true };
const TOP = 50;
/** The line on which what stands over the lanes is written. */
const HEADS = TOP - 13;
/** Two heads are not one sentence. */
const BETWEEN_HEADS = 26;
const AXIS = 26;
const COLUMN = 'on the critical path';
const ROW = BAR + 4;

const heightOf = ({ rows }: Lane, { bars }: Measurements): number => bars + rows * ROW + 5;

const roomFor = (data: Data, size: Measurements): number =>
  data.lanes.reduce((sum, lane) => sum + heightOf(lane, size), TOP + AXIS) +
  legendHeight(legendOf('', data), size.width - 20);

/** Of a long run the first requests stand for the others. */
const ASKED = 1_000;
/** Another request is shown from one event to the next: there is room for any, and what is under it stays where it is. */
const tallestIn = oncePerRun((played) => {
  const all = requestsOf(played)
    .slice(0, ASKED)
    .map((request) => waterfallOf(played, request));
  const most = (size: Measurements) => all.reduce((room, data) => Math.max(room, roomFor(data, size)), 0);
  return { wide: most(WIDE), narrow: most(NARROW) };
});

export function Waterfall(props: PictureProps) {
  const request = shownRequest(props);
  if (request === undefined) return <p className="picture-empty">{withoutRequest(props.played)}</p>;
  return (
    <>
      <Picker shown={request} played={props.played} onSelect={props.onSelect} />
      <Drawing {...props} data={waterfallOf(props.played, request)} />
    </>
  );
}

/** A request that was offered before the first event is known by its end alone. */
function withoutRequest({ accounting: { offered, inFlight }, recipe }: Played): string {
  if (offered === 0) return 'No request is offered in this run.';
  const why =
    recipe.schedule === undefined
      ? `No request ends in this run: ${inFlight.toLocaleString('en')} ${inFlight === 1 ? 'is' : 'are'} still under way when it is over.`
      : 'No request ends in this order of events: it stops at the event that breaks something.';
  return `${why} A waterfall divides the time of one that has ended; what was sent until then is in the space-time view.`;
}

function Drawing(props: PictureProps & { readonly data: Data }) {
  const { data, played, compared = [played], narrow, moment, selection, onSeek } = props;
  const size = narrow ? NARROW : WIDE;
  const { request, lanes, startUs } = data;
  const { budgetMs } = played.model;
  const endedUs = request.endedUs ?? played.endedAtUs;
  const last = Math.max(longestIn(compared, request), (budgetMs ?? 0) * 1000, 1) * 1.02;
  const x = lineScale([0, last], [size.left, size.width - size.right]);
  const tops: number[] = [];
  let bottom = TOP;
  for (const lane of lanes) {
    tops.push(bottom);
    bottom += heightOf(lane, size);
  }
  return (
    <Frame
      name="waterfall"
      title={`Where the time of ${requestWords(request)} went`}
      description={inWords(data, budgetMs, (id) => nameById(played, id))}
      width={size.width}
      height={Math.max(roomFor(data, size), tallestIn(played)[narrow ? 'narrow' : 'wide'])}
      interactive
    >
      {(patterns) => (
        <>
          <Axis x={x} bottom={bottom} size={size} />
          {lanes.map((lane, i) => (
            <g key={lane.component} className="lane" transform={`translate(0 ${tops[i]})`}>
              {lane.component === selection.component && (
                <rect
                  className="chosen-lane"
                  x={3}
                  y={2}
                  width={size.width - 6}
                  height={heightOf(lane, size) - 4}
                  rx={5}
                />
              )}
              <line className="rule" x1={8} x2={size.width - 8} y1={0} y2={0} />
              {lane.spans.map((span) => (
                <Bar
                  key={`${span.stepIndex} ${span.kind}`}
                  span={span}
                  startUs={startUs}
                  endedUs={endedUs}
                  x={x}
                  top={size.bars + span.row * ROW}
                  patterns={patterns}
                  onSeek={onSeek}
                />
              ))}
            </g>
          ))}
          {budgetMs !== undefined && <Budget ms={budgetMs} x={x} bottom={bottom} size={size} />}
          <End data={data} x={x} bottom={bottom} size={size} />
          {moment.atUs >= startUs && moment.atUs <= startUs + last && (
            <Playhead x1={x(moment.atUs - startUs)} x2={x(moment.atUs - startUs)} y1={TOP - 4} y2={bottom + 4} />
          )}
          {lanes.map((lane, i) => (
            <LaneWords
              key={lane.component}
              lane={lane}
              name={nameById(played, lane.component)}
              top={tops[i] ?? 0}
              size={size}
            />
          ))}
          <Legend items={legendOf(patterns, data)} x={10} y={bottom + AXIS} width={size.width - 20} />
        </>
      )}
    </Frame>
  );
}

/** Words at a line, kept within the picture: to the right of it where there is room. */
function beside(at: number, words: string, { width }: Measurements, bold: boolean) {
  const needed = textWidth(words, bold ? 14 : SMALL, 'bold') + 18;
  return at + needed < width - 8 ? ({ dx: 10, anchor: 'start' } as const) : ({ dx: -10, anchor: 'end' } as const);
}

interface LineProps {
  readonly x: LineScale;
  readonly bottom: number;
  readonly size: Measurements;
}

function Budget({ ms, x, bottom, size }: LineProps & { readonly ms: number }) {
  const at = x(ms * 1000);
  const words = `budget ${ms} ms`;
  const half = textWidth(words, SMALL, 'bold') / 2 + 4;
  // The column at the right has a head of its own.
  const until = size.narrow ? size.width : size.width - 8 - textWidth(COLUMN, SMALL) - BETWEEN_HEADS;
  return (
    <g className="budget">
      <line x1={at} x2={at} y1={TOP - 10} y2={bottom} />
      <text className="small strong halo-text" x={Math.min(at, until - half)} y={HEADS} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

function End({ data: { request, startUs }, x, bottom, size }: LineProps & { readonly data: Data }) {
  if (request.endedUs === undefined) return null;
  const at = x(request.endedUs - startUs);
  const words = endWords(request);
  const { dx, anchor } = beside(at, words, size, true);
  return (
    <g className={`tone-${toneOfRequest(request)}`}>
      <line className="end" x1={at} x2={at} y1={18} y2={bottom} />
      <Mark tone={toneOfRequest(request)} x={at} y={13} size={6} />
      <text className="outcome" x={at + dx} y={18} textAnchor={anchor}>
        {words}
      </text>
    </g>
  );
}

interface LaneWordsProps {
  readonly lane: Lane;
  readonly name: string;
  readonly top: number;
  readonly size: Measurements;
}

/** Drawn last: no line may cross them. */
function LaneWords({ lane, name, top, size }: LaneWordsProps) {
  const y = top + (size.narrow ? 16 : 20);
  return (
    <>
      <text className="strong halo-text" x={size.narrow ? 10 : 8} y={y}>
        {fitted(name, size.narrow ? 180 : size.left - 16, 13, 'bold')}
      </text>
      <text
        className={`small halo-text ${lane.wastedUs > 0 ? 'wasted-words strong' : 'soft'}`}
        x={size.width - 8}
        y={y}
        textAnchor="end"
      >
        {timesOf(lane)}
      </text>
    </>
  );
}

const timesOf = ({ criticalUs, wastedUs }: Lane): string =>
  [criticalUs > 0 ? formatTime(criticalUs) : '', wastedUs > 0 ? `${formatTime(wastedUs)} wasted` : '']
    .filter((words) => words !== '')
    .join(' · ');

function Axis({ x, bottom, size }: { readonly x: LineScale } & Omit<LineProps, 'x'>) {
  return (
    <g className="axis">
      {x.ticks(size.ticks).map((tick) => {
        const words = tickWords(tick);
        const half = textWidth(words, SMALL) / 2 + 2;
        return (
          <g key={tick}>
            <line className="grid" x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} />
            <text
              className="small"
              x={Math.max(half, Math.min(size.width - half, x(tick)))}
              y={bottom + 18}
              textAnchor="middle"
            >
              {words}
            </text>
          </g>
        );
      })}
      {!size.narrow && (
        <text className="small" x={size.width - 8} y={HEADS} textAnchor="end">
          {COLUMN}
        </text>
      )}
    </g>
  );
}

/** Only what this request has. */
function legendOf(patterns: string, { lanes }: Data): readonly LegendItem[] {
  const spans = lanes.flatMap((lane) => lane.spans);
  const bar = (classes: string) => (
    <g className={`span ${classes}`}>
      <rect x={-9} y={-6} width={18} height={12} rx={2} />
    </g>
  );
  const items: readonly (LegendItem & { readonly shown: boolean })[] = [
    {
      words: 'on the network',
      shown: spans.some(({ kind }) => kind === 'network'),
      sample: (
        <g className="span network critical">
          <line x1={-9} x2={9} y1={0} y2={0} />
        </g>
      ),
    },
    { words: 'waiting', shown: spans.some(({ kind }) => kind === 'waiting'), sample: bar('waiting critical') },
    { words: 'working', shown: spans.some(({ kind }) => kind === 'working'), sample: bar('working critical') },
    {
      words: 'on the critical path: the request waited for it',
      shown: spans.some(({ critical }) => critical),
      sample: <line className="underline" x1={-9} x2={9} y1={0} y2={0} />,
    },
    {
      words: 'wasted: nobody waited any more',
      shown: spans.some(({ wasted }) => wasted),
      sample: (
        <rect className="wasted" x={-9} y={-6} width={18} height={12} style={{ fill: pattern(patterns, 'wasted') }} />
      ),
    },
  ];
  return items.filter(({ shown }) => shown);
}

function inWords({ request, lanes }: Data, budgetMs: number | undefined, nameOf: (id: string) => string): string {
  const parts = lanes
    .filter(({ criticalUs }) => criticalUs > 0)
    .map(({ component, criticalUs }) => `${nameOf(component)} ${formatTime(criticalUs)}`);
  const wasted = lanes
    .filter(({ wastedUs }) => wastedUs > 0)
    .map(({ component, wastedUs }) => `${nameOf(component)} ${formatTime(wastedUs)}`);
  return [
    `${requestWords(request)}.`,
    budgetMs === undefined || request.latencyUs === undefined
      ? ''
      : `It is ${request.latencyUs > budgetMs * 1000 ? 'over' : 'within'} its budget of ${budgetMs} ms.`,
    parts.length > 0
      ? `On the critical path: ${parts.join(', ')}.`
      : 'It has not ended: nothing is on its critical path yet.',
    wasted.length > 0 ? `Wasted after its end: ${wasted.join(', ')}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
