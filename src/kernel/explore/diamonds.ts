/**
 * Two deliveries to two components lead to the same state in either order: a diamond. Its last edge need be followed from one
 * side only, which saves nearly half of the work and leaves out no state.
 *
 * The rule: in a state that was found by delivering the message `a`, `b` need not be delivered if b < a, both were pending
 * before, and they go to different components. The same state is then found by delivering `a` after `b`, unless that is left
 * out in turn in favour of a still larger delivery, which ends. So every state is found, and after as few steps as without
 * the rule: by induction over the depth, and within one depth over the larger delivery. Where `a` was lost instead, the same
 * state is found by losing it after `b`, which is never left out. The idea is that of sleep sets (Godefroid,
 * "Partial-Order Methods for the Verification of Concurrent Systems", LNCS 1032, 1996), which leave out edges but no states.
 */
import { type Deliveries, type Delivery, NOBODY } from './deliveries.ts';
import type { Row } from './packed-set.ts';

export class Diamonds {
  /** By item of the state that was looked at last: 1 where its delivery need not be followed. */
  skip = new Uint8Array(64);
  readonly #deliveries: Deliveries;
  /** Where what is pending begins in a row. */
  readonly #first: number;
  /** Whether it is a timer of a type that may fire only so often: these are followed from both sides. */
  readonly #isRationed: (delivery: Delivery) => boolean;

  constructor(deliveries: Deliveries, first: number, isRationed: (delivery: Delivery) => boolean) {
    this.#deliveries = deliveries;
    this.#first = first;
    this.#isRationed = isRationed;
  }

  /** Looks at a state and at the one from which it was found. Gives how many of its choices need not be followed. */
  look(before: Row, state: Row): number {
    const { items } = state;
    const length = items[0] as number;
    if (this.skip.length <= length) this.skip = new Uint8Array(2 * length);
    const { skip } = this;
    const gone = this.#compare(before.items, items);
    let count = 0;
    for (let i = this.#first; i <= length; i++) {
      if (skip[i] === 0) continue;
      if (gone === NOBODY || !this.#commutes(items[i] as Delivery, gone)) skip[i] = 0;
      else if (i === this.#first || items[i] !== items[i - 1]) count++;
    }
    return count;
  }

  /**
   * Marks what was pending in both states, and gives the message that is gone, or `NOBODY`. There is at most one: a step
   * takes the message that it delivers or loses, and besides that only timers are called off.
   */
  #compare(before: Uint16Array, after: Uint16Array): Delivery {
    const { skip } = this;
    const { owner } = this.#deliveries;
    const lastBefore = before[0] as number;
    const lastAfter = after[0] as number;
    let gone = NOBODY;
    let at = this.#first;
    for (let i = this.#first; i <= lastBefore; i++) {
      const delivery = before[i] as Delivery;
      while (at <= lastAfter && (after[at] as Delivery) < delivery) skip[at++] = 0;
      if (at <= lastAfter && after[at] === delivery) skip[at++] = 1;
      else if (owner[delivery] === NOBODY) gone = delivery;
    }
    while (at <= lastAfter) skip[at++] = 0;
    return gone;
  }

  /** Whether `delivery` is left to the other side of its diamond with `gone`. Nobody but its owner touches a timer. */
  #commutes(delivery: Delivery, gone: Delivery): boolean {
    const { to } = this.#deliveries;
    return delivery < gone && to[delivery] !== to[gone] && !this.#isRationed(delivery);
  }
}
