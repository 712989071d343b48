/**
 * Actions, made into instructions once. An assignment changes the frame's context; everything else asks for an effect by its
 * verb, as it does when XState itself has stepped, so that whoever carries effects out need not know which of the two it was.
 */
import type { Message } from '../component.ts';
import { copierFor } from './copiers.ts';
import { compileEnqueue } from './enqueue.ts';
import { inlineEffect, noChildren, type Place, unknownAction } from './errors.ts';
import { type Frame, type Instruction, scopeOf } from './frame.ts';
import { compileRaise, compileSendTo } from './messages.ts';
import { compileParams, noParams, type Params, say } from './params.ts';
import type { ActionReference, BuiltInAction, Expression } from './shapes.ts';
import { isBuiltInAction } from './shapes.ts';

export function compileAction(action: ActionReference, place: Place): Instruction {
  if (isBuiltInAction(action)) return compileBuiltIn(action, noParams, place);
  if (typeof action === 'function') throw inlineEffect(action.name, place);
  const type = typeof action === 'string' ? action : action.type;
  const declared = place.machine.implementations.actions[type];
  if (declared === undefined) throw unknownAction(type, place);
  const params = typeof action === 'string' ? noParams : compileParams(action.params);
  if (isBuiltInAction(declared)) return compileBuiltIn(declared, params, place);
  return (frame, event) => frame.ambient.effects.other(type, params(frame, event));
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
      return compileEnqueue(action.collect, params, place);
    default:
      throw noChildren(action.type, place);
  }
}

export const compileCancel = (sendId: string | Expression, params: Params): Instruction =>
  typeof sendId === 'string'
    ? ({ ambient }) => ambient.effects.cancel(sendId)
    : (frame, event) => frame.ambient.effects.cancel(sendId(scopeOf(frame, event), params(frame, event)) as string);

export const compileEmit =
  (event: Message | Expression, params: Params): Instruction =>
  (frame, cause) =>
    frame.ambient.effects.emit(
      typeof event === 'function' ? (event(scopeOf(frame, cause), params(frame, cause)) as Message) : event,
    );

const compileLog =
  (said: unknown, label: string | undefined, params: Params): Instruction =>
  (frame, event) =>
    frame.ambient.effects.log(say(said, scopeOf(frame, event), params(frame, event)), label);

export function compileAssign(
  assignment: Expression | Readonly<Record<string, unknown>>,
  params: Params,
  place: Place,
): Instruction {
  const copyOf = copierFor(place.machine);
  const spawn = () => {
    throw noChildren('spawn', place);
  };
  const scopeWithSpawn = ({ context, ambient: { self, system } }: Frame, event: Message) => ({
    context,
    event,
    self,
    system,
    spawn,
  });
  if (typeof assignment === 'function') {
    return (frame, event) => {
      const changes = assignment(scopeWithSpawn(frame, event), params(frame, event)) as object;
      frame.context = Object.assign(copyOf(frame.context), changes);
      frame.changes++;
    };
  }
  const names = Object.keys(assignment);
  const values = Object.values(assignment);
  return (frame, event) => {
    const scope = scopeWithSpawn(frame, event);
    const given = params(frame, event);
    const context = copyOf(frame.context);
    for (let i = 0; i < names.length; i++) context[names[i]!] = say(values[i], scope, given);
    frame.context = context;
    frame.changes++;
  };
}
