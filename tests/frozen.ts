/** Charts whose contexts and messages cannot be changed: an action that changes what was, instead of assigning what is, throws. */
import type { AnyStateMachine } from 'xstate';
import { chart, type InspectableChart } from '../src/kernel/chart/index.ts';
import type { State } from '../src/kernel/component.ts';

const charts = new WeakMap<AnyStateMachine, InspectableChart>();

/** For `play(…, { chart: frozen })`. The past of a run is made of the same objects as its present. */
export function frozen(machine: AnyStateMachine): InspectableChart {
  const known = charts.get(machine) ?? freezing(chart(machine));
  charts.set(machine, known);
  return known;
}

function freezing(own: InspectableChart): InspectableChart {
  const kept = (state: State): State => {
    freeze(own.view(state).context);
    return state;
  };
  return {
    how: own.how,
    machine: own.machine,
    start: (...asked) => kept(own.start(...asked)),
    step: (state, event, ambient) => kept(own.step(state, freeze(event), ambient)),
    view: (state) => own.view(state),
    isDone: (state) => own.isDone(state),
    withContext: (state, context) => kept(own.withContext(state, context)),
    nodes: (state) => own.nodes(state),
    selected: (state, event) => own.selected(state, event),
  };
}

/** All the way down, as far as it is not frozen already. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}
