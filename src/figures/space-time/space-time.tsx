/**
 * Who did what after what: a lane for each component, a column for each event, and every message as a line from the event
 * that sent it to the event that took it. A lost one ends in a cross.
 */
import { formatTime, type Step, sentenceOf } from '../../kernel/index.ts';
import { faultSpans } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Mark } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { fitted } from '../text.ts';
import { type EventWindow, type Stroke, windowOf } from './window.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}
/** Time to the right on a wide figure, downwards on a phone. */
interface Plan {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  at(column: number, lane: number): Place;
  readonly narrow: boolean;
  readonly lanes: number;
}

const wide = (lanes: number): Plan => {
  const columns = 36;
  const step = (1040 - 150 - 24) / columns;
  const lane = Math.min(46, 420 / lanes);
  return {
    width: 1040,
    height: 34 + lanes * lane + 26,
    columns,
    lanes,
    narrow: false,
    at: (column, i) => ({ x: 150 + (column + 0.7) * step, y: 34 + (i + 0.5) * lane }),
  };
};
const narrow = (lanes: number): Plan => {
  const columns = 22;
  const step = 20;
  const lane = 330 / lanes;
  return {
    width: 350,
    height: 78 + columns * step + 12,
    columns,
    lanes,
    narrow: true,
    at: (column, i) => ({ x: 10 + (i + 0.5) * lane, y: 86 + (column + 0.7) * step }),
  };
};

export function SpaceTime(props: PictureProps) {
  const { played, index, onSeek } = props;
  const lanes = windowOf(props, 1).lanes.length;
  const plan = props.narrow ? narrow(lanes) : wide(lanes);
  const shown = windowOf(props, plan.columns);
  const first = shown.steps[0]?.index ?? 0;
  const violated = new Set(
    played.landmarks.filter(({ kind }) => kind === 'violation').map((landmark) => landmark.index),
  );
  return (
    <Frame
      name="space-time"
      title={`What came after what in ${played.model.title}`}
      description={inWords(props, shown)}
      width={plan.width}
      height={plan.height}
      interactive
    >
      {(patterns) => (
        <>
          <FaultBands {...props} plan={plan} first={first} shown={shown} patterns={patterns} />
          {shown.lanes.map((lane, i) => (
            <LaneLine key={lane.key} label={lane.label} i={i} plan={plan} end={shown.steps.length} />
          ))}
          {shown.steps
            .filter((step) => violated.has(step.index))
            .map((step) => (
              <Across key={step.index} className="violation" plan={plan} column={step.index - first} />
            ))}
          {shown.timers.map((stroke) => (
            <Timer key={stroke.envelope.sequence} stroke={stroke} plan={plan} />
          ))}
          {shown.messages.map((stroke) => (
            <MessageLine
              key={`${stroke.envelope.sequence} ${stroke.fromColumn}`}
              stroke={stroke}
              plan={plan}
              patterns={patterns}
              label={labelFor(stroke, index)}
            />
          ))}
          {shown.steps.map((step) => (
            <EventMark
              key={step.index}
              step={step}
              at={plan.at(step.index - first, shown.laneOf(step))}
              now={step.index === index}
              future={step.index > index}
              onSeek={onSeek}
              words={`event ${step.index + 1}, ${formatTime(step.atUs)}: ${sentenceOf(played.model, step)}`}
            />
          ))}
          {index >= first && <Across className="playhead" plan={plan} column={index - first} />}
          <Times plan={plan} shown={shown} />
        </>
      )}
    </Frame>
  );
}

/** What came in the current step, and what it sent: the rest would be a wall of words. */
const labelFor = ({ envelope }: Stroke, index: number): string =>
  envelope.doneStep === index || envelope.sentStep === index ? envelope.event.type : '';

function LaneLine({
  label,
  i,
  plan,
  end,
}: {
  readonly label: string;
  readonly i: number;
  readonly plan: Plan;
  readonly end: number;
}) {
  const [a, b] = [plan.at(-0.7, i), plan.at(Math.max(end, 1), i)];
  return (
    <g className="lane">
      <line className="rule" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      {plan.narrow ? (
        <text className="small strong" transform={`translate(${a.x + 4} ${a.y - 8}) rotate(-42)`}>
          {fitted(label, 92, 12, 'bold')}
        </text>
      ) : (
        <text className="strong" x={8} y={a.y + 4}>
          {fitted(label, 134, 13, 'bold')}
        </text>
      )}
    </g>
  );
}

function Across({
  className,
  plan,
  column,
}: {
  readonly className: string;
  readonly plan: Plan;
  readonly column: number;
}) {
  const [a, b] = [plan.at(column, -0.6), plan.at(column, plan.lanes - 0.4)];
  return <line className={className} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />;
}

