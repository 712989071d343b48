/** Scenarios by the name that a page's head uses: "simulation/scenario". */

import { playedOnce } from '../claims/played.ts';
import { type KnobValue, type Model, type Played, recipeOf } from '../kernel/index.ts';
import { encodeLink } from '../kernel/link.ts';
import { modelNamed } from './models.ts';

export interface NamedScenario {
  readonly model: Model;
  readonly simulation: string;
  readonly scenario: string;
  readonly title: string;
  /** The run's text for an address. */
  readonly link: string;
}

/** Throws, naming `where` and what is known, for a simulation, scenario or knob that is not there. */
export function scenarioNamed(
  name: string,
  where: string,
  knobs: Readonly<Record<string, KnobValue>> = {},
): NamedScenario {
  const [simulation = '', scenario = ''] = name.split('/');
  const model = modelNamed(simulation, `"${name}" of ${where}`);
  const found = model.scenarios[scenario];
  if (found === undefined)
    throw new Error(
      `unknown scenario "${scenario}" in "${name}" of ${where}; known: ${Object.keys(model.scenarios).join(', ')}`,
    );
  const link = encodeLink(model, { recipe: recipeOf(model, scenario, { knobs }) });
  return { model, simulation, scenario, title: found.title, link };
}

/** The run of a scenario with these knobs. Throws, naming `where`, also for a value that a knob has not. */
export function playedScenario(name: string, where: string, knobs: Readonly<Record<string, KnobValue>> = {}): Played {
  const { model, scenario } = scenarioNamed(name, where, knobs);
  try {
    return playedOnce(model, recipeOf(model, scenario, { knobs }));
  } catch (error) {
    throw new Error(`${where}: ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
