/**
 * Everything that was ever on its way, numbered: a message to somebody, or a timer of somebody. Equal messages have one
 * number, so what is pending in a state is a sorted list of numbers in which one may occur twice.
 */
import { deliveryKey } from '../canonical.ts';
import type { Address, Message } from '../component.ts';
import { LimitReached, MAX_IDS } from './limits.ts';

/** A number of `Deliveries`. */
export type Delivery = number;
export const NOBODY = -1;

export class Deliveries {
  /** Index of the component that takes it. */
  readonly to: number[] = [];
  /** Which of its receiver's deliveries this is, from 0: a dense index for what is remembered of each. */
  readonly ofReceiver: number[] = [];
  readonly event: Message[] = [];
  /** As a schedule names it. */
  readonly key: string[] = [];
  /** Index of the component whose timer it is; `NOBODY` for a message. */
  readonly owner: number[] = [];
  /** Names (owner, timer id), for calling it off; `NOBODY` for messages and for timers without an id. */
  readonly timer: number[] = [];
  /** Whether it goes to an observer, which takes it before anything else may happen. */
  readonly urgent: boolean[] = [];
  /** Whether there has been such a one. */
  anyUrgent = false;
  readonly #isObserver: (index: number) => boolean;
  readonly #timerIds: (string | undefined)[] = [];
  readonly #ids = new Map<string, Delivery>();
  readonly #timers = new Map<string, number>();
  readonly #received: number[] = [];

  constructor(isObserver: (index: number) => boolean = () => false) {
    this.#isObserver = isObserver;
  }

  message(to: number, address: Address, event: Message): Delivery {
    const key = deliveryKey(address, undefined, event);
    return this.#ids.get(key) ?? this.#add(key, key, to, event, NOBODY, NOBODY);
  }

  /** `id` is undefined for a timer that cannot be called off by name. */
  timerOf(owner: number, address: Address, id: string | undefined, event: Message): Delivery {
    const key = deliveryKey(address, id ?? '', event);
    const name = `${owner}!${key}`;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const timer = this.#add(name, key, owner, event, owner, id === undefined ? NOBODY : this.timerName(owner, id));
    this.#timerIds[timer] = id;
    return timer;
  }

  /** The number of a timer's name, whether or not one of that name has been set yet. */
  timerName(owner: number, id: string): number {
    const name = `${owner}!${id}`;
    const number = this.#timers.get(name) ?? this.#timers.size;
    this.#timers.set(name, number);
    return number;
  }

  /** The id with which a timer was set. */
  idOf(timer: Delivery): string | undefined {
    return this.#timerIds[timer];
  }

  get size(): number {
    return this.key.length;
  }

  #add(name: string, key: string, to: number, event: Message, owner: number, timer: number): Delivery {
    const id = this.key.length;
    if (id > MAX_IDS)
      throw new LimitReached(
        `there are more than ${MAX_IDS} different messages and timers, the last one ${key}; what messages carry must be finite and small`,
      );
    const nth = this.#received[to] ?? 0;
    this.#received[to] = nth + 1;
    this.#ids.set(name, id);
    this.to.push(to);
    this.ofReceiver.push(nth);
    this.event.push(event);
    this.key.push(key);
    this.owner.push(owner);
    this.timer.push(timer);
    const urgent = owner === NOBODY && this.#isObserver(to);
    this.urgent.push(urgent);
    this.anyUrgent ||= urgent;
    return id;
  }
}
