/** What an action of XState's own comes to: an assignment changes the frame's context, the others ask for an effect by its verb. */
import type { Message } from '../component.ts';
import { copierFor } from './copiers.ts';
import { noChildren, type Place } from './errors.ts';
import type { Instruction } from './frame.ts';
import { type Params, say } from './params.ts';
import type { Expression } from './shapes.ts';

export const compileCancel = (sendId: string | Expression, params: Params): Instruction =>
  typeof sendId === 'string'
    ? ({ effects }) => effects.cancel(sendId)
    : (frame) => frame.effects.cancel(sendId(frame, params(frame)) as string);

export const compileEmit =
  (event: Message | Expression, params: Params): Instruction =>
  (frame) =>
    frame.effects.emit(say(event, frame, params(frame)) as Message);

export const compileLog =
  (said: unknown, label: string | undefined, params: Params): Instruction =>
  (frame) =>
    frame.effects.log(say(said, frame, params(frame)), label);

export function compileAssign(
  assignment: Expression | Readonly<Record<string, unknown>>,
  params: Params,
  place: Place,
): Instruction {
  const copyOf = copierFor(place.machine);
  const spawn = () => {
    throw noChildren('spawn', place);
  };
  if (typeof assignment === 'function') {
    return (frame) => {
      frame.spawn = spawn;
      const changes = assignment(frame, params(frame)) as object;
      frame.context = Object.assign(copyOf(frame.context), changes);
      frame.changes++;
    };
  }
  const names = Object.keys(assignment);
  const values = Object.values(assignment);
  return (frame) => {
    frame.spawn = spawn;
    const given = params(frame);
    const context = copyOf(frame.context);
    for (let i = 0; i < names.length; i++) context[names[i]!] = say(values[i], frame, given);
    frame.context = context;
    frame.changes++;
  };
}
