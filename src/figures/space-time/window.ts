/**
 * A window of events round the playhead, one column an event. Columns are events, not seconds: what matters here is the
 * order, and who knew what when. The times stand on the axis.
 */
import type { Envelope, Played, Step } from '../../kernel/index.ts';
import { requestOf, toneOfMessage } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import type { MarkTone } from '../marks.tsx';

export interface Lane {
  readonly key: string;
  readonly label: string;
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
  /** It is taken after the playhead. */
  readonly future: boolean;
}

export interface EventWindow {
  readonly lanes: readonly Lane[];
  readonly steps: readonly Step[];
  readonly messages: readonly Stroke[];
  readonly timers: readonly Stroke[];
  /** The lane of each step. */
  readonly laneOf: (step: Step) => number;
}

/** More components than this share a lane with those of their kind. */
const MOST_LANES = 11;

export function lanesOf(played: Played): { readonly lanes: readonly Lane[]; readonly laneOf: (id: string) => number } {
  const fixed = played.run.components.filter(({ kind }) => !kind.dynamic);
  const folded = fixed.length > MOST_LANES;
  const keyOf = new Map(
    played.run.components.map((component) => [
      component.id,
      folded || component.kind.dynamic ? component.kindName : component.id,
    ]),
  );
  const lanes: Lane[] = [];
  for (const component of played.run.components) {
    const key = keyOf.get(component.id) as string;
    if (lanes.some((lane) => lane.key === key)) continue;
    const alone = key === component.id && fixed.filter(({ kindName }) => kindName === component.kindName).length === 1;
    const number = /(\d+)$/.exec(component.id)?.[1];
    lanes.push({
      key,
      label:
        alone || number === undefined || key !== component.id
          ? component.kind.label
          : `${component.kind.label} ${number}`,
    });
  }
  const indexOf = new Map(lanes.map(({ key }, i) => [key, i]));
  return { lanes, laneOf: (id) => indexOf.get(keyOf.get(id) ?? '') ?? 0 };
}

export function windowOf({ played, index, selection }: PictureProps, size: number): EventWindow {
  const { steps } = played.history;
  const first = Math.max(0, Math.min(index - Math.floor(size * 0.6), steps.length - size));
  const shown = steps.slice(first, first + size);
  const { lanes, laneOf } = lanesOf(played);
  const stroke = (envelope: Envelope): Stroke => ({
    envelope,
    fromLane: laneOf((envelope.from ?? envelope.to).id),
    toLane: laneOf(envelope.to.id),
    fromColumn: Math.max(-1, envelope.sentStep - first),
    toColumn: envelope.doneStep < 0 ? shown.length : Math.min(shown.length, envelope.doneStep - first),
    tone: envelope.lost === undefined ? toneOfMessage(played, envelope) : 'dropped',
    lost: envelope.lost !== undefined,
    faded: selection.request !== undefined && requestOf(envelope.event) !== selection.request,
    future: envelope.doneStep < 0 || envelope.doneStep > index,
  });
  const known = new Set<Envelope>();
  for (const step of shown) {
    if (step.envelope.fault === undefined) known.add(step.envelope);
    for (const envelope of step.sent) known.add(envelope);
  }
  const strokes = [...known].filter((envelope) => envelope.sentStep - first < shown.length).map(stroke);
  return {
    lanes,
    steps: shown,
    messages: strokes.filter(({ envelope }) => envelope.timer === undefined),
    timers: strokes.filter(
      ({ envelope, fromColumn, toColumn }) =>
        envelope.timer !== undefined && !envelope.cancelled && toColumn > fromColumn,
    ),
    laneOf: (step) => laneOf(step.component.id),
  };
}
