/** Where the knobs stand at the playhead. */
import { type Params, scenarioOf } from '../kernel/index.ts';
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
