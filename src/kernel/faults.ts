/**
 * Faults as data. A scenario lists them, a reader injects them at the playhead, a link carries them: all the same shape.
 * `atUs` is when it begins, `untilUs` when it ends (never, when left out), both in microseconds.
 *
 * `component` is a component's id; `from` and `to` are ids or kinds, and `*` is everybody.
 */
import type { KnobValue } from './knobs.ts';

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

/** A sentence for a fault, as it begins. */
export function describeFault(fault: Fault): string {
  const link = 'from' in fault ? `from ${fault.from} to ${fault.to}` : '';
  switch (fault.kind) {
    case 'crash':
      return `${fault.component} crashes`;
    case 'pause':
      return `${fault.component} pauses, unaware`;
    case 'slow':
      return `${fault.component} works ${fault.factor} times slower`;
    case 'skew':
      return `the clock of ${fault.component} is off by ${fault.byMs} ms`;
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
export function describeFaultEnd(fault: Fault): string {
  if (fault.kind === 'crash') return `${fault.component} restarts`;
  if (fault.kind === 'pause') return `${fault.component} goes on`;
  if ('component' in fault) return `${fault.component} is as before`;
  return 'from' in fault ? `the network from ${fault.from} to ${fault.to} is as before` : '';
}
