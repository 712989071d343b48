/**
 * A run as a text that fits into an address: everything of its recipe and the moment that is shown, with the version of
 * the model that it was made with. Reading one gives that run or an error that says what is wrong; when the model has
 * changed since, a note says so. It is never silently another run.
 */
import { type Fault, FaultError } from './faults.ts';
import { KnobError, type KnobValue, paramsWith, readKnob } from './knobs.ts';
import { checksumOf } from './link/checksum.ts';
import { LinkError } from './link/link-error.ts';
import { type Payload, readPayload, writePayload } from './link/payload.ts';
import { readFault } from './link/read-fault.ts';
import type { Model } from './model.ts';
import { type Recipe, RecipeError, scenarioOf } from './recipe.ts';

export { LinkError };

/** What is shared. */
export interface Shared {
  readonly recipe: Recipe;
  /** The step that is shown; −1 is before the first. Left out: where the scenario's author begins. */
  readonly atStep?: number | undefined;
  /** Names of the views that are open. */
  readonly views?: readonly string[];
  /** The hash of the trace, where it is known: whoever opens the link can tell whether it is the same run. */
  readonly traceHash?: string;
}

/** What a link says. */
export interface Opened {
  readonly recipe: Recipe;
  readonly atStep: number | undefined;
  readonly views: readonly string[];
  /** '' when the link does not carry it. */
  readonly traceHash: string;
  /** What a reader must know before believing it: the model has changed, a knob is gone. One sentence each. */
  readonly notes: readonly string[];
}

/** The text of a run. Throws a `LinkError` for one that is too long, and a `RecipeError` for an unknown scenario. */
export function encodeLink(model: Model, { recipe, atStep, views = [], traceHash = '' }: Shared): string {
  const { scenario, seed, knobs, faults, schedule, chosen } = recipe;
  scenarioOf(model, scenario);
  const checksum = checksumOf(model, scenario);
  return writePayload({
    simulation: model.id,
    version: model.version,
    checksum,
    scenario,
    seed,
    knobs,
    faults,
    schedule,
    atStep,
    views,
    traceHash,
    chosen,
  });
}

/** The folder's name of the simulation that a link is of. Throws a `LinkError`. */
export const simulationOfLink = (text: string): string => readPayload(text).simulation;

/** Reads a link to a run of `model`. Throws a `LinkError`, and nothing else, whatever the text. */
export function decodeLink(model: Model, text: string): Opened {
  const payload = readPayload(text);
  if (payload.simulation !== model.id)
    throw new LinkError(`this link shows the simulation "${payload.simulation}"; this is "${model.id}": open it there`);
  try {
    return openedWith(model, payload);
  } catch (error) {
    if (!(error instanceof KnobError || error instanceof FaultError || error instanceof RecipeError)) throw error;
    throw new LinkError(`this link cannot be opened: ${error.message}`);
  }
}

function openedWith(model: Model, payload: Payload): Opened {
  const { simulation, scenario, seed, schedule, chosen, atStep, views, traceHash } = payload;
  scenarioOf(model, scenario);
  const notes = notesAbout(model, payload);
  // A link of this very model cannot name what is not there; an older one may, and its reader is told what was left out.
  const isCurrent = notes.length === 0;
  const attempt = <T>(read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (isCurrent || !(error instanceof KnobError || error instanceof FaultError)) throw error;
      notes.push(`left out: ${error.message}`);
      return [];
    }
  };
  const turned = Object.entries(payload.knobs).flatMap(([name, value]) =>
    attempt((): [string, KnobValue] => [name, readKnob(model.knobs, name, value)]),
  );
  const knobs = Object.fromEntries(turned);
  const params = paramsWith(model.knobs, { ...model.scenarios[scenario]?.knobs, ...knobs });
  const faults = payload.faults.flatMap((fault): Fault[] => attempt(() => readFault(model, params, fault)));
  return {
    recipe: { simulation, scenario, seed, knobs, faults, ...(schedule && { schedule }), ...(chosen && { chosen }) },
    atStep,
    views,
    traceHash,
    notes,
  };
}

function notesAbout(model: Model, { version, checksum, scenario }: Payload): string[] {
  const { id } = model;
  const may = 'what you see may differ from what was shared';
  if (version < model.version)
    return [`recorded with version ${version} of ${id}; now version ${model.version}: ${may}`];
  if (version > model.version)
    return [`recorded with version ${version} of ${id}; this is the older version ${model.version}: ${may}`];
  if (checksum === checksumOf(model, scenario)) return [];
  return [
    `recorded with another edition of version ${version} of ${id}, whose charts, knobs or scenario "${scenario}" were different: ${may}`,
  ];
}
