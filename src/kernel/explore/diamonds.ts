/**
 * Two deliveries to two components lead to the same state in either order: a diamond. Its last edge need be followed from one
 * side only, which saves nearly half of the work and leaves out no state.
 *
 * The rule: in a state that was found by delivering the message `a`, `b` need not be delivered if b < a, both were pending
 * before, and they go to different components. The same state is then found by delivering `a` after `b`, unless that is left
 * out in turn in favour of a still larger delivery, which ends. So every state is found, and after as few steps as without
 * the rule: by induction over the depth, and within one depth over the larger delivery. It is a special case of sleep sets
 * (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996), which leave out edges but no states.
 */
import { type Deliveries, type Delivery, NOBODY } from './deliveries.ts';
import type { Row } from './packed-set.ts';

export class Diamonds {
  /** By item of the state that was looked at last: 1 where its delivery need not be followed. */
  skip = new Uint8Array(64);
  readonly #deliveries: Deliveries;
  /** Where what is pending begins in a row; what is left of the adversary's budget stands before it, where there is one. */
  readonly #first: number;
  readonly #budgetAt: number | undefined;

  constructor(deliveries: Deliveries, first: number, budgetAt: number | undefined) {
    this.#deliveries = deliveries;
    this.#first = first;
    this.#budgetAt = budgetAt;
  }

  /** Looks at a state and at the one from which it was found. Gives how many of its choices need not be followed. */
  look(before: Row, state: Row): number {
    const { items } = state;
    const length = items[0] as number;
    if (this.skip.length <= length) this.skip = new Uint8Array(2 * length);
    const { skip } = this;
    const found = this.#messageBetween(before.items, items);
    let count = 0;
    for (let i = this.#first; i <= length; i++) {
      if (skip[i] === 0) continue;
      if (found !== NOBODY && this.#commutes(items[i] as Delivery, found)) {
        if (i === this.#first || items[i] !== items[i - 1]) count++;
      } else skip[i] = 0;
    }
    return count;
  }

  /** The message whose delivery leads from one state to the other; `NOBODY` when that cannot be told. Marks what was pending in both. */
  #messageBetween(before: Uint16Array, after: Uint16Array): Delivery {
    const { skip } = this;
    const lastBefore = before[0] as number;
    const lastAfter = after[0] as number;
    let gone = NOBODY;
    let many = false;
    let i = this.#first;
    let j = this.#first;
    while (i <= lastAfter && j <= lastBefore) {
      const old = before[j] as Delivery;
      const now = after[i] as Delivery;
      if (old < now) {
        if (gone !== NOBODY) many = true;
        gone = old;
      } else skip[i++] = old === now ? 1 : 0;
      if (old <= now) j++;
    }
    while (i <= lastAfter) skip[i++] = 0;
    for (; j <= lastBefore; j++) {
      if (gone !== NOBODY) many = true;
      gone = before[j] as Delivery;
    }
    if (many || gone === NOBODY) return NOBODY;
    // Timers are also called off, and what the adversary does is no delivery: a message that alone is gone was delivered.
    const isMessage = this.#deliveries.owner[gone] === NOBODY;
    const isDelivery = this.#budgetAt === undefined || before[this.#budgetAt] === after[this.#budgetAt];
    return isMessage && isDelivery ? gone : NOBODY;
  }

  /** Whether `delivery` is left to the other side of its diamond with `found`. */
  #commutes(delivery: Delivery, found: Delivery): boolean {
    const { to, owner } = this.#deliveries;
    if (delivery > found || to[delivery] === to[found]) return false;
    // A timer that somebody else set might have been set again.
    return owner[delivery] === NOBODY || owner[delivery] === to[delivery];
  }
}
