/**
 * Who did what after what: a lane for each component, a column for each event, and every message as a line from the event
 * that sent it to the event that took it. A lost one ends in a cross; one on its way is dashed.
 */
import { eventInWords, faultInWords, type Model, type Played, type Step, sentenceOf } from '../../kernel/index.ts';
import { clockOf, concerns, faultSpans, oncePerRun } from '../about.ts';
import { Choosable } from '../choosable.tsx';
import type { PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, type LegendItem, legendHeight } from '../legend.tsx';
import { Mark, type MarkTone } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { Playhead } from '../playhead.tsx';
import { fitted } from '../text.ts';
import { type Line, labelsOf } from './labels.ts';
import { type Place, type Plan, planOf } from './plan.ts';
import { columnsOf, type EventWindow, type Lane, lanesOf, type Stroke, windowOf } from './window.ts';

export function SpaceTime(props: PictureProps) {
  const { played, selection, onSeek, onSelect } = props;
  const plan = planOf(lanesOf(played).lanes.length, columnsOf(played).steps.length, props.narrow);
  const shown = windowOf(props, plan.columns);
  const { steps, now, columnOf } = shown;
  const lines = shown.messages.map((stroke) => lineOf(stroke, plan));
  const violated = new Set(
    played.landmarks.filter(({ kind }) => kind === 'violation').map((landmark) => columnOf(landmark.index)),
  );
  const words = (step: Step) =>
    `event ${step.index + 1}, ${clockOf(played, step.atUs, step.index)}: ${sentenceOf(played.model, step)}`;
  return (
    <Frame
      name="space-time"
      title={`What came after what in ${played.model.title}`}
      description={inWords(props, shown)}
      width={plan.width}
      height={plan.height + legendHeight(legendOf('', played), plan.width - 20)}
      interactive
    >
      {(patterns) => (
        <>
          <FaultBands model={played.model} plan={plan} shown={shown} patterns={patterns} />
          {shown.lanes.map((lane, i) => (
            <LaneLine
              key={lane.key}
              lane={lane}
              i={i}
              plan={plan}
              end={steps.length}
              chosen={selection.component !== undefined && lane.ids.includes(selection.component)}
              onSelect={onSelect}
            />
          ))}
          {steps
            .filter((step) => violated.has(columnOf(step.index)))
            .map((step) => (
              <Violation key={step.index} plan={plan} column={columnOf(step.index)} words={words(step)} />
            ))}
          {shown.timers.map((stroke) => (
            <Timer key={stroke.envelope.sequence} stroke={stroke} plan={plan} />
          ))}
          {lines.map((line) => (
            <MessageLine key={`${line.stroke.envelope.sequence} ${line.stroke.fromColumn}`} line={line} plan={plan} />
          ))}
          {now >= 0 && columnOf(now) >= 0 && <Now plan={plan} column={columnOf(now)} />}
          {steps
            .filter((step) => shown.laneOf(step) >= 0)
            .map((step) => (
              <EventMark
                key={step.index}
                step={step}
                at={plan.at(columnOf(step.index), shown.laneOf(step))}
                now={step.index === now}
                future={step.index > now}
                faded={selection.request !== undefined && !concerns(step, selection.request)}
                onSeek={onSeek}
                words={words(step)}
              />
            ))}
          {labelsOf(lines, now, { left: plan.narrow ? 2 : plan.at(-0.7, 0).x, width: plan.width - 2 }).map((label) => (
            <text
              key={label.key}
              className={`small mono strong halo-text message-words tone-${label.tone}`}
              x={label.x}
              y={label.y}
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          ))}
          <Times played={played} plan={plan} shown={shown} />
          <Legend items={legendOf(patterns, played)} x={10} y={plan.height} width={plan.width - 20} />
        </>
      )}
    </Frame>
  );
}

function lineOf(stroke: Stroke, plan: Plan): Line {
  const a = plan.at(stroke.fromColumn, stroke.fromLane);
  const b = plan.at(stroke.toColumn, stroke.toLane);
  // A lost one ends on its way; those of one column a little aside, so that the line can be seen.
  const t = stroke.lost ? 0.6 : 1;
  const aside = stroke.lost && stroke.fromColumn === stroke.toColumn ? 10 : 0;
  const to = [a.x + (b.x - a.x) * t + (plan.narrow ? 0 : aside), a.y + (b.y - a.y) * t + (plan.narrow ? aside : 0)];
  return { stroke, from: [round(a.x), round(a.y)], to: [round(to[0] as number), round(to[1] as number)] };
}
const round = (value: number): number => Math.round(value * 10) / 10;

