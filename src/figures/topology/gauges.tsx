/** Queue and capacity of a component, drawn so that they can be counted while that is possible. */
import { Fragment } from 'react';
import type { Gauge } from '../../kernel/index.ts';
import { Mark } from '../marks.tsx';
import { SMALL, textWidth } from '../text.ts';

const MOST_MARKS = 10;
const APART = 11;

interface GaugeProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Rings for those that wait, up to the limit's stroke; a bar with a number where they are too many to count. */
export function QueueGauge({
  x,
  y,
  width,
  queue,
  limit,
}: GaugeProps & { readonly queue: number; readonly limit: number | undefined }) {
  const counted = (limit ?? queue) <= Math.min(MOST_MARKS, Math.floor((width - 34) / APART)) && queue <= MOST_MARKS;
  const full = limit !== undefined && queue >= limit;
  const said = full && counted ? 'full' : numbersOf(queue, limit);
  const end = counted && limit !== undefined ? x + limit * APART + 3 : x + width - textWidth(said, SMALL) - 8;
  return (
    <g className={full ? 'gauge queue full' : 'gauge queue'}>
      {counted ? (
        Array.from({ length: limit ?? queue }, (_, i) => x + 5 + i * APART).map((at, i) =>
          i < queue ? (
            <Mark key={at} tone="waiting" x={at} y={y} size={4.5} />
          ) : (
            <circle key={at} className="place" cx={at} cy={y} r={1.5} />
          ),
        )
      ) : (
        <Bar x={x} y={y} width={end - x - 3} part={limit === undefined || limit === 0 ? 1 : queue / limit} />
      )}
      {limit !== undefined && <path className="limit" d={`M${round(end)} ${y - 7}V${y + 7}`} />}
      {(!counted || full) && (
        <text
          className="small number"
          x={counted && limit !== undefined ? end + 6 : x + width}
          y={y + 4}
          textAnchor={counted && limit !== undefined ? 'start' : 'end'}
        >
          {said}
        </text>
      )}
    </g>
  );
}

const short = (n: number): string => (n < 10_000 ? n.toLocaleString('en') : `${Math.round(n / 100) / 10}k`);
const numbersOf = (n: number, limit: number | undefined): string =>
  limit === undefined ? short(n) : `${short(n)}/${short(limit)}`;

/** Boxes for the slots, with a disc in each that works. */
export function CapacityGauge({
  x,
  y,
  width,
  busy,
  capacity,
}: GaugeProps & { readonly busy: number; readonly capacity: number }) {
  const size = 13;
  const counted = capacity <= Math.min(MOST_MARKS, Math.floor(width / (size + 2)));
  if (!counted)
    return (
      <g className="gauge capacity">
        <Bar
          x={x}
          y={y}
          width={width - textWidth(numbersOf(busy, capacity), SMALL) - 8}
          part={capacity === 0 ? 0 : busy / capacity}
        />
        <text className="small number" x={x + width} y={y + 4} textAnchor="end">
          {numbersOf(busy, capacity)}
        </text>
      </g>
    );
  return (
    <g className="gauge capacity">
      {Array.from({ length: capacity }, (_, i) => x + i * (size + 2)).map((at, i) => (
        <Fragment key={at}>
          <rect className="slot" x={at + 0.5} y={y - size / 2 + 0.5} width={size - 1} height={size - 1} rx={3} />
          {i < busy && <circle className="tone-flight fill" cx={at + size / 2} cy={y} r={3.5} />}
        </Fragment>
      ))}
    </g>
  );
}

function Bar({ x, y, width, part }: GaugeProps & { readonly part: number }) {
  const filled = Math.max(0, Math.min(1, part)) * width;
  return (
    <>
      <rect className="bar-rest" x={x} y={y - 4} width={Math.max(0, round(width))} height={8} rx={2} />
      <rect className="bar" x={x} y={y - 4} width={round(filled)} height={8} rx={2} />
    </>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The lines of a component's gauges, one under the other from `y`. */
export function Gauges({ gauge, x, y, width }: GaugeProps & { readonly gauge: Gauge }) {
  const { queue, queueLimit, busy, capacity } = gauge;
  return (
    <>
      {queue !== undefined && <QueueGauge x={x} y={y} width={width} queue={queue} limit={queueLimit} />}
      {capacity !== undefined && (
        <CapacityGauge
          x={x}
          y={y + (queue === undefined ? 0 : 20)}
          width={width}
          busy={busy ?? 0}
          capacity={capacity}
        />
      )}
    </>
  );
}
