/** What one step of a run did: the record that history, pictures, sentences and the trace hash are made of. */
import type { Address, Message, State } from './component.ts';
import type { Envelope } from './envelope.ts';
import type { LossReason } from './network.ts';
import type { Component } from './population.ts';

export interface Step {
  /** From 0. */
  readonly index: number;
  readonly atUs: number;
  readonly kind: 'message' | 'timer' | 'fault';
  /** Who stepped. */
  readonly component: Component;
  readonly from: Address | undefined;
  readonly event: Message;
  readonly envelope: Envelope;
  readonly before: State;
  readonly after: State;
  /** Messages sent and timers set, in order; with those that the network lost. */
  readonly sent: readonly Envelope[];
  /** What was recorded, in order. */
  readonly emitted: readonly Message[];
  /** Components that came to life in this step. */
  readonly spawned: readonly Component[];
  /** Other components whose state this step changed: those that a turned knob has reached. */
  readonly changed: readonly Change[];
  /** Nobody was there to take it: the component had crashed, or was retired. */
  readonly missed: LossReason | undefined;
}

export interface Change {
  readonly component: Component;
  readonly before: State;
  readonly after: State;
}

/** What happens within a step, noted down as it happens. Nothing is noted in a run that nobody watches. */
export class Notes {
  #sent: readonly Envelope[] = NONE;
  #emitted: readonly Message[] = NONE;
  #spawned: readonly Component[] = NONE;
  #changed: readonly Change[] = NONE;

  sent(envelope: Envelope): void {
    this.#sent = withOne(this.#sent, envelope);
  }
  emitted(event: Message): void {
    this.#emitted = withOne(this.#emitted, event);
  }
  spawned(component: Component): void {
    this.#spawned = withOne(this.#spawned, component);
  }
  changed(change: Change): void {
    this.#changed = withOne(this.#changed, change);
  }

  /** The step that these notes are of. They begin anew. */
  taken(index: number, atUs: number, component: Component, before: State, envelope: Envelope): Step {
    const step: Step = {
      index,
      atUs,
      kind: envelope.fault !== undefined ? 'fault' : envelope.timer !== undefined ? 'timer' : 'message',
      component,
      from: envelope.from,
      event: envelope.event,
      envelope,
      before,
      after: component.state,
      sent: this.#sent,
      emitted: this.#emitted,
      spawned: this.#spawned,
      changed: this.#changed,
      missed: envelope.lost,
    };
    this.forget();
    return step;
  }

  forget(): void {
    this.#sent = NONE;
    this.#emitted = NONE;
    this.#spawned = NONE;
    this.#changed = NONE;
  }
}

/** Most steps have none of most: a long run is full of empty lists, so there is one for all of them. */
const NONE: readonly never[] = Object.freeze([]);

/** A list of one costs as much as it has to; a longer one grows in place. */
function withOne<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item); // nobody has seen it yet: the step is not over
  return list;
}
