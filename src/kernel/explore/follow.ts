/** Follows choices that were made before exploration begins: the way to the moment of a run from which to explore. */
import { type Choice, ScheduleError } from '../schedule.ts';
import type { Automata } from './automata.ts';
import { Moves } from './moves.ts';
import { StateRow } from './state-row.ts';

/** The state after the choices. They cost the adversary nothing. Throws a `ScheduleError` when one cannot be made. */
export function follow(automata: Automata, choices: readonly Choice[]): StateRow {
  const follower = new Follower(automata);
  for (const choice of choices) follower.take(choice);
  return follower.here;
}

/** Goes one choice at a time. */
export class Follower {
  here: StateRow;
  readonly #automata: Automata;
  readonly #moves: Moves;
  #taken = 0;

  constructor(automata: Automata) {
    const { locals, pending } = automata.start();
    this.here = new StateRow(locals.length);
    this.here.set(locals, [], pending);
    this.#automata = automata;
    this.#moves = new Moves(automata);
  }

  /** Throws a `ScheduleError` when it cannot be made here. */
  take(choice: Choice): void {
    const { here } = this;
    const next = new StateRow(here.first - 1);
    if (choice.act === 'crash') this.#moves.crash(here, this.#automata.indexOf(choice.component), next);
    else this.#moves[choice.act](here, this.#placeOf(choice.key), next);
    this.here = next;
    this.#taken++;
  }

  #placeOf(key: string): number {
    const {
      first,
      row: { items },
    } = this.here;
    const pending: string[] = [];
    for (let at = first; at <= (items[0] as number); at++) {
      const known = this.#automata.deliveries.key[items[at] as number] as string;
      if (known === key) return at;
      pending.push(known);
    }
    throw new ScheduleError(
      `a run whose messages depend on time or chance cannot be explored from its middle: step ${this.#taken} on the way expects "${key}", which is not pending here; pending: ${shortList(pending)}`,
    );
  }
}

const shortList = (keys: readonly string[]): string => {
  const [shown, rest] = [keys.slice(0, 3).join(', '), keys.length - 3];
  return keys.length === 0 ? 'nothing' : rest > 0 ? `${shown} and ${rest} more` : shown;
};
