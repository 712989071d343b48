/**
 * `enqueueActions`: the author's function says at run time which actions follow. What it enqueues is made into
 * instructions there and then, and they run, in order, after it has returned.
 */
import type { Message } from '../component.ts';
import { compileAssign, compileCancel, compileEmit } from './built-ins.ts';
import { noChildren, type Place, stringTarget } from './errors.ts';
import type { Instruction } from './frame.ts';
import { compileGuard } from './guards.ts';
import { compileRaise, compileSendTo } from './messages.ts';
import { noParams, type Params } from './params.ts';
import type { ActionReference, DelayReference, Expression, GuardReference } from './shapes.ts';

/** Makes any action into an instruction: `enqueueActions` is an action that holds actions. */
type Compile = (action: ActionReference, place: Place) => Instruction;

export function compileEnqueue(collect: Expression, params: Params, place: Place, compile: Compile): Instruction {
  // One set of helpers for this place: `enqueued` is whatever list is being filled.
  let enqueued: Instruction[] = [];
  const enqueue = helpers(place, compile, (instruction) => enqueued.push(instruction));
  return (frame) => {
    const mine: Instruction[] = [];
    enqueued = mine;
    const check = (guard: GuardReference) => compileGuard(guard, place.machine)(frame, frame.event);
    const { context, event, self, system } = frame;
    collect({ context, event, enqueue, check, self, system }, params(frame));
    for (const instruction of mine) instruction(frame);
  };
}

interface SendOptions {
  readonly id?: string;
  readonly delay?: DelayReference;
}
type Said = Message | Expression;

/** What the author calls: `enqueue(action)`, `enqueue.assign(…)`, `enqueue.raise(…)` and so on. */
function helpers(place: Place, compile: Compile, add: (instruction: Instruction) => void) {
  const enqueue = (action: ActionReference) => add(compile(action, place));
  const refuse = (what: string) => () => {
    throw noChildren(what, place);
  };
  return Object.assign(enqueue, {
    assign: (assignment: Expression | Readonly<Record<string, unknown>>) =>
      add(compileAssign(assignment, noParams, place)),
    raise: (event: Said, options?: SendOptions) => add(compileRaise({ event, ...options }, noParams, place)),
    sendTo: (to: unknown, event: Said, options?: SendOptions) =>
      add(compileSendTo({ to, event, ...options }, noParams, place)),
    sendParent: () => {
      throw stringTarget('#_parent', place);
    },
    cancel: (sendId: string | Expression) => add(compileCancel(sendId, noParams)),
    emit: (event: Said) => add(compileEmit(event, noParams)),
    spawnChild: refuse('spawnChild'),
    stopChild: refuse('stopChild'),
  });
}
