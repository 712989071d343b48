/**
 * A window of events round the playhead, one column an event. Columns are events, not seconds: what matters here is the
 * order, and who knew what when. The times stand on the axis. An observer keeps the books and takes no part: it has no lane,
 * and what it is told no column.
 */
import type { Envelope, Fault, Played, Step } from '../../kernel/index.ts';
import { faultSpans, nameById, oncePerRun, requestOf, toneOfMessage } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import type { MarkTone } from '../marks.tsx';

export interface Lane {
  readonly key: string;
  readonly label: string;
  /** Whose it is: one component's, or that of all of a kind. */
  readonly ids: readonly string[];
}

/** A message or a timer between two columns. −1 and the window's length are its edges. */
export interface Stroke {
  readonly envelope: Envelope;
  readonly fromLane: number;
  readonly toLane: number;
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly tone: MarkTone;
  readonly lost: boolean;
  readonly faded: boolean;
  /** Relative to the playhead. */
  readonly when: 'past' | 'flying' | 'future';
}

/** Where a fault acts, in columns. */
export interface FaultBand {
  readonly fault: Fault;
  readonly lane: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

export interface EventWindow {
  readonly lanes: readonly Lane[];
  readonly steps: readonly Step[];
  /** The step at which the playhead stands; −1 before the first. Where an observer is told something, what told it. */
  readonly now: number;
  /** The column of a step, seen from the first of the window. */
  readonly columnOf: (index: number) => number;
  readonly messages: readonly Stroke[];
  readonly timers: readonly Stroke[];
  readonly faults: readonly FaultBand[];
  /** The lane of each step. */
  readonly laneOf: (step: Step) => number;
}

/** More components than this share a lane with those of their kind. */
const MOST_LANES = 11;

interface Lanes {
  readonly lanes: readonly Lane[];
  readonly laneOf: (id: string) => number;
}

/** A lane for everybody to whom something happens in this run; those of a dynamic kind share one. */
export const lanesOf = oncePerRun((played): Lanes => {
  const busy = new Set<string>();
  for (const { component, from } of played.history.steps) {
    busy.add(component.id);
    if (from !== undefined) busy.add(from.id);
  }
  const { components } = played.run;
  const parts = components.filter(({ kind }) => kind.observer !== true);
  const seen = parts.filter(({ id, kind }) => kind.dynamic === true || busy.has(id));
  const shown = seen.length > 0 ? seen : parts;
  const folded = shown.filter(({ kind }) => !kind.dynamic).length > MOST_LANES;
  const keyOf = new Map(
    components.map(({ id, kind, kindName }) => [id, folded || kind.dynamic ? `kind ${kindName}` : id]),
  );
  const lanes = new Map<string, Lane>();
  for (const { id, kind } of shown) {
    const key = keyOf.get(id) as string; // every component has one
    const label = key === id ? nameById(played, id) : kind.label;
    lanes.set(key, { key, label, ids: [...(lanes.get(key)?.ids ?? []), id] });
  }
  const indexOf = new Map([...lanes.keys()].map((key, i) => [key, i]));
  return { lanes: [...lanes.values()], laneOf: (id) => indexOf.get(keyOf.get(id) ?? '') ?? -1 };
});

interface Columns {
  readonly steps: readonly Step[];
  /** By the index of a step: its own column, or that of the last before it which has one. */
  readonly of: readonly number[];
}
/** The steps of a run that have a column. */
export const columnsOf = oncePerRun(({ history }): Columns => {
  const steps = history.steps.filter(({ component }) => component.kind.observer !== true);
  const of: number[] = [];
  let column = -1;
  for (const step of history.steps) of.push(step === steps[column + 1] ? ++column : column);
  return { steps, of };
});

export function windowOf({ played, index, selection }: PictureProps, size: number): EventWindow {
  const columns = columnsOf(played);
  const { steps } = columns;
  const here = columns.of[index] ?? -1;
  const first = Math.max(0, Math.min(here - Math.floor(size * 0.6), steps.length - size));
  const columnOf = (step: number): number => (columns.of[step] ?? -1) - first;
  const shown = steps.slice(first, first + size);
  const { lanes, laneOf } = lanesOf(played);
  const stroke = (envelope: Envelope): Stroke => ({
    envelope,
    fromLane: laneOf((envelope.from ?? envelope.to).id),
    toLane: laneOf(envelope.to.id),
    fromColumn: Math.max(-1, columnOf(envelope.sentStep)),
    toColumn: envelope.doneStep < 0 ? shown.length : Math.min(shown.length, columnOf(envelope.doneStep)),
    tone: envelope.lost === undefined ? toneOfMessage(played, envelope) : 'failed',
    lost: envelope.lost !== undefined,
    faded: selection.request !== undefined && requestOf(envelope.event) !== selection.request,
    when: envelope.sentStep > index ? 'future' : envelope.doneStep < 0 || envelope.doneStep > index ? 'flying' : 'past',
  });
  const known = new Set<Envelope>();
  for (const step of shown) {
    if (step.envelope.fault === undefined) known.add(step.envelope);
    for (const envelope of step.sent) known.add(envelope);
  }
  const strokes = [...known]
    .filter((envelope) => columnOf(envelope.sentStep) < shown.length)
    .map(stroke)
    .filter(({ fromLane, toLane }) => fromLane >= 0 && toLane >= 0);
  return {
    lanes,
    steps: shown,
    now: steps[here]?.index ?? -1,
    columnOf,
    messages: strokes.filter(({ envelope }) => envelope.timer === undefined),
    timers: strokes.filter(
      ({ envelope, fromColumn, toColumn }) =>
        envelope.timer !== undefined && !envelope.cancelled && toColumn > fromColumn,
    ),
    faults: bandsOf(played, columnOf, shown.length, lanes.length, laneOf),
    laneOf: (step) => laneOf(step.component.id),
  };
}

/** The lanes on which a fault acts: those of the components and kinds that it names. */
function bandsOf(
  played: Played,
  columnOf: EventWindow['columnOf'],
  columns: number,
  lanes: number,
  laneOf: Lanes['laneOf'],
): readonly FaultBand[] {
  return faultSpans(played)
    .map(({ fault, from, to }) => ({ fault, from: columnOf(from), to: to === Infinity ? Infinity : columnOf(to) }))
    .filter(({ from, to }) => from < columns && to > 0)
    .flatMap(({ fault, from, to }) => {
      const hit = new Set(played.run.components.filter((one) => touches(fault, one)).map(({ id }) => laneOf(id)));
      return [...hit]
        .filter((lane) => lane >= 0 && lane < lanes)
        .map((lane) => ({
          fault,
          lane,
          fromColumn: Math.max(-0.7, from),
          toColumn: Math.min(columns - 0.3, to),
        }));
    });
}

const touches = (fault: Fault, { id, kindName }: { readonly id: string; readonly kindName: string }): boolean =>
  namesIn(fault).some((name) => name === '*' || name === id || name === kindName);
const namesIn = (fault: Fault): readonly string[] =>
  'component' in fault ? [fault.component] : 'from' in fault ? [fault.from, fault.to] : [];
