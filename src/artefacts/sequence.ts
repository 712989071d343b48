/** A sequence diagram read off a recorded run: who told whom what, in the order in which it arrived. It cannot disagree with the code. */
import { eventInWords, nameOf, type Played, type Step, sentenceOf } from '../kernel/index.ts';

export interface Wanted {
  /** Only what carries this request. */
  readonly request?: number | undefined;
  /** Simulated milliseconds. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Kinds that are left out, and every message from or to them. */
  readonly without?: readonly string[] | undefined;
  /** No more rows than this. */
  readonly maxSteps?: number | undefined;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
}
export interface Row {
  /** Simulated microseconds. */
  readonly atUs: number;
  /** Numbers of lanes; the same for a timer. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly sentence: string;
  /** Nobody was there to take it, or the network lost it. */
  readonly lost: boolean;
}
export interface Sequence {
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
}

const MOST_ROWS = 24;

export function sequenceOf(played: Played, wanted: Wanted = {}): Sequence {
  const { model, params, history } = played;
  const specs = new Map(model.components(params).map((spec) => [spec.id, spec]));
  const hidden = (id: string) => wanted.without?.includes(specs.get(id)?.kind ?? '') ?? false;
  const steps = history.steps
    .filter((step) => isWanted(step, wanted) && !endsOf(step).some(hidden))
    .slice(0, wanted.maxSteps ?? MOST_ROWS);
  const present = new Set(steps.flatMap(endsOf));
  const lanes = history
    .at(-1)
    .components.filter(({ component }) => present.has(component.id))
    .map(({ component }) => ({
      id: component.id,
      name: specs.get(component.id)?.label ?? nameOf(model, component),
    }));
  const lane = (id: string) => lanes.findIndex((one) => one.id === id);
  const rows = steps.map((step): Row => {
    const [from, to] = endsOf(step);
    const label = eventInWords(step.event.type);
    const sentence = sentenceOf(model, step);
    return { atUs: step.atUs, from: lane(from), to: lane(to), label, sentence, lost: step.missed !== undefined };
  });
  return { lanes, rows };
}

const endsOf = ({ from, component }: Step): [string, string] => [from?.id ?? component.id, component.id];

function isWanted(step: Step, { request, fromMs = 0, toMs = Infinity }: Wanted): boolean {
  if (step.atUs < fromMs * 1000 || step.atUs > toMs * 1000 || step.kind === 'fault') return false;
  if (request === undefined) return step.kind === 'message';
  // Of a component's own timers, those that led to something.
  return step.event.request === request && (step.kind === 'message' || step.sent.length > 0);
}
