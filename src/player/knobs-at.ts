/** Where the knobs stand at the playhead, and which of many are shown first. */
import { type Model, type Params, type Recipe, scenarioOf } from '../kernel/index.ts';
import { ownLane, type Session } from './session.ts';
import { timeAt } from './timeline.ts';

const latest = new WeakMap<object, { readonly turns: number; readonly params: Params }>();

/** The parameters of the reader's run, with what was turned during it up to the playhead. The same object while nothing is turned. */
export function paramsAt({ model, timeline, place }: Session): Params {
  const lane = ownLane(timeline);
  const [, { faults = [] }] = scenarioOf(model, lane.recipe.scenario);
  const atUs = timeAt(timeline, place);
  const turns = [...faults, ...lane.recipe.faults]
    .filter((fault) => fault.kind === 'knob')
    .filter((fault) => fault.atUs <= atUs)
    .sort((a, b) => a.atUs - b.atUs);
  const known = latest.get(lane);
  if (known?.turns === turns.length) return known.params;
  const params =
    turns.length === 0
      ? lane.params
      : { ...lane.params, ...Object.fromEntries(turns.map(({ knob, value }) => [knob, value])) };
  latest.set(lane, { turns: turns.length, params });
  return params;
}

/** More than these are folded: the picture is to be seen while they are turned. */
const FIRST = 6;

/** What the scenario is about: the knobs that it sets, and the model's first ones; in the model's order. */
export function firstKnobs(model: Model, { scenario, knobs }: Recipe): readonly string[] {
  const all = Object.keys(model.knobs);
  const set = { ...scenarioOf(model, scenario)[1].knobs, ...knobs };
  const chosen = [...new Set([...all.filter((name) => Object.hasOwn(set, name)), ...all])].slice(0, FIRST);
  return all.filter((name) => chosen.includes(name));
}
