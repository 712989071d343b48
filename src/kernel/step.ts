/** What one step of a run did: the record that history, pictures, sentences and the trace hash are made of. */
import type { Address, Message, State } from './component.ts';
import type { Envelope } from './envelope.ts';
import type { LossReason } from './network.ts';
import type { Component } from './population.ts';

export class Step {
  /** From 0. */
  readonly index: number;
  readonly atUs: number;
  /** Who stepped. */
  readonly component: Component;
  /** What was taken. */
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

  constructor(index: number, atUs: number, component: Component, envelope: Envelope, before: State, notes: Noted) {
    this.index = index;
    this.atUs = atUs;
    this.component = component;
    this.envelope = envelope;
    this.before = before;
    this.after = component.state;
    this.sent = notes.sent;
    this.emitted = notes.emitted;
    this.spawned = notes.spawned;
    this.changed = notes.changed;
  }

  get kind(): 'message' | 'timer' | 'fault' {
    if (this.envelope.fault !== undefined) return 'fault';
    return this.envelope.timer === undefined ? 'message' : 'timer';
  }

  get from(): Address | undefined {
    return this.envelope.from;
  }

  get event(): Message {
    return this.envelope.event;
  }

  /** Nobody was there to take it: the component had crashed, or was retired. */
  get missed(): LossReason | undefined {
    return this.envelope.lost;
  }
}

export interface Change {
  readonly component: Component;
  readonly before: State;
  readonly after: State;
}

/** What happens within a step. */
type Noted = Pick<Step, 'sent' | 'emitted' | 'spawned' | 'changed'>;

/** Most steps have none of most: a long run is full of empty lists, so there is one for all of them. */
const NONE: readonly never[] = Object.freeze([]);

/** Notes of what happens, while it happens. Nothing is noted in a run that nobody watches. */
export class Notes implements Noted {
  sent: readonly Envelope[] = NONE;
  emitted: readonly Message[] = NONE;
  spawned: readonly Component[] = NONE;
  changed: readonly Change[] = NONE;

  addSent(envelope: Envelope): void {
    this.sent = withOne(this.sent, envelope);
  }
  addEmitted(event: Message): void {
    this.emitted = withOne(this.emitted, event);
  }
  addSpawned(component: Component): void {
    this.spawned = withOne(this.spawned, component);
  }
  addChanged(change: Change): void {
    this.changed = withOne(this.changed, change);
  }

  /** The step that these notes are of. They begin anew. */
  taken(index: number, atUs: number, component: Component, before: State, envelope: Envelope): Step {
    const step = new Step(index, atUs, component, envelope, before, this);
    this.forget();
    return step;
  }

  forget(): void {
    this.sent = NONE;
    this.emitted = NONE;
    this.spawned = NONE;
    this.changed = NONE;
  }
}

/** Most lists are short and are kept for long: a literal has no room to spare, one that has grown in place has much. */
function withOne<T>(list: readonly T[], item: T): readonly T[] {
  const [first, second] = list as readonly [T, T];
  if (list.length === 0) return [item];
  if (list.length === 1) return [first, item];
  if (list.length === 2) return [first, second, item];
  (list as T[]).push(item); // nobody has seen it yet: the step is not over
  return list;
}
