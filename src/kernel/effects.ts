/**
 * Carries out what the charts of a run ask for: a message goes to the network, a delayed event becomes a timer, an `emit`
 * goes into the books. Nothing else happens because a chart said so.
 */
import type { SpawnParams } from './actions.ts';
import type { Address, Effects, Message } from './component.ts';
import type { Mail } from './mail.ts';
import type { Network } from './network.ts';
import type { Component } from './population.ts';
import type { Run } from './run.ts';
import { addTimer, removeTimer, timerOf } from './timers.ts';
import type { World } from './world.ts';

/** What it takes to carry them out. */
export interface Means {
  readonly world: World;
  readonly network: Network;
  readonly mail: Mail;
  /** Enters what was recorded in the books. */
  record(event: Message, by: Component): void;
  /** Brings a component to life, in the middle of the step of whoever asked for it. */
  spawn(newcomer: SpawnParams): void;
}

export class RunEffects implements Effects {
  readonly #run: Run;
  readonly #world: World;
  readonly #network: Network;
  readonly #mail: Mail;
  readonly #means: Means;

  constructor(run: Run, means: Means) {
    this.#run = run;
    this.#world = means.world;
    this.#network = means.network;
    this.#mail = means.mail;
    this.#means = means;
  }

  sendTo(to: Address, event: Message, _id: string | undefined, delay: number | undefined): void {
    const sender = this.#world.current;
    if (delay !== undefined) throw delayedSend(event, sender.id);
    const receiver = this.#run.components[to.index];
    if (receiver === undefined) throw this.#toNobody(event);
    const { now } = this.#run;
    const nth = this.#world.sent++;
    if (this.#network.isAtOnce(sender, receiver)) {
      this.#mail.post(now, to, sender.address, event);
      return;
    }
    const { delays, lost } = this.#network.pass(sender, receiver, to, event, sender.steps, nth);
    for (const wait of delays) this.#mail.post(now + wait, to, sender.address, event);
    if (lost !== undefined) this.#mail.lose(to, sender.address, event, lost);
  }

  /** A timer of the same id replaces the one that runs. */
  raise(event: Message, id: string | undefined, delay: number | undefined): void {
    if (delay === undefined) return; // the chart has taken it within its step
    if (id !== undefined) this.cancel(id);
    if (delay === Infinity) return; // never
    const owner = this.#world.current;
    const at = this.#run.now + Math.round(delay * 1000 * owner.condition.slowness);
    addTimer(owner, this.#mail.post(at, owner.address, owner.address, event, id ?? ''));
  }

  /** Does nothing when it has fired already. */
  cancel(id: string): void {
    const owner = this.#world.current;
    const timer = timerOf(owner, id);
    if (timer === undefined) return;
    removeTimer(owner, timer);
    this.#mail.callOff(timer);
  }

  emit(event: Message): void {
    this.#means.record(event, this.#world.current);
  }

  log(): void {}

  other(type: string, params: unknown): void {
    if (type === 'spawn') this.#means.spawn(params as SpawnParams);
    else
      throw new Error(
        `unknown action "${type}" of "${this.#world.current.id}" in ${this.#run.model.id}; the kernel carries out raise, sendTo, cancel, emit and spawn`,
      );
  }

  #toNobody({ type }: Message): Error {
    return new Error(`"${this.#world.current.id}" in ${this.#run.model.id} sends ${type} to an unknown address`);
  }
}

/** Exploration refuses it, too: it would find an order that no run can take. */
export const delayedSend = ({ type }: Message, by: string): Error =>
  new Error(
    `"${by}" sends ${type} after a delay; expected a delayed raise, and the message sent when it comes: it is the sender who waits, not the network`,
  );
