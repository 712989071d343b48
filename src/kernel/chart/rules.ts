/**
 * What a chart may not say, told before it is first stepped. XState would let most of it pass, and it would be found
 * late: an undeclared name does nothing, an undeclared delay is no delay at all.
 */
import type { AnyStateMachine } from 'xstate';
import {
  inlineEffect,
  invalidDelay,
  type Place,
  stringEvent,
  stringTarget,
  unknownAction,
  unknownDelay,
  unknownGuard,
} from './errors.ts';
import { guardKind } from './guards.ts';
import { isDelay } from './messages.ts';
import type {
  ActionReference,
  BuiltInAction,
  GuardReference,
  RaiseFields,
  SendToFields,
  StateNode,
  Transition,
} from './shapes.ts';
import { isBuiltInAction, isBuiltInGuard, shapeOf } from './shapes.ts';
import { everyNode } from './tree.ts';

/** How many steps within a step a chart may take before it is said to go round in circles, unless it sets a limit itself. */
const MAX_ITERATIONS = 10_000;

/** Throws when a chart breaks a rule, and says where. */
export function checkRules(machine: AnyStateMachine): void {
  const shape = shapeOf(machine);
  // XState knows no limit unless told, and a page whose chart never settles would hang.
  shape.options = { ...shape.options, maxIterations: Math.min(shape.options.maxIterations, MAX_ITERATIONS) };
  for (const node of everyNode(shape.root)) {
    const place = { machine: shape, node };
    for (const action of actionsIn(node)) checkAction(action, place);
    for (const { guard } of transitionsOf(node)) if (guard) checkGuard(guard, place);
  }
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

const actionsIn = (node: StateNode): ActionReference[] => [
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

function checkAction(action: ActionReference, place: Place): void {
  if (isBuiltInAction(action)) {
    checkBuiltIn(action, place);
    return;
  }
  if (typeof action === 'function') throw inlineEffect(action.name, place);
  const type = typeof action === 'string' ? action : action.type;
  const declared = place.machine.implementations.actions[type];
  if (declared === undefined) throw unknownAction(type, place);
  if (isBuiltInAction(declared)) checkBuiltIn(declared, place);
}

function checkBuiltIn(action: BuiltInAction, place: Place): void {
  if (action.type === 'xstate.sendTo' && typeof action.to === 'string') throw stringTarget(action.to, place);
  if (action.type !== 'xstate.raise' && action.type !== 'xstate.sendTo') return;
  if (typeof action.event === 'string') throw stringEvent(action.event, action.type.slice('xstate.'.length), place);
  checkDelay(action, place);
}

function checkDelay({ delay, event }: RaiseFields | SendToFields, place: Place): void {
  const wait = typeof delay === 'string' ? place.machine.implementations.delays[delay] : delay;
  if (typeof delay === 'string' && wait === undefined) throw unknownDelay(delay, place);
  // A delay or an event that is worked out by a function is looked at when it has been.
  if (typeof wait === 'number' && typeof event === 'object' && !isDelay(wait))
    throw invalidDelay(wait, event.type, place);
}

function checkGuard(guard: GuardReference, place: Place): void {
  if (isBuiltInGuard(guard)) {
    if (guardKind(guard) !== 'stateIn') for (const part of guard.guards ?? []) checkGuard(part, place);
    return;
  }
  if (typeof guard === 'function') return;
  const type = typeof guard === 'string' ? guard : guard.type;
  const declared = place.machine.implementations.guards[type];
  if (declared === undefined) throw unknownGuard(type, place);
  checkGuard(declared, place);
}
