/** What one step of one component comes to, in numbers. */
import type { SpawnParams } from '../actions.ts';
import type { Address, Effects, Message } from '../component.ts';
import { delayedSend } from '../effects.ts';
import type { Deliveries, Delivery } from './deliveries.ts';

export interface StepOutcome {
  /** Its next local state. */
  readonly to: number;
  /** Messages sent and timers set. */
  readonly adds: readonly Delivery[];
  /** Names of timers that no longer run if they did before this step. */
  readonly cancels: readonly number[];
}

/**
 * Writes down what a component asks for while it steps, as a run would carry it out: in order, a timer of a name that runs is
 * replaced, calling off what does not run does nothing. Time is left out: a timer only waits, until somebody lets it fire.
 */
export class Asked implements Effects {
  readonly #deliveries: Deliveries;
  readonly #indexOf: (id: string) => number;
  #by: Address;
  #adds: Delivery[] = [];
  #cancels: number[] = [];

  /** `indexOf` finds the index of a component by its id. */
  constructor(deliveries: Deliveries, indexOf: (id: string) => number, first: Address) {
    this.#deliveries = deliveries;
    this.#indexOf = indexOf;
    this.#by = first;
  }

  /** A step of the component at `by` begins. */
  begin(by: Address): void {
    this.#by = by;
    this.#adds = [];
    this.#cancels = [];
  }

  /** What was asked for since, by a step that has led to the local state `to`. */
  outcome(to: number): StepOutcome {
    return { to, adds: this.#adds, cancels: this.#cancels };
  }

  raise(event: Message, id: string | undefined, delay: number | undefined): void {
    if (delay === undefined) return; // the chart has taken it within its step
    if (id !== undefined) this.cancel(id);
    if (delay === Infinity) return; // never
    this.#adds.push(this.#deliveries.timerOf(this.#by.index, this.#by, id, event));
  }

  sendTo(to: Address, event: Message, _id: string | undefined, delay: number | undefined): void {
    if (delay !== undefined) throw delayedSend(event, this.#by.id);
    this.#adds.push(this.#deliveries.message(this.#indexOf(to.id), to, event));
  }

  cancel(id: string): void {
    const name = this.#deliveries.timerName(this.#by.index, id);
    const set = this.#adds.findIndex((delivery) => this.#deliveries.timer[delivery] === name);
    if (set >= 0) this.#adds.splice(set, 1);
    if (!this.#cancels.includes(name)) this.#cancels.push(name);
  }

  emit(): void {}
  log(): void {}

  other(type: string, params: unknown): void {
    if (type === 'spawn')
      throw new Error(
        `"${this.#by.id}" brings "${(params as SpawnParams).id}" to life; exploration needs a population that stays as it is: give the verification scenario one without dynamic components`,
      );
    throw new Error(
      `unknown action "${type}" of "${this.#by.id}"; the kernel carries out raise, sendTo, cancel, emit and spawn`,
    );
  }
}
