/**
 * Where the time of one request went: a lane for each component that it reached, against a budget. What lies on the critical
 * path is strong; shortening anything else would not have shortened the request. Work that went on after its client had gone
 * is hatched: nobody waited for it.
 */
import { scaleLinear } from 'd3';
import { formatTime, type PlayedRequest, requestsOf, type Span } from '../../kernel/index.ts';
import { labelOf } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Mark } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { requestWords, toneOfRequest } from '../request-label.ts';
import { fitted } from '../text.ts';
import { type Waterfall as Data, type Lane, shownRequest, slowest, waterfallOf } from './rows.ts';

interface Measurements {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly lane: number;
  /** Where a lane's bars stand below its top. */
  readonly bars: number;
  readonly top: number;
}
const WIDE: Measurements = { width: 1040, left: 170, right: 110, lane: 30, bars: 7, top: 44 };
const NARROW: Measurements = { width: 350, left: 8, right: 8, lane: 44, bars: 22, top: 44 };
const BAR = 15;
const FOOT = 30;

export interface WaterfallProps extends PictureProps {
  /** Milliseconds that a request may take. */
  readonly budgetMs?: number;
}

export function Waterfall(props: WaterfallProps) {
  const { played } = props;
  const request = shownRequest(props);
  if (request === undefined) return <p className="picture-empty">No request has been offered in this run.</p>;
  return (
    <div className="waterfall">
      <Picker requests={requestsOf(played)} shown={request} {...props} />
      <Drawing {...props} data={waterfallOf(played, request)} />
    </div>
  );
}

/** More than this are not listed one by one; the slowest and those that failed come first. */
const LISTED = 300;

function Picker({
  requests,
  shown,
  onSelect,
}: { readonly requests: readonly PlayedRequest[]; readonly shown: PlayedRequest } & Pick<PictureProps, 'onSelect'>) {
  const longest = slowest(requests);
  const listed = requests.slice(0, LISTED);
  return (
    <div className="waterfall-picker">
      <label>
        Request
        <select value={shown.request} onChange={(event) => onSelect({ request: Number(event.target.value) })}>
          {(listed.includes(shown) ? listed : [shown, ...listed]).map((request) => (
            <option key={request.request} value={request.request}>
              {requestWords(request)}
            </option>
          ))}
        </select>
      </label>
      {longest !== undefined && (
        <button type="button" disabled={longest === shown} onClick={() => onSelect({ request: longest.request })}>
          The slowest
        </button>
      )}
    </div>
  );
}

function Drawing({ data, played, narrow, moment, onSeek, budgetMs = 200 }: WaterfallProps & { readonly data: Data }) {
  const size = narrow ? NARROW : WIDE;
  const { request, lanes, startUs, endUs } = data;
  const height = size.top + lanes.length * size.lane + FOOT;
  const last = Math.max(endUs - startUs, budgetMs * 1000) * 1.02;
  const x = scaleLinear([0, last], [size.left, size.width - size.right]);
  const bottom = height - FOOT;
  const end = request.endedUs;
  const inside = moment.atUs >= startUs && moment.atUs <= startUs + last;
  return (
    <Frame
      name="waterfall"
      title={`Where the time of ${requestWords(request)} went`}
      description={inWords(data, budgetMs)}
      width={size.width}
      height={height}
      interactive
    >
      {(patterns) => (
        <>
          <Axis x={x} top={size.top} bottom={bottom} ticks={narrow ? 3 : 7} />
          {lanes.map((lane, i) => (
            <g key={lane.component} className="lane" transform={`translate(0 ${size.top + i * size.lane})`}>
              <line className="rule" x1={8} x2={size.width - 8} y1={0} y2={0} />
              <LaneName lane={lane} name={nameOf(played, lane.component)} size={size} narrow={narrow} />
              {lane.spans.map((span) => (
                <Bar
                  key={`${span.stepIndex} ${span.kind}`}
                  span={span}
                  startUs={startUs}
                  x={x}
                  top={size.bars}
                  patterns={patterns}
                  onSeek={onSeek}
                />
              ))}
            </g>
          ))}
          <Line
            className="budget"
            x={x(budgetMs * 1000)}
            top={size.top - 8}
            bottom={bottom}
            label={`budget ${budgetMs} ms`}
            labelY={size.top - 12}
            anchor="middle"
          />
          {end !== undefined && (
            <g className={`tone-${toneOfRequest(request)}`}>
              <line className="end" x1={x(end - startUs)} x2={x(end - startUs)} y1={size.top - 26} y2={bottom} />
              <Mark tone={toneOfRequest(request)} x={x(end - startUs)} y={14} size={5} />
              <text
                className="strong"
                x={x(end - startUs) + (isRight(x(end - startUs), size) ? -10 : 10)}
                y={18}
                textAnchor={isRight(x(end - startUs), size) ? 'end' : 'start'}
              >
                {requestWords(request).replace(/^request \d+: /, '')}
              </text>
            </g>
          )}
          {inside && (
            <line
              className="playhead"
              x1={x(moment.atUs - startUs)}
              x2={x(moment.atUs - startUs)}
              y1={size.top - 4}
              y2={bottom + 4}
            />
          )}
        </>
      )}
    </Frame>
  );
}

