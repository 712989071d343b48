/** `link`: a recipe to the text that an address carries, and back. */
import { decodeLink, encodeLink, type Opened, simulationOfLink } from '../kernel/link.ts';
import type { Model } from '../kernel/model.ts';
import type { Recipe } from '../kernel/recipe.ts';
import { ScheduleError } from '../kernel/schedule.ts';
import { runOnce } from '../kernel/sweep/run-once.ts';
import { addressOf, linkIn } from './address.ts';
import { UsageError } from './usage.ts';

interface LinkAnswer {
  readonly link: string;
  readonly address: string;
}

/** The run is made once, so that the link carries its trace's hash. */
export function linkOf(model: Model, recipe: Recipe, atStep: number | undefined): LinkAnswer {
  const { traceHash, events } = followed(() => runOnce(model, recipe, { traceHash: true }));
  if (atStep !== undefined && atStep >= events)
    throw new UsageError(`--at is "${atStep}"; expected a step of this run, from 0 to ${events - 1}`);
  const link = encodeLink(model, { recipe, atStep, traceHash });
  return { link, address: addressOf(model, link) };
}

/** An order of events is a link's, and of one seed and one set of knobs. Throws a `UsageError` where a run does not have it. */
export function followed<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new UsageError(
      `--link: ${error.message}; the link's order is of another run: leave out --seed, --set and --fault`,
      { cause: error },
    );
  }
}

/** The simulation is named in the link itself. */
export const simulationIn = (pasted: string): string => simulationOfLink(linkIn(pasted));

export const openedFrom = (model: Model, pasted: string): Opened => decodeLink(model, linkIn(pasted));