function MessageLine({
  stroke,
  plan,
  patterns,
  label,
}: {
  readonly stroke: Stroke;
  readonly plan: Plan;
  readonly patterns: string;
  readonly label: string;
}) {
  const { fromLane, toLane, fromColumn, toColumn, tone, lost, faded, future } = stroke;
  const a = plan.at(fromColumn, fromLane);
  const b = plan.at(toColumn, toLane);
  const end = lost
    ? { x: a.x + (b.x - a.x) * 0.6 + (fromColumn === toColumn ? (plan.narrow ? 0 : 8) : 0), y: a.y + (b.y - a.y) * 0.6 }
    : b;
  const classes = ['message-line', `tone-${tone}`, faded ? 'faded' : '', future ? 'future' : ''].join(' ');
  return (
    <g className={classes}>
      <title>{`${stroke.envelope.event.type}${lost ? ', lost' : ''}`}</title>
      <line x1={a.x} y1={a.y} x2={end.x} y2={end.y} markerEnd={lost ? undefined : pattern(patterns, 'arrow')} />
      {lost && <Mark tone="failed" x={end.x} y={end.y} size={5} />}
      {label !== '' && (
        <text
          className="small mono halo-text"
          x={(a.x + end.x) / 2 + 5}
          y={(a.y + end.y) / 2 - 3}
          textAnchor={plan.narrow && end.x > plan.width / 2 ? 'end' : 'start'}
        >
          {label}
        </text>
      )}
    </g>
  );
}

function Timer({ stroke, plan }: { readonly stroke: Stroke; readonly plan: Plan }) {
  const a = plan.at(stroke.fromColumn, stroke.toLane);
  const b = plan.at(stroke.toColumn, stroke.toLane);
  return (
    <line className={`timer-line ${stroke.faded ? 'faded' : ''}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y}>
      <title>{`timer: ${stroke.envelope.event.type}`}</title>
    </line>
  );
}

interface EventMarkProps {
  readonly step: Step;
  readonly at: Place;
  readonly now: boolean;
  readonly future: boolean;
  readonly words: string;
  onSeek(index: number): void;
}
function EventMark({ step, at, now, future, words, onSeek }: EventMarkProps) {
  const tone =
    step.kind === 'fault' ? 'own' : step.missed !== undefined ? 'failed' : step.kind === 'timer' ? 'waiting' : 'flight';
  return (
    // An event is a shortcut to its moment; the keyboard steps there with the transport.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <g
      className={`event ${now ? 'now' : ''} ${future ? 'future' : ''}`}
      transform={`translate(${at.x} ${at.y})`}
      onClick={() => onSeek(step.index)}
    >
      <title>{words}</title>
      <circle className="touch" r={11} />
      {now && <circle className="ring" r={9} />}
      <Mark tone={tone} size={step.kind === 'fault' ? 6 : 4} />
    </g>
  );
}

function FaultBands({
  played,
  plan,
  first,
  shown,
  patterns,
}: PictureProps & {
  readonly plan: Plan;
  readonly first: number;
  readonly shown: EventWindow;
  readonly patterns: string;
}) {
  return faultSpans(played)
    .filter(({ from, to }) => from < first + shown.steps.length && to > first)
    .map(({ from, to, fault }) => {
      const a = plan.at(Math.max(-0.7, from - first), -0.5);
      const b = plan.at(Math.min(shown.steps.length - 0.3, to - first), plan.lanes - 0.5);
      return (
        <rect
          key={`${from} ${fault.kind}`}
          x={Math.min(a.x, b.x)}
          y={Math.min(a.y, b.y)}
          width={Math.abs(b.x - a.x)}
          height={Math.abs(b.y - a.y)}
          style={{ fill: pattern(patterns, 'fault') }}
        >
          <title>{fault.kind}</title>
        </rect>
      );
    });
}

/** A time wherever there is room for one. */
function Times({ plan, shown }: { readonly plan: Plan; readonly shown: EventWindow }) {
  const every = plan.narrow ? 6 : 6;
  return (
    <g className="axis">
      {shown.steps.map((step, column) => {
        if (column % every !== 0) return null;
        const at = plan.at(column, plan.lanes - 0.5);
        return plan.narrow ? (
          <text key={step.index} className="small halo-text" x={2} y={at.y + 4}>
            {formatTime(step.atUs)}
          </text>
        ) : (
          <text key={step.index} className="small" x={at.x} y={plan.height - 8} textAnchor="middle">
            {formatTime(step.atUs)}
          </text>
        );
      })}
    </g>
  );
}

function inWords({ played, index }: PictureProps, { steps, lanes }: EventWindow): string {
  const now = played.history.steps[index];
  const range =
    steps.length === 0 ? 'No event yet' : `Events ${(steps[0]?.index ?? 0) + 1} to ${(steps.at(-1)?.index ?? 0) + 1}`;
  return `${range}, over ${lanes.map(({ label }) => label).join(', ')}.${now ? ` Now: ${sentenceOf(played.model, now)}.` : ''}`;
}
