/**
 * A schedule is an order that somebody chose, as a rule exploration: a counterexample is one. Replaying it replaces the agenda by
 * a list of choices; the run itself is the same.
 *
 * Model time means little in such a run: every choice takes one millisecond, so that there is something to scrub over.
 */
import type { Queue } from './agenda.ts';
import { deliveryKey } from './canonical.ts';
import type { Address } from './component.ts';
import type { ComponentFault } from './condition.ts';
import { Envelope, type FaultEdge } from './envelope.ts';
import type { Fault } from './faults.ts';

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

/** What the run does for a choice. A crash is two steps of it: down, and up again. */
type Act = Exclude<Choice, { act: 'crash' }> | { readonly act: 'fault'; readonly edge: FaultEdge };

export class ScriptedAgenda implements Queue<Envelope> {
  readonly #waiting: Envelope[] = [];
  readonly #acts: readonly Act[];
  readonly #addressOf: (id: string) => Address;
  #taken = 0;

  /** `addressOf` finds a component's address for a crash. */
  constructor(choices: readonly Choice[], addressOf: (id: string) => Address) {
    this.#acts = choices.flatMap(actsOf);
    this.#addressOf = addressOf;
  }

  add(entry: Envelope): void {
    this.#waiting.push(entry);
  }

  take(): Envelope | undefined {
    const act = this.#acts[this.#taken];
    if (act === undefined) return undefined;
    this.#taken++;
    const at = this.#taken * STEP_US;
    const entry = act.act === 'fault' ? this.#fault(act.edge, at) : this.#choose(act);
    entry.at = at;
    return entry;
  }

  callOff(entry: Envelope): void {
    entry.cancelled = true;
  }

  entries(): Envelope[] {
    return this.#waiting.filter((entry) => !entry.cancelled);
  }

  #choose({ act, key }: Exclude<Act, { act: 'fault' }>): Envelope {
    const i = this.#waiting.findIndex((entry) => !entry.cancelled && keyOf(entry) === key);
    const entry = this.#waiting[i];
    if (entry === undefined) throw this.#notPending(key);
    if (act === 'duplicate') return copyOf(entry);
    this.#waiting.splice(i, 1);
    if (act === 'drop') entry.lost = 'loss';
    return entry;
  }

  #fault(edge: FaultEdge, at: number): Envelope {
    const { component } = edge.fault as ComponentFault;
    const event = { type: edge.begins ? 'fault.crash' : 'fault.crash.over' };
    const envelope = new Envelope(at, -1, this.#addressOf(component), undefined, event, undefined, at, -1);
    envelope.fault = edge;
    return envelope;
  }

  #notPending(key: string): ScheduleError {
    const pending = this.entries().map(keyOf).join('  ') || 'nothing';
    return new ScheduleError(
      `step ${this.#taken - 1} of the schedule expects "${key}", which is not pending; pending: ${pending}`,
    );
  }
}

function actsOf(choice: Choice): Act[] {
  if (choice.act !== 'crash') return [choice];
  const fault: Fault = { kind: 'crash', component: choice.component, atUs: 0 };
  return [
    { act: 'fault', edge: { fault, begins: true } },
    { act: 'fault', edge: { fault, begins: false } },
  ];
}

export const keyOf = ({ to, timer, event }: Pick<Envelope, 'to' | 'timer' | 'event'>): string =>
  deliveryKey(to, timer, event);

/** The copy is taken; what it is a copy of goes on waiting. */
export const copyOf = ({ at, sequence, to, from, event, timer, sentAt, sentStep }: Envelope): Envelope =>
  new Envelope(at, sequence, to, from, event, timer, sentAt, sentStep);
