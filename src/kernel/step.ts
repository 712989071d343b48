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
  sent: Envelope[] = [];
  emitted: Message[] = [];
  spawned: Component[] = [];
  changed: Change[] = [];

  /** The step that these notes are of. They begin anew. */
  taken(index: number, atUs: number, component: Component, before: State, envelope: Envelope): Step {
    const { sent, emitted, spawned, changed } = this;
    this.forget();
    return {
      index,
      atUs,
      kind: envelope.fault !== undefined ? 'fault' : envelope.timer !== undefined ? 'timer' : 'message',
      component,
      from: envelope.from,
      event: envelope.event,
      envelope,
      before,
      after: component.state,
      sent,
      emitted,
      spawned,
      changed,
      missed: envelope.lost,
    };
  }

  forget(): void {
    this.sent = [];
    this.emitted = [];
    this.spawned = [];
    this.changed = [];
  }
}
