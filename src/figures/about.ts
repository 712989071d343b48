/** What several pictures ask of a run, looked up once for each run and remembered with it. */
import {
  type Component,
  type ComponentNow,
  type Envelope,
  type Fault,
  formatTime,
  type Gauge,
  type Message,
  nameOf,
  type Played,
  type StateValue,
  type Step,
  type Tone,
} from '../kernel/index.ts';

/** Remembers what was worked out for a run as long as the run itself is remembered. */
export function oncePerRun<T>(work: (played: Played) => T): (played: Played) => T {
  const known = new WeakMap<Played, { readonly value: T }>();
  return (played) => {
    const found = known.get(played) ?? { value: work(played) };
    known.set(played, found);
    return found.value;
  };
}

/** What was sent more than once. */
const repeated = oncePerRun((played): ReadonlySet<Message> => {
  const seen = new Set<Message>();
  const again = new Set<Message>();
  for (const step of played.history.steps)
    for (const { event, timer } of step.sent) if (timer === undefined) (seen.has(event) ? again : seen).add(event);
  return again;
});

const REFUSED = /REJECT|REFUS|DENIED|DENY|THROTTL|LIMITED|OVERLOAD|SHED|NACK|CONFLICT|STALE/i;
const FAILED = /FAIL|ERROR|TIMED_OUT|TIMEOUT|ABORT|EXPIRED/i;

/** A message says what it is by its name; what came twice is a duplicate whatever it says. For many messages of one run. */
export function toneIn(played: Played): (envelope: Envelope) => Tone {
  const twice = repeated(played);
  return ({ event }) => (twice.size > 0 && twice.has(event) ? 'duplicate' : toneOfType(event.type));
}
export const toneOfMessage = (played: Played, envelope: Envelope): Tone => toneIn(played)(envelope);

const tones = new Map<string, Tone>();
/** Few types have many messages. */
function toneOfType(type: string): Tone {
  const tone = tones.get(type) ?? (REFUSED.test(type) ? 'dropped' : FAILED.test(type) ? 'failed' : 'flight');
  tones.set(type, tone);
  return tone;
}

/** A span of time in which a fault acts, by the steps that begin and end it. */
export interface FaultSpan {
  readonly fault: Fault;
  readonly from: number;
  /** Infinity: to the end of the run. */
  readonly to: number;
  readonly fromUs: number;
  readonly toUs: number;
}

export const faultSpans = oncePerRun((played): readonly FaultSpan[] => {
  const spans: { -readonly [K in keyof FaultSpan]: FaultSpan[K] }[] = [];
  for (const step of played.history.steps) {
    const edge = step.envelope.fault;
    if (edge === undefined) continue;
    const open = spans.find(({ fault, to }) => to === Infinity && sameFault(fault, edge.fault));
    if (edge.begins)
      spans.push({ fault: edge.fault, from: step.index, to: Infinity, fromUs: step.atUs, toUs: played.endedAtUs });
    else if (open !== undefined) Object.assign(open, { to: step.index, toUs: step.atUs });
  }
  return spans;
});
// A replayed crash is made anew for its end, so identity says too little.
const sameFault = (a: Fault, b: Fault): boolean =>
  a === b || (a.kind === 'crash' && b.kind === 'crash' && a.component === b.component);

/** The faults that act after step `index`. */
export const faultsAt = (played: Played, index: number): readonly Fault[] =>
  faultSpans(played)
    .filter(({ from, to }) => from <= index && index < to)
    .map(({ fault }) => fault);

/** The request that a message belongs to. */
export const requestOf = ({ request }: Message): number | undefined =>
  typeof request === 'number' ? request : undefined;

/** Whether a step belongs to the chosen request, by what came or by what was sent. */
export const concerns = (step: Step, request: number): boolean =>
  requestOf(step.event) === request ||
  step.sent.some(({ event }) => requestOf(event) === request) ||
  step.emitted.some((event) => requestOf(event) === request);

/** What a kind shows of a component at a moment. */
export const gaugeOf = ({ params }: Played, { component, view }: ComponentNow): Gauge =>
  component.kind.shows?.(view, params) ?? {};

/** Labels of components as their model gives them; dynamic ones have none. */
const labels = oncePerRun(({ model, params }) => new Map(model.components(params).map(({ id, label }) => [id, label])));
export const labelOf = (played: Played, id: string): string | undefined => labels(played).get(id);

const components = oncePerRun(({ run }) => new Map(run.components.map((component) => [component.id, component])));
/** A component's name for readers: its label, or its kind and number; the id of one that is gone. */
export function nameById(played: Played, id: string): string {
  const component = components(played).get(id);
  return labelOf(played, id) ?? (component === undefined ? id : shortNameOf(played, component));
}
/** One of a kind needs no number. */
function shortNameOf({ model, run }: Played, component: Component): string {
  const alone = run.components.filter(({ kindName }) => kindName === component.kindName).length === 1;
  return alone && !component.kind.dynamic ? component.kind.label : nameOf(model, component);
}

/** When a step was: its time, or its number where an order was chosen and time means nothing. */
export const clockOf = ({ recipe }: Played, atUs: number, index: number): string =>
  recipe.schedule === undefined ? formatTime(atUs) : `step ${index + 1}`;

/** A time on an axis: without the decimals that say nothing. */
export const tickWords = (us: number): string =>
  us === 0 ? '0' : formatTime(us).replace(/(\.\d*[1-9])0+(?= )|\.0+(?= )/, '$1');

/** The innermost names of a state value: "held, renewing". What a small label has room for. */
export function leafWords(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) => leafWords(inner) || name)
    .join(', ');
}
