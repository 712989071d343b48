/**
 * Actions, made into instructions once. Whatever is not an assignment asks for an effect by its verb, as it does when XState
 * itself has stepped, so that whoever carries effects out need not know which of the two it was.
 */
import { compileAssign, compileCancel, compileEmit, compileLog } from './built-ins.ts';
import { compileEnqueue } from './enqueue.ts';
import { inlineEffect, noChildren, type Place, unknownAction } from './errors.ts';
import type { Instruction } from './frame.ts';
import { compileRaise, compileSendTo } from './messages.ts';
import { compileParams, noParams, type Params } from './params.ts';
import { type ActionReference, type BuiltInAction, isBuiltInAction } from './shapes.ts';

export function compileAction(action: ActionReference, place: Place): Instruction {
  if (isBuiltInAction(action)) return compileBuiltIn(action, noParams, place);
  if (typeof action === 'function') throw inlineEffect(action.name, place);
  const type = typeof action === 'string' ? action : action.type;
  const declared = place.machine.implementations.actions[type];
  if (declared === undefined) throw unknownAction(type, place);
  const params = typeof action === 'string' ? noParams : compileParams(action.params);
  if (isBuiltInAction(declared)) return compileBuiltIn(declared, params, place);
  return (frame) => frame.effects.other(type, params(frame));
}

function compileBuiltIn(action: BuiltInAction, params: Params, place: Place): Instruction {
  switch (action.type) {
    case 'xstate.assign':
      return compileAssign(action.assignment, params, place);
    case 'xstate.raise':
      return compileRaise(action, params, place);
    case 'xstate.sendTo':
      return compileSendTo(action, params, place);
    case 'xstate.cancel':
      return compileCancel(action.sendId, params);
    case 'xstate.emit':
      return compileEmit(action.event, params);
    case 'xstate.log':
      return compileLog(action.value, action.label, params);
    case 'xstate.enqueueActions':
      return compileEnqueue(action.collect, params, place, compileAction);
    default:
      throw noChildren(action.type, place);
  }
}
