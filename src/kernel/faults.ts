/**
 * Faults as data. A scenario lists them, a reader injects them at the playhead, a link carries them: all the same shape.
 * `atUs` is when it begins, `untilUs` when it ends (never, when left out), both in microseconds.
 *
 * `component` is a component's id; `from` and `to` are ids or kinds, and `*` is everybody.
 */
import { type KnobValue, readKnob } from './knobs.ts';
import type { Model } from './model.ts';

interface Window {
  readonly atUs: number;
  readonly untilUs?: number;
}
export type Fault =
  /** The process dies: its timers are gone, what it receives is lost, its state is gone but for what its kind `survives`. It restarts at `untilUs`. */
  | (Window & { readonly kind: 'crash'; readonly component: string })
  /** The process stops and goes on at `untilUs`, unaware: garbage collection, a suspended machine. Nothing is lost, all is late. */
  | (Window & { readonly kind: 'pause'; readonly component: string })
  /** Everything the component waits for (its work) takes `factor` times as long. */
  | (Window & { readonly kind: 'slow'; readonly component: string; readonly factor: number })
  /** Its clock is off by `byMs`. */
  | (Window & { readonly kind: 'skew'; readonly component: string; readonly byMs: number })
  /** Nothing passes from `from` to `to`; nor back, unless `oneWay`. */
  | (Window & { readonly kind: 'partition'; readonly from: string; readonly to: string; readonly oneWay?: boolean })
  /** Each message is lost with this probability. */
  | (Window & { readonly kind: 'loss'; readonly from: string; readonly to: string; readonly probability: number })
  /** Each message comes twice with this probability. */
  | (Window & { readonly kind: 'duplicate'; readonly from: string; readonly to: string; readonly probability: number })
  /** Each message takes this much longer. */
  | (Window & { readonly kind: 'delay'; readonly from: string; readonly to: string; readonly byMs: number })
  /** Each message is held back by up to this much, so that later ones overtake it. */
  | (Window & { readonly kind: 'reorder'; readonly from: string; readonly to: string; readonly withinMs: number })
  /** A knob turned during the run. */
  | { readonly kind: 'knob'; readonly atUs: number; readonly knob: string; readonly value: KnobValue };

export type FaultKind = Fault['kind'];

/** A fault that cannot happen in a model. The message says what was expected and what came. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}

/**
 * Throws a `FaultError` for a fault whose numbers cannot be, or that begins before `nowUs`; a `KnobError` for a knob that the
 * model does not have, or not that value. Whether its component exists is for the run to say.
 */
export function checkFault(fault: Fault, model: Pick<Model, 'id' | 'kinds' | 'knobs'>, nowUs: number): void {
  const wrong = (what: string, came: unknown, expected: string): never => {
    throw new FaultError(`${what} of fault "${fault.kind}" in ${model.id} is ${String(came)}; expected ${expected}`);
  };
  const { atUs } = fault;
  if (!(Number.isInteger(atUs) && atUs >= nowUs)) wrong('atUs', atUs, `whole microseconds from ${nowUs} on`);
  if (fault.kind === 'knob') {
    readKnob(model.knobs, fault.knob, fault.value);
    return;
  }
  const { untilUs } = fault;
  if (untilUs !== undefined && !(Number.isInteger(untilUs) && untilUs > atUs))
    wrong('untilUs', untilUs, `whole microseconds after ${atUs}, or nothing`);
  if ('probability' in fault && !(fault.probability >= 0 && fault.probability <= 1))
    wrong('probability', fault.probability, 'a number from 0 to 1');
  if ('factor' in fault && !(fault.factor > 0 && fault.factor < Infinity))
    wrong('factor', fault.factor, 'a number above 0');
  if ('withinMs' in fault && !(fault.withinMs >= 0 && fault.withinMs < Infinity))
    wrong('withinMs', fault.withinMs, 'milliseconds, 0 or more');
  if ('byMs' in fault && !(fault.byMs >= (fault.kind === 'skew' ? -Infinity : 0) && fault.byMs < Infinity))
    wrong('byMs', fault.byMs, fault.kind === 'skew' ? 'milliseconds' : 'milliseconds, 0 or more');
}

/** How a component or a kind, whose id a fault has, is called. */
type Named = (id: string) => string;
const asWritten: Named = (id) => id;

/** A sentence for a fault, as it begins. */
export function describeFault(fault: Fault, named: Named = asWritten): string {
  const link = 'from' in fault ? `from ${named(fault.from)} to ${named(fault.to)}` : '';
  const who = 'component' in fault ? named(fault.component) : '';
  switch (fault.kind) {
    case 'crash':
      return `${who} crashes`;
    case 'pause':
      return `${who} pauses, unaware`;
    case 'slow':
      return `${who} works ${fault.factor} times slower`;
    case 'skew':
      return `the clock of ${who} is off by ${fault.byMs} ms`;
    case 'partition':
      return `nothing passes ${link}${fault.oneWay ? '' : ', nor back'}`;
    case 'loss':
      return `messages ${link} are lost with probability ${fault.probability}`;
    case 'duplicate':
      return `messages ${link} come twice with probability ${fault.probability}`;
    case 'delay':
      return `messages ${link} take ${fault.byMs} ms longer`;
    case 'reorder':
      return `messages ${link} overtake each other within ${fault.withinMs} ms`;
    case 'knob':
      return `${fault.knob} is now ${fault.value}`;
  }
}

/** A sentence for a fault, as it ends. */
export function describeFaultEnd(fault: Fault, named: Named = asWritten): string {
  if (fault.kind === 'crash') return `${named(fault.component)} restarts`;
  if (fault.kind === 'pause') return `${named(fault.component)} goes on`;
  if ('component' in fault) return `${named(fault.component)} is as before`;
  return 'from' in fault ? `the network from ${named(fault.from)} to ${named(fault.to)} is as before` : '';
}
