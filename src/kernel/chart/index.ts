/**
 * Turns an XState machine into a chart: something that the kernel can step, purely and fast.
 *
 * Read `tables.ts` for how a step goes; it leads to the rest. `selection.ts` finds which transitions an event selects,
 * `plan.ts` what happens when they are taken, `actions.ts` and `guards.ts` bind the author's functions in.
 */
import type { AnyStateMachine } from 'xstate';
import { checkChart } from './check-chart.ts';
import type { InspectableChart } from './inspect.ts';
import { interpretedBy } from './interpreted.ts';
import { limitSteps, needsXState } from './rules.ts';
import { TableChart } from './tables.ts';

export {
  type ChartDescription,
  description,
  type TransitionDescription,
  transitionsNow,
  transitionsSelected,
} from './description.ts';
export type { InspectableChart } from './inspect.ts';

/** A state of a chart points into its tables, so there is one chart per machine in a process, however many runs use it. */
const charts = new WeakMap<AnyStateMachine, InspectableChart>();
const interpretedCharts = new WeakMap<AnyStateMachine, InspectableChart>();

/** The chart of a machine, stepped by tables, or by XState where tables do not reach. */
export function chart(machine: AnyStateMachine): InspectableChart {
  let known = charts.get(machine);
  if (known === undefined) {
    prepare(machine);
    known = needsXState(machine) ? interpreted(machine) : new TableChart(machine);
    charts.set(machine, known);
  }
  return known;
}

/** The chart of a machine, always stepped by XState itself: to check a run again by other means. */
export function interpreted(machine: AnyStateMachine): InspectableChart {
  let known = interpretedCharts.get(machine);
  if (known === undefined) {
    prepare(machine);
    known = interpretedBy(machine, needsXState(machine));
    interpretedCharts.set(machine, known);
  }
  return known;
}

function prepare(machine: AnyStateMachine): void {
  limitSteps(machine);
  checkChart(machine);
}
