/** Follows choices that were made before exploration begins: the way to the moment of a run from which to explore. */
import { type Choice, ScheduleError } from '../schedule.ts';
import { Moves } from './moves.ts';
import { StateRow } from './state-row.ts';
import type { World } from './world.ts';

/** The state after the choices. They cost the adversary nothing. Throws a `ScheduleError` when one cannot be made. */
export function follow(world: World, choices: readonly Choice[]): StateRow {
  const moves = new Moves(world);
  const { locals, pending } = world.start();
  let here = new StateRow(locals.length);
  here.set(locals, [], pending);
  for (const [step, choice] of choices.entries()) {
    const next = new StateRow(locals.length);
    if (choice.act === 'crash') moves.crash(here, world.indexOf(choice.component), next);
    else moves[choice.act](here, placeOf(world, here, choice.key, step), next);
    here = next;
  }
  return here;
}

function placeOf(world: World, { first, row: { items } }: StateRow, key: string, step: number): number {
  const pending: string[] = [];
  for (let at = first; at <= (items[0] as number); at++) {
    const known = world.deliveries.key[items[at] as number] as string;
    if (known === key) return at;
    pending.push(known);
  }
  throw new ScheduleError(
    `a run whose messages depend on time or chance cannot be explored from its middle: step ${step} on the way expects "${key}", which is not pending here; pending: ${shortList(pending)}`,
  );
}

const shortList = (keys: readonly string[]): string => {
  const [shown, rest] = [keys.slice(0, 3).join(', '), keys.length - 3];
  return keys.length === 0 ? 'nothing' : rest > 0 ? `${shown} and ${rest} more` : shown;
};