interface LaneLineProps extends Pick<PictureProps, 'onSelect'> {
  readonly lane: Lane;
  readonly i: number;
  readonly plan: Plan;
  readonly end: number;
  readonly chosen: boolean;
}

function LaneLine({ lane, i, plan, end, chosen, onSelect }: LaneLineProps) {
  const [a, b] = [plan.at(-0.7, i), plan.at(Math.max(end, 1), i)];
  return (
    <g className="lane">
      {chosen && <line className="chosen-lane" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />}
      <line className="rule" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      {lane.ids.length === 1 ? (
        <Choosable
          label={lane.label}
          chosen={chosen}
          className="lane-name"
          onChoose={() => onSelect({ component: lane.ids[0] as string })}
        >
          <LaneName label={lane.label} at={a} narrow={plan.narrow} />
        </Choosable>
      ) : (
        <LaneName label={lane.label} at={a} narrow={plan.narrow} />
      )}
    </g>
  );
}

/** On a phone it is slanted, and stands above its lane. */
const LaneName = ({ label, at, narrow }: { readonly label: string; readonly at: Place; readonly narrow: boolean }) => (
  <g transform={narrow ? `translate(${round(at.x + 3)} ${at.y - 8}) rotate(-58)` : `translate(8 ${at.y + 4})`}>
    <rect className="touch" x={-4} y={-16} width={narrow ? 92 : 114} height={24} rx={3} />
    <text className={narrow ? 'small strong' : 'strong'}>
      {fitted(label, narrow ? 88 : 110, narrow ? 12 : 13, 'bold')}
    </text>
  </g>
);

interface AcrossProps {
  readonly plan: Plan;
  readonly column: number;
}

function Now({ plan, column }: AcrossProps) {
  const [a, b] = [plan.at(column, -0.5), plan.at(column, plan.lanes - 0.5)];
  return <Playhead x1={a.x} y1={a.y} x2={b.x} y2={b.y} />;
}

/** A promise was broken here. */
function Violation({ plan, column, words }: AcrossProps & { readonly words: string }) {
  const [a, b] = [plan.at(column, -0.5), plan.at(column, plan.lanes - 0.5)];
  const beside = plan.narrow ? { x: b.x + 8, y: b.y } : { x: a.x, y: a.y - 12 };
  return (
    <g>
      <title>{`broken at ${words}`}</title>
      <line className="violation" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
      <Mark tone="failed" x={beside.x} y={beside.y} size={6} />
    </g>
  );
}

function MessageLine({ line: { stroke, from, to }, plan }: { readonly line: Line; readonly plan: Plan }) {
  const { tone, lost, faded, when, envelope } = stroke;
  const classes = ['message-line', `tone-${tone}`, faded ? 'faded' : '', when].join(' ');
  const atEdge = stroke.toColumn >= plan.columns;
  return (
    <g className={classes}>
      <title>{`${envelope.event.type}${lost ? ', lost' : ''}`}</title>
      <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      {lost ? <Mark tone="failed" x={to[0]} y={to[1]} size={5} /> : !atEdge && <Head from={from} to={to} />}
    </g>
  );
}

/** An arrowhead in the colour of its line, a little before the mark of the event. */
function Head({ from, to }: Pick<Line, 'from' | 'to'>) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const angle = Math.round((Math.atan2(dy, dx) * 180) / Math.PI);
  return <path className="head" transform={`translate(${to[0]} ${to[1]}) rotate(${angle})`} d="M-4 0l-8 -3.5v7Z" />;
}

function Timer({ stroke, plan }: { readonly stroke: Stroke; readonly plan: Plan }) {
  const a = plan.at(stroke.fromColumn, stroke.toLane);
  const b = plan.at(stroke.toColumn, stroke.toLane);
  const classes = ['timer-line', stroke.faded ? 'faded' : '', stroke.when].join(' ');
  return (
    <line className={classes} x1={a.x} y1={a.y} x2={b.x} y2={b.y}>
      <title>{`timer: ${eventInWords(stroke.envelope.event.type)}`}</title>
    </line>
  );
}

const toneOf = (step: Step): MarkTone =>
  step.kind === 'fault' ? 'own' : step.missed !== undefined ? 'failed' : step.kind === 'timer' ? 'waiting' : 'flight';

