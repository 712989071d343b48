/** What an action of XState's own comes to: an assignment changes the frame's context, the others ask for an effect by its verb. */
import type { Message } from '../component.ts';
import { copierFor } from './copiers.ts';
import { noChildren, type Place } from './errors.ts';
import { type Frame, type Instruction, scopeOf } from './frame.ts';
import { type Params, say } from './params.ts';
import type { Expression } from './shapes.ts';

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

export const compileLog =
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
