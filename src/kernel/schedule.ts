/**
 * A schedule is an order that somebody chose: exploration's counterexample, or a reader who swaps two events. Replaying it
 * replaces the agenda by a list of choices; the run itself is the same.
 *
 * Model time means little in such a run: every choice takes one millisecond, so that there is something to scrub over.
 */
import { deliveryKey } from './canonical.ts';
import type { Address } from './component.ts';
import type { Fault } from './faults.ts';
import { Envelope } from './run.ts';
import type { Queue } from './agenda.ts';

export type Choice =
  /** Deliver the message, or fire the timer, of this key (see `deliveryKey`). */
  | { readonly act: 'deliver'; readonly key: string }
  /** Lose it. */
  | { readonly act: 'drop'; readonly key: string }
  /** Deliver it and leave a copy in flight. */
  | { readonly act: 'duplicate'; readonly key: string }
  /** The component crashes and restarts at once. */
  | { readonly act: 'crash'; readonly component: string };

const STEP_US = 1000;

/** A schedule that cannot be followed: the model is not the one that it was found with. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

export class ScriptedAgenda implements Queue<Envelope> {
  readonly #waiting: Envelope[] = [];
  readonly #choices: Choice[];
  readonly #addressOf: (id: string) => Address;
  #taken = 0;
  #chosen: Envelope | undefined;
  #now = 0;

  /** `addressOf` finds a component's address for a crash. */
  constructor(choices: readonly Choice[], addressOf: (id: string) => Address) {
    // A crash is two steps of the run: down, and up again.
    this.#choices = choices.flatMap((choice) => (choice.act === 'crash' ? [choice, choice] : [choice]));
    this.#addressOf = addressOf;
  }

  add(entry: Envelope): void {
    this.#waiting.push(entry);
  }

  peek(): Envelope | undefined {
    const choice = this.#choices[this.#taken];
    if (choice === undefined) return undefined;
    this.#chosen ??= this.#choose(choice);
    return this.#chosen;
  }

  take(): Envelope | undefined {
    const entry = this.peek();
    if (entry === undefined) return undefined;
    this.#chosen = undefined;
    this.#taken++;
    this.#now += STEP_US;
    return entry;
  }

  entries(): Envelope[] {
    return this.#waiting.filter((entry) => !entry.cancelled);
  }

  #choose(choice: Choice): Envelope {
    const at = this.#now + STEP_US;
    if (choice.act === 'crash') return this.#crash(choice.component, at);
    const i = this.#waiting.findIndex((entry) => !entry.cancelled && deliveryKey(entry.to, entry.timer, entry.event) === choice.key);
    const entry = this.#waiting[i];
    if (entry === undefined) {
      const pending = this.entries().map((other) => deliveryKey(other.to, other.timer, other.event));
      throw new ScheduleError(`step ${this.#taken} of the schedule expects "${choice.key}", which is not pending; pending: ${pending.join('  ') || 'nothing'}`);
    }
    this.#waiting.splice(i, 1);
    if (choice.act === 'duplicate') this.#waiting.push(copyOf(entry));
    if (choice.act === 'drop') entry.lost = 'loss';
    entry.at = at;
    return entry;
  }

  #crash(id: string, at: number): Envelope {
    const previous = this.#choices[this.#taken - 1];
    const begins = !(previous?.act === 'crash' && previous === this.#choices[this.#taken]);
    const fault: Fault = { kind: 'crash', component: id, atUs: at };
    const envelope = new Envelope(at, -1, this.#addressOf(id), undefined, { type: begins ? 'fault.crash' : 'fault.crash.over' }, undefined, 0, at, -1);
    envelope.fault = { fault, begins };
    return envelope;
  }
}

const copyOf = (entry: Envelope): Envelope => new Envelope(entry.at, entry.sequence, entry.to, entry.from, entry.event, entry.timer, entry.life, entry.sentAt, entry.sentStep);
