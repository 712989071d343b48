/**
 * What a chart may not say, told before it is first stepped. XState would let most of it pass, and it would be found
 * late: an undeclared name does nothing, an undeclared delay is no delay at all. What browsers are sent has been through it, and
 * comes without it (`src/islands`).
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
import { actionsIn, transitionsOf } from './rules.ts';
import type { ActionReference, BuiltInAction, GuardReference, RaiseFields, SendToFields } from './shapes.ts';
import { isBuiltInAction, isBuiltInGuard, shapeOf } from './shapes.ts';
import { everyNode } from './tree.ts';

/** Throws when a chart breaks a rule, and says where. */
export function checkChart(chart: AnyStateMachine): void {
  const machine = shapeOf(chart);
  for (const node of everyNode(machine.root)) {
    const place = { machine, node };
    for (const action of actionsIn(node)) checkAction(action, place);
    for (const { guard } of transitionsOf(node)) if (guard) checkGuard(guard, place);
  }
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
