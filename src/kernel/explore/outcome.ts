/** What one step of one component comes to, in numbers. */
import type { Effect } from '../component.ts';
import type { Deliveries, Delivery } from './deliveries.ts';

export interface Outcome {
  /** Its next local state. */
  readonly to: number;
  /** Messages sent and timers set. */
  readonly adds: readonly Delivery[];
  /** Names of timers that no longer run if they did before this step. */
  readonly cancels: readonly number[];
}

/** What effects need to know of who caused them. */
export interface Actor {
  readonly index: number;
  /** For messages of errors. */
  readonly id: string;
  /** Index of an address. */
  readonly indexOf: (id: string) => number;
}

interface Sent {
  readonly to: { readonly id: string; readonly index: number };
}

/**
 * Carries effects out as a run does: in order, a timer of a name that runs is replaced, calling off what does not run does
 * nothing. Time is left out: a timer only waits, until somebody lets it fire.
 */
export function outcomeOf(
  deliveries: Deliveries,
  actor: Actor,
  self: Sent['to'],
  effects: readonly Effect[],
): Omit<Outcome, 'to'> {
  const adds: Delivery[] = [];
  const cancels: number[] = [];
  const callOff = (id: string): void => {
    const name = deliveries.timerName(actor.index, id);
    const set = adds.findIndex((delivery) => deliveries.timer[delivery] === name);
    if (set >= 0) adds.splice(set, 1);
    if (!cancels.includes(name)) cancels.push(name);
  };
  const setTimer = (to: Sent['to'], { id, event, delay }: Effect['params']): void => {
    if (!(delay >= 0))
      throw new Error(`invalid delay: ${delay} ms for ${event.type} of "${actor.id}"; expected a number ≥ 0`);
    if (delay === Infinity) return; // never
    if (id !== undefined) callOff(id);
    adds.push(deliveries.timerOf(actor.index, id, actor.indexOf(to.id), to, event));
  };
  for (const { type, params } of effects) {
    switch (type) {
      case 'xstate.raise':
        if (params.delay !== undefined) setTimer(self, params);
        break;
      case 'xstate.sendTo':
        if (params.delay !== undefined) setTimer(params.to, params);
        else adds.push(deliveries.message(actor.indexOf(params.to.id), params.to, params.event));
        break;
      case 'xstate.cancel':
        callOff(params.sendId);
        break;
      case 'xstate.emit':
      case 'xstate.log':
        break;
      case 'spawn':
        throw new Error(
          `"${actor.id}" brings "${params.id}" to life; exploration needs a population that stays as it is: give the verification scenario one without dynamic components`,
        );
      default:
        throw new Error(
          `unknown action "${type}" of "${actor.id}"; the kernel carries out raise, sendTo, cancel, emit and spawn`,
        );
    }
  }
  return { adds, cancels };
}
