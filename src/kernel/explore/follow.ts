/** Follows choices that were made before exploration begins: the way to the moment of a run from which to explore. */
import { type Choice, ScheduleError } from '../schedule.ts';
import { Moves } from './moves.ts';
import { StateRow } from './state-row.ts';
import type { World } from './world.ts';

/** The state after the choices. They cost the adversary nothing. Throws a `ScheduleError` when one cannot be made. */
export function follow(world: World, choices: readonly Choice[]): StateRow {
  const follower = new Follower(world);
  for (const choice of choices) follower.take(choice);
  return follower.here;
}

/** Goes one choice at a time. */
export class Follower {
  here: StateRow;
  readonly #world: World;
  readonly #moves: Moves;
  #taken = 0;

  constructor(world: World) {
    const { locals, pending } = world.start();
    this.here = new StateRow(locals.length);
    this.here.set(locals, [], pending);
    this.#world = world;
    this.#moves = new Moves(world);
  }

  /** Throws a `ScheduleError` when it cannot be made here. */
  take(choice: Choice): void {
    const { here } = this;
    const next = new StateRow(here.first - 1);
    if (choice.act === 'crash') this.#moves.crash(here, this.#world.indexOf(choice.component), next);
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
      const known = this.#world.deliveries.key[items[at] as number] as string;
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
