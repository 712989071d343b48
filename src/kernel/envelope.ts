/** A message on its way, a timer that runs, or a fault that begins or ends: whatever the agenda holds. */
import type { Due } from './agenda.ts';
import type { Address, Message } from './component.ts';
import type { Fault } from './faults.ts';
import type { LossReason } from './network.ts';

export class Envelope implements Due {
  cancelled = false;
  /** The step in which it was taken or called off; −1 while it waits. */
  doneStep = -1;
  /** Set when a message does not arrive. */
  lost: LossReason | undefined = undefined;
  fault: FaultEdge | undefined = undefined;
  /** Of a timer: its neighbours among those that run for its owner (see `timers.ts`). */
  previousTimer: Envelope | undefined = undefined;
  nextTimer: Envelope | undefined = undefined;
  /** When it is due, in microseconds. It may be taken later: by one that was paused. */
  at: number;
  readonly sequence: number;
  readonly to: Address;
  readonly from: Address | undefined;
  readonly event: Message;
  /** undefined: a message. Otherwise the timer's id, '' for one that cannot be called off by name. */
  readonly timer: string | undefined;
  readonly sentAt: number;
  readonly sentStep: number;

  constructor(
    at: number,
    sequence: number,
    to: Address,
    from: Address | undefined,
    event: Message,
    timer: string | undefined,
    sentAt: number,
    sentStep: number,
  ) {
    this.at = at;
    this.sequence = sequence;
    this.to = to;
    this.from = from;
    this.event = event;
    this.timer = timer;
    this.sentAt = sentAt;
    this.sentStep = sentStep;
  }

  /** The line has lost it. What is lost later, when it comes to nobody, was on its way until then. */
  get lostAtOnce(): boolean {
    return this.lost !== undefined && this.doneStep === this.sentStep;
  }
}

/** A fault begins, or ends. */
export interface FaultEdge {
  readonly fault: Fault;
  readonly begins: boolean;
}
