/** What a chart is told before it is first stepped, and by whom it can be stepped. `check-chart.ts` says what it may not say. */
import type { AnyStateMachine } from 'xstate';
import { type ActionReference, isBuiltInAction, type StateNode, shapeOf, type Transition } from './shapes.ts';
import { everyNode } from './tree.ts';

/** How many steps within a step a chart may take before it is said to go round in circles, unless it sets a limit itself. */
const MAX_ITERATIONS = 10_000;

/** XState knows no limit unless told, and a page whose chart never settles would hang. */
export function limitSteps(machine: AnyStateMachine): void {
  const shape = shapeOf(machine);
  shape.options = { ...shape.options, maxIterations: Math.min(shape.options.maxIterations, MAX_ITERATIONS) };
}

/** Tables know no history and no actors of a chart's own: such charts are left to XState's own step. */
export function needsXState(machine: AnyStateMachine): boolean {
  return [...everyNode(shapeOf(machine).root)].some(
    (node) =>
      node.type === 'history' ||
      node.invoke.length > 0 ||
      actionsIn(node).some((action) => handlesActors(action, machine)),
  );
}

export const transitionsOf = (node: StateNode): Transition[] => [
  ...[...node.transitions.values()].flat(),
  ...(node.always ?? []),
];

export const actionsIn = (node: StateNode): ActionReference[] => [
  ...node.entry,
  ...node.exit,
  ...node.initial.actions,
  ...transitionsOf(node).flatMap(({ actions }) => actions),
];

function handlesActors(action: ActionReference, machine: AnyStateMachine): boolean {
  const { actions } = shapeOf(machine).implementations;
  const meant = typeof action === 'function' ? action : actions[typeof action === 'string' ? action : action.type];
  return isBuiltInAction(meant) && (meant.type === 'xstate.spawnChild' || meant.type === 'xstate.stopChild');
}