interface EventMarkProps {
  readonly step: Step;
  readonly at: Place;
  readonly now: boolean;
  readonly future: boolean;
  /** Of another request than the chosen one. */
  readonly faded: boolean;
  readonly words: string;
  onSeek(index: number): void;
}
function EventMark({ step, at, now, future, faded, words, onSeek }: EventMarkProps) {
  return (
    // An event is a shortcut to its moment; the keyboard steps there with the transport.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <g
      className={['event', now ? 'now' : '', future ? 'future' : '', faded && !now ? 'faded' : ''].join(' ')}
      transform={`translate(${round(at.x)} ${round(at.y)})`}
      onClick={() => onSeek(step.index)}
    >
      <title>{words}</title>
      <circle className="touch" r={11} />
      {now && <circle className="ring" r={10} />}
      <Mark tone={toneOf(step)} size={step.kind === 'fault' ? 6 : 4.5} />
    </g>
  );
}

function FaultBands({
  model,
  plan,
  shown,
  patterns,
}: {
  readonly model: Model;
  readonly plan: Plan;
  readonly shown: EventWindow;
  readonly patterns: string;
}) {
  return shown.faults.map(({ fault, lane, fromColumn, toColumn }) => {
    const a = plan.at(fromColumn, lane - 0.42);
    const b = plan.at(toColumn, lane + 0.42);
    return (
      <rect
        key={`${fault.kind} ${lane} ${fromColumn}`}
        x={Math.min(a.x, b.x)}
        y={Math.min(a.y, b.y)}
        width={Math.abs(b.x - a.x)}
        height={Math.abs(b.y - a.y)}
        rx={3}
        style={{ fill: pattern(patterns, 'fault') }}
      >
        <title>{faultInWords(model, fault)}</title>
      </rect>
    );
  });
}

const TIME_EVERY = 6;

function Times({ played, plan, shown }: { readonly played: Played; readonly plan: Plan; readonly shown: EventWindow }) {
  return (
    <g className="axis">
      {shown.steps.map((step, column) => {
        if (column % TIME_EVERY !== 0) return null;
        const at = plan.at(column, plan.lanes - 0.5);
        const place = plan.narrow ? { x: 0, y: at.y + 4 } : { x: at.x, y: plan.height - 8 };
        return (
          <text
            key={step.index}
            className="small"
            x={round(place.x)}
            y={round(place.y)}
            textAnchor={plan.narrow ? 'start' : 'middle'}
          >
            {clockOf(played, step.atUs, step.index)}
          </text>
        );
      })}
    </g>
  );
}

/** What a run has somewhere. */
const seenIn = oncePerRun((played) => {
  const { steps } = columnsOf(played);
  const has = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const lost = steps.some(({ sent }) => sent.some((one) => one.timer === undefined && one.lost !== undefined));
  return {
    message: has('message'),
    timer: has('timer'),
    fault: has('fault'),
    lost,
    acts: faultSpans(played).length > 0,
  };
});

/** As long as that of any other window of this run: what is under it stays where it is. */
function legendOf(patterns: string, played: Played): readonly LegendItem[] {
  const seen = seenIn(played);
  const mark = (tone: MarkTone) => <Mark tone={tone} size={4.5} />;
  const items: readonly (LegendItem & { readonly shown: boolean })[] = [
    { words: 'a message is taken', sample: mark('flight'), shown: seen.message },
    {
      words: 'on its way',
      shown: seen.message,
      sample: (
        <g className="message-line flying tone-flight">
          <line x1={-9} x2={9} y1={0} y2={0} />
        </g>
      ),
    },
    {
      words: 'time is up',
      shown: seen.timer,
      sample: (
        <>
          <line className="timer-line" x1={-9} x2={5} y1={0} y2={0} />
          <g transform="translate(5 0)">{mark('waiting')}</g>
        </>
      ),
    },
    { words: 'lost', sample: mark('failed'), shown: seen.lost },
    { words: 'a fault begins or ends', sample: mark('own'), shown: seen.fault },
    {
      words: 'a fault acts',
      shown: seen.acts,
      sample: <rect x={-9} y={-6} width={18} height={12} style={{ fill: pattern(patterns, 'fault') }} />,
    },
  ];
  return items.filter(({ shown }) => shown);
}

function inWords({ played, index }: PictureProps, { steps, lanes }: EventWindow): string {
  const now = played.history.steps[index];
  const range =
    steps.length === 0 ? 'No event yet' : `Events ${(steps[0]?.index ?? 0) + 1} to ${(steps.at(-1)?.index ?? 0) + 1}`;
  return `${range}, over ${lanes.map(({ label }) => label).join(', ')}.${now ? ` Now: ${sentenceOf(played.model, now)}.` : ''}`;
}
