/**
 * Where boxes stand in a run that was not known when the page was built. A laboratory plays every scenario, and each has boxes
 * for as many instances as it has; what a reader makes of a scenario has room for the instances of them all.
 */
import type { Model, Params, Played } from '../kernel/index.ts';
import type { Layout, Placement } from './contract.ts';

export type Placements = Placement & Pick<Layout, 'narrow'>;

/** By the numbers of instances. */
export type Rooms = Readonly<Record<string, Placements>>;

/** The room in which there is a place for the instances of every scenario. */
export const EVERY_RUN = 'every run';

/** How many instances of each kind a run has that do not come and go, in the order of the kinds. */
export function countsOf(model: Model, params: Params): string {
  const specs = model.components(params);
  return Object.keys(model.kinds)
    .filter((name) => !model.kinds[name]?.dynamic)
    .map((name) => specs.filter(({ kind }) => kind === name).length)
    .join(' ');
}

/** Runs that are compared stand alike. */
export function placementsIn(rooms: Rooms, runs: readonly Played[]): Placements | undefined {
  const [counts, ...others] = new Set(runs.map(({ model, params }) => countsOf(model, params)));
  return (others.length === 0 ? rooms[counts ?? ''] : undefined) ?? rooms[EVERY_RUN];
}
