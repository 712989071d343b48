/** Everything that may happen next in a state: any message delivered, any timer fired, and what the adversary can afford. */
import type { Adversary } from './adversary.ts';
import type { Automata } from './automata.ts';
import { type Delivery, NOBODY } from './deliveries.ts';
import { Moves } from './moves.ts';
import { StateRow } from './state-row.ts';

export const DELIVER = 0;
export const DROP = 1;
export const DUPLICATE = 2;
export const CRASH = 3;
export type Act = typeof DELIVER | typeof DROP | typeof DUPLICATE | typeof CRASH;

/** `subject` is the delivery, or the index of the component that crashes. `changed` is whose local state is another one now, or `NOBODY`. */
export type Visit = (act: Act, subject: number, changed: number) => void;

export class Successors {
  /** Holds the successor while it is visited; it may be changed. */
  readonly child: StateRow;
  readonly #automata: Automata;
  readonly #moves: Moves;
  readonly #adversary: Adversary;
  /** Index of the item that holds the adversary's budget. */
  readonly #budgetAt: number;

  constructor(automata: Automata, adversary: Adversary) {
    this.#automata = automata;
    this.#moves = new Moves(automata);
    this.#adversary = adversary;
    this.child = new StateRow(automata.parts.length + adversary.items);
    this.#budgetAt = automata.parts.length + 1;
  }

  /**
   * Calls `visit` for each successor of `parent`, in an order that depends on the state alone; but not for deliveries whose
   * item `skip` marks with 1. While an observer has something to take, nothing else happens.
   */
  each(parent: StateRow, visit: Visit, skip?: Uint8Array): void {
    const { items } = parent.row;
    const length = items[0] as number;
    if (this.#observersFirst(parent, length, visit)) return;
    const budget = this.#adversary.items === 0 ? 0 : (items[this.#budgetAt] as number);
    for (let i = parent.first; i <= length; i++) {
      const delivery = items[i] as Delivery;
      if (i > parent.first && items[i - 1] === delivery) continue; // the same message again
      if (this.#adversary.isRationed(delivery)) {
        this.#fire(parent, i, budget, visit);
        continue;
      }
      if (skip === undefined || skip[i] === 0) visit(DELIVER, delivery, this.#moves.deliver(parent, i, this.child));
      if (budget > 0 && this.#automata.deliveries.owner[delivery] === NOBODY) this.#meddle(parent, i, budget, visit);
    }
    if (budget > 0 && this.#adversary.crashesLeft(budget) > 0) this.#crashes(parent, budget, visit);
  }

  /** Lets observers take what they are told, in every order; false when there is nothing for them. */
  #observersFirst(parent: StateRow, length: number, visit: Visit): boolean {
    const { anyUrgent, urgent } = this.#automata.deliveries;
    if (!anyUrgent) return false;
    const { items } = parent.row;
    let found = false;
    for (let i = parent.first; i <= length; i++) {
      const delivery = items[i] as Delivery;
      if (!urgent[delivery] || (i > parent.first && items[i - 1] === delivery)) continue;
      found = true;
      visit(DELIVER, delivery, this.#moves.deliver(parent, i, this.child));
    }
    return found;
  }

  /** Fires the timer at `at`, if one of its types still may. */
  #fire(parent: StateRow, at: number, budget: number, visit: Visit): void {
    if (this.#adversary.timersLeft(budget) === 0) return;
    const delivery = parent.row.items[at] as Delivery;
    const changed = this.#moves.deliver(parent, at, this.child);
    this.child.row.items[this.#budgetAt] = this.#adversary.afterTimer(budget);
    visit(DELIVER, delivery, changed);
  }

  /** Loses or duplicates the message at `at`. */
  #meddle(parent: StateRow, at: number, budget: number, visit: Visit): void {
    const delivery = parent.row.items[at] as Delivery;
    if (this.#adversary.dropsLeft(budget) > 0) {
      this.#moves.drop(parent, at, this.child);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterDrop(budget);
      visit(DROP, delivery, NOBODY);
    }
    if (this.#adversary.duplicatesLeft(budget) > 0) {
      const changed = this.#moves.duplicate(parent, at, this.child);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterDuplicate(budget);
      visit(DUPLICATE, delivery, changed);
    }
  }

  #crashes(parent: StateRow, budget: number, visit: Visit): void {
    for (const victim of this.#adversary.victims) {
      this.#moves.crash(parent, victim, this.child);
      this.child.row.items[this.#budgetAt] = this.#adversary.afterCrash(budget);
      visit(CRASH, victim, victim);
    }
  }
}
