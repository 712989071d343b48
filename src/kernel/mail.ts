/** Puts on a run's agenda what is to come: messages, timers, and the edges of faults. Each has its number, in the order of their making. */
import type { Queue } from './agenda.ts';
import type { Address, Message } from './component.ts';
import { Envelope, type FaultEdge } from './envelope.ts';
import type { LossReason } from './network.ts';
import type { Run } from './run.ts';
import type { Notes } from './step.ts';

export class Mail {
  readonly #run: Pick<Run, 'now' | 'steps'>;
  readonly #agenda: Queue<Envelope>;
  /** Undefined where nobody records. */
  readonly #notes: Notes | undefined;
  #sequence = 0;

  constructor(run: Pick<Run, 'now' | 'steps'>, agenda: Queue<Envelope>, notes: Notes | undefined) {
    this.#run = run;
    this.#agenda = agenda;
    this.#notes = notes;
  }

  /** A message; a timer when it has an id, '' for one that cannot be called off by name. */
  post(at: number, to: Address, from: Address, event: Message, timer?: string): Envelope {
    const envelope = this.#envelope(at, to, from, event, timer);
    this.#agenda.add(envelope, this.#run.now);
    this.#notes?.addSent(envelope);
    return envelope;
  }

  /** A message that will not arrive: it is noted down, and that is all. */
  lose(to: Address, from: Address, event: Message, lost: LossReason): void {
    if (this.#notes === undefined) return;
    const envelope = this.#envelope(this.#run.now, to, from, event, undefined);
    envelope.lost = lost;
    envelope.doneStep = this.#run.steps - 1;
    this.#notes.addSent(envelope);
  }

  /** A fault that will begin, or end, for `to`. */
  announce(edge: FaultEdge, at: number, to: Address): void {
    const { kind } = edge.fault;
    const type = edge.begins ? `fault.${kind}` : `fault.${kind}.over`;
    const envelope = this.#envelope(at, to, undefined, { type }, undefined);
    envelope.fault = edge;
    this.#agenda.add(envelope, this.#run.now);
  }

  /** Calls a timer off. */
  callOff(timer: Envelope): void {
    this.#agenda.callOff(timer);
    timer.doneStep = this.#run.steps - 1;
  }

  #envelope(at: number, to: Address, from: Address | undefined, event: Message, timer: string | undefined): Envelope {
    const { now, steps } = this.#run;
    return new Envelope(at, this.#sequence++, to, from, event, timer, now, steps - 1);
  }
}
