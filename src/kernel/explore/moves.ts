/**
 * What one choice does to a state: on rows, in place, without allocating. A delivery is named by its place in the row.
 */

import type { Automata } from './automata.ts';
import { type Delivery, NOBODY } from './deliveries.ts';
import type { StepOutcome } from './outcome.ts';
import type { StateRow } from './state-row.ts';

export class Moves {
  readonly #automata: Automata;

  constructor(automata: Automata) {
    this.#automata = automata;
  }

  /** `into` becomes `from` with item `at` delivered. Gives whose local state has changed, or `NOBODY`. */
  deliver(from: StateRow, at: number, into: StateRow): number {
    const delivery = from.row.items[at] as Delivery;
    const receiver = this.#automata.deliveries.to[delivery] as number;
    const before = from.row.items[receiver + 1] as number;
    const outcome = this.#automata.step(receiver, before, delivery);
    into.assign(from);
    into.take(at);
    this.#apply(receiver, outcome, into);
    return outcome.to === before ? NOBODY : receiver;
  }

  /** The same, and a copy of it stays on its way. */
  duplicate(from: StateRow, at: number, into: StateRow): number {
    const changed = this.deliver(from, at, into);
    into.insert(from.row.items[at] as Delivery);
    return changed;
  }

  /** `into` becomes `from` with item `at` lost. */
  drop(from: StateRow, at: number, into: StateRow): void {
    into.assign(from);
    into.take(at);
  }

  /** `into` becomes `from` with a component down and up again: its timers are gone, messages to it are still on their way. */
  crash(from: StateRow, victim: number, into: StateRow): void {
    const outcome = this.#automata.crash(victim, from.row.items[victim + 1] as number);
    into.assign(from);
    this.#dropTimersOf(victim, into);
    this.#apply(victim, outcome, into);
  }

  #apply(stepped: number, { to, adds, cancels }: StepOutcome, into: StateRow): void {
    into.row.items[stepped + 1] = to;
    for (let i = 0; i < cancels.length; i++) this.#callOff(cancels[i] as number, into);
    for (let i = 0; i < adds.length; i++) into.insert(adds[i] as Delivery);
  }

  /** At most one timer of a name runs. */
  #callOff(name: number, into: StateRow): void {
    const { items } = into.row;
    const { timer } = this.#automata.deliveries;
    const length = items[0] as number;
    let at = into.first;
    while (at <= length && timer[items[at] as Delivery] !== name) at++;
    if (at <= length) into.take(at);
  }

  #dropTimersOf(owner: number, into: StateRow): void {
    const { items } = into.row;
    for (let i = into.first; i <= (items[0] as number); ) {
      if (this.#automata.deliveries.owner[items[i] as Delivery] === owner) into.take(i);
      else i++;
    }
  }
}