const isRight = (at: number, { width }: Measurements): boolean => at > width * 0.6;
const nameOf = (played: PictureProps['played'], id: string): string => {
  const component = played.run.components.find((candidate) => candidate.id === id);
  return labelOf(played, id) ?? component?.kind.label ?? id;
};

function LaneName({
  lane,
  name,
  size,
  narrow,
}: {
  readonly lane: Lane;
  readonly name: string;
  readonly size: Measurements;
  readonly narrow: boolean;
}) {
  const time =
    lane.wastedUs > 0 ? `${formatTime(lane.wastedUs)} wasted` : lane.criticalUs > 0 ? formatTime(lane.criticalUs) : '';
  return (
    <>
      <text className="strong" x={8} y={narrow ? 15 : 19}>
        {fitted(name, narrow ? 200 : size.left - 16, 13, 'bold')}
      </text>
      <text
        className={lane.wastedUs > 0 ? 'small wasted-words' : 'small soft'}
        x={size.width - 8}
        y={narrow ? 15 : 19}
        textAnchor="end"
      >
        {time}
      </text>
    </>
  );
}

interface BarProps {
  readonly span: Span;
  readonly startUs: number;
  readonly x: (us: number) => number;
  readonly top: number;
  readonly patterns: string;
  onSeek(index: number): void;
}

function Bar({ span, startUs, x, top, patterns, onSeek }: BarProps) {
  const from = x(span.startUs - startUs);
  const width = Math.max(1.5, x(span.endUs - startUs) - from);
  const wasted = span.afterEnd && span.kind === 'working';
  const classes = ['span', span.kind, span.critical ? 'critical' : '', span.afterEnd ? 'after-end' : ''].join(' ');
  const words = `${kindWords[span.kind]}${wasted ? ', wasted' : ''}: ${span.label}, ${formatTime(span.endUs - span.startUs)}`;
  return (
    // A span is a shortcut to the step at which it ended; the keyboard steps there with the transport.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <g className={classes} onClick={() => onSeek(span.stepIndex)}>
      <title>{words}</title>
      {span.kind === 'network' ? (
        <line x1={from} x2={from + width} y1={top + BAR / 2} y2={top + BAR / 2} />
      ) : (
        <rect
          x={from}
          y={top}
          width={width}
          height={BAR}
          rx={2}
          style={wasted ? { fill: pattern(patterns, 'wasted') } : undefined}
        />
      )}
    </g>
  );
}
const kindWords = { network: 'on the network', waiting: 'waiting', working: 'working' } as const;

function Axis({
  x,
  top,
  bottom,
  ticks,
}: {
  readonly x: ReturnType<typeof scaleLinear<number>>;
  readonly top: number;
  readonly bottom: number;
  readonly ticks: number;
}) {
  return (
    <g className="axis">
      {x.ticks(ticks).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} 0)`}>
          <line className="grid" y1={top} y2={bottom} />
          <text className="small" y={bottom + 18} textAnchor="middle">
            {tick === 0 ? '0' : formatTime(tick).replace('.000', '').replace('.0', '')}
          </text>
        </g>
      ))}
    </g>
  );
}

function Line({
  className,
  x,
  top,
  bottom,
  label,
  labelY,
  anchor,
}: {
  readonly className: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly label: string;
  readonly labelY: number;
  readonly anchor: 'middle' | 'start';
}) {
  return (
    <g className={className}>
      <line x1={x} x2={x} y1={top} y2={bottom} />
      <text className="small strong" x={x} y={labelY} textAnchor={anchor}>
        {label}
      </text>
    </g>
  );
}

function inWords({ request, lanes }: Data, budgetMs: number): string {
  const over =
    request.latencyUs === undefined
      ? ''
      : request.latencyUs > budgetMs * 1000
        ? ` It is over its budget of ${budgetMs} ms.`
        : ` It is within its budget of ${budgetMs} ms.`;
  const parts = lanes
    .filter(({ criticalUs }) => criticalUs > 0)
    .map(({ component, criticalUs }) => `${component} ${formatTime(criticalUs)}`);
  const wasted = lanes
    .filter(({ wastedUs }) => wastedUs > 0)
    .map(({ component, wastedUs }) => `${component} ${formatTime(wastedUs)}`);
  return `${requestWords(request)}.${over} On the critical path: ${parts.join(', ')}.${wasted.length > 0 ? ` Wasted after its end: ${wasted.join(', ')}.` : ''}`;
}
