/**
 * Everything that may happen next in a state: any message delivered, any timer fired, and what the adversary can afford.
 *
 * The inner loop of exploration: it works in place on rows and allocates nothing.
 */
import type { Adversary } from './adversary.ts';
import { type Delivery, NOBODY } from './deliveries.ts';
import type { Outcome } from './outcome.ts';
import { Buffer } from './whole.ts';
import type { World } from './world.ts';

export const DELIVER = 0;
export const DROP = 1;
export const DUPLICATE = 2;
export const CRASH = 3;
export type Act = typeof DELIVER | typeof DROP | typeof DUPLICATE | typeof CRASH;

/** `subject` is the delivery, or the index of the component that crashes. `changed` is whose local state is another one now, or `NOBODY`. */
export type Visit = (act: Act, subject: number, changed: number) => void;

export class Successors {
  /** Holds the successor while it is visited; it may be changed. */
  readonly child: Buffer;
  readonly #world: World;
  readonly #adversary: Adversary;
  /** Index of the item that holds the adversary's budget. */
  readonly #budgetAt: number;

  constructor(world: World, adversary: Adversary) {
    this.#world = world;
    this.#adversary = adversary;
    this.child = new Buffer(world.parts.length + adversary.items);
    this.#budgetAt = world.parts.length + 1;
  }

  /** Calls `visit` for each successor of `parent`, in an order that depends on the state alone. */
  each(parent: Buffer, visit: Visit): void {
    const { items } = parent.row;
    const length = items[0] as number;
    const budget = this.#adversary.items === 0 ? 0 : (items[this.#budgetAt] as number);
    for (let i = parent.first; i <= length; i++) {
      const delivery = items[i] as Delivery;
      if (i > parent.first && items[i - 1] === delivery) continue; // the same message again
      visit(DELIVER, delivery, this.#deliver(parent, i, delivery));
      if (budget > 0 && this.#world.deliveries.owner[delivery] === NOBODY)
        this.#meddle(parent, i, delivery, budget, visit);
    }
    if (budget > 0 && this.#adversary.crashesLeft(budget) > 0) this.#crashes(parent, budget, visit);
  }

  #meddle(parent: Buffer, at: number, delivery: Delivery, budget: number, visit: Visit): void {
    if (this.#adversary.dropsLeft(budget) > 0) {
      this.#without(parent, at);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterDrop(budget);
      visit(DROP, delivery, NOBODY);
    }
    if (this.#adversary.duplicatesLeft(budget) > 0) {
      const changed = this.#deliver(parent, at, delivery);
      this.child.insert(delivery);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterDuplicate(budget);
      visit(DUPLICATE, delivery, changed);
    }
  }

  #crashes(parent: Buffer, budget: number, visit: Visit): void {
    for (const victim of this.#adversary.victims) {
      const outcome = this.#world.crash(victim, parent.row.items[victim + 1] as number);
      this.#without(parent, 0);
      this.#dropTimersOf(victim);
      this.#apply(victim, outcome);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterCrash(budget);
      visit(CRASH, victim, victim);
    }
  }

  /** The parent's row, without item `at` and with its receiver stepped. Gives whose local state has changed. */
  #deliver(parent: Buffer, at: number, delivery: Delivery): number {
    const receiver = this.#world.deliveries.to[delivery] as number;
    const before = parent.row.items[receiver + 1] as number;
    const outcome = this.#world.step(receiver, before, delivery);
    this.#without(parent, at);
    this.#apply(receiver, outcome);
    return outcome.to === before ? NOBODY : receiver;
  }

  /** The parent's row without item `at`; 0 leaves nothing out. */
  #without(parent: Buffer, at: number): void {
    const { child } = this;
    child.assign(parent);
    if (at > 0) child.take(at);
  }

  #apply(stepped: number, { to, adds, cancels }: Outcome): void {
    const { child } = this;
    child.row.items[stepped + 1] = to;
    for (let i = 0; i < cancels.length; i++) this.#callOff(cancels[i] as number);
    for (let i = 0; i < adds.length; i++) child.insert(adds[i] as Delivery);
  }

  /** At most one timer of a name runs. */
  #callOff(name: number): void {
    const { items } = this.child.row;
    const { timer } = this.#world.deliveries;
    const length = items[0] as number;
    let at = this.child.first;
    while (at <= length && timer[items[at] as Delivery] !== name) at++;
    if (at <= length) this.child.take(at);
  }

  #dropTimersOf(owner: number): void {
    const { items } = this.child.row;
    for (let i = this.child.first; i <= (items[0] as number); ) {
      if (this.#world.deliveries.owner[items[i] as Delivery] === owner) this.child.take(i);
      else i++;
    }
  }
}
