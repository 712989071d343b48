/** `raise` and `sendTo`: events that a chart sends to itself and to others, at once or after a delay. */
import type { Address, Message } from '../component.ts';
import { invalidDelay, noAddress, type Place, stringEvent, stringTarget, unknownDelay } from './errors.ts';
import type { Instruction } from './frame.ts';
import { type Params, say } from './params.ts';
import type { DelayReference, Expression, RaiseFields, SendToFields } from './shapes.ts';

export function compileRaise(raise: Omit<RaiseFields, 'type'>, params: Params, place: Place): Instruction {
  const { id } = raise;
  const said = requireEvent(raise.event, 'raise', place);
  const wait = requireDelay(raise.delay, place);
  // Most timers of `after` are of this kind.
  if (typeof said !== 'function' && typeof wait === 'number') {
    const delay = checkedDelay(wait, said, place);
    return ({ effects }) => effects.raise(said, id, delay);
  }
  return (frame) => {
    const given = params(frame);
    const event = say(said, frame, given) as Message;
    const delay = delayNow(wait, frame, given, event, place);
    // Without a delay the event is taken within this step; that it was raised is told for the record.
    if (delay === undefined) frame.raise(event);
    frame.effects.raise(event, id, delay);
  };
}

export function compileSendTo(send: Omit<SendToFields, 'type'>, params: Params, place: Place): Instruction {
  const { to: target, id } = send;
  const said = requireEvent(send.event, 'sendTo', place);
  const wait = requireDelay(send.delay, place);
  if (typeof target === 'string') throw stringTarget(target, place);
  return (frame) => {
    const given = params(frame);
    const event = say(said, frame, given) as Message;
    const delay = delayNow(wait, frame, given, event, place);
    const to = say(target, frame, given);
    if (typeof to === 'string') throw stringTarget(to, place);
    // XState would send to the chart itself, and nobody would notice.
    if (!to) throw noAddress(event.type, place);
    frame.effects.sendTo(to as Address, event, id, delay);
  };
}

function requireEvent(event: Message | Expression | string, action: string, place: Place): Message | Expression {
  if (typeof event === 'string') throw stringEvent(event, action, place);
  return event;
}

/** A delay's name stands for a number or a function that was declared. */
function requireDelay(delay: DelayReference, place: Place): number | Expression | undefined {
  if (typeof delay !== 'string') return delay;
  const declared = place.machine.implementations.delays[delay];
  if (declared === undefined) throw unknownDelay(delay, place);
  return declared;
}

function delayNow(wait: number | Expression | undefined, scope: object, params: unknown, event: Message, place: Place) {
  return wait === undefined ? undefined : checkedDelay(say(wait, scope, params), event, place);
}

function checkedDelay(delay: unknown, event: Message, place: Place): number {
  if (isDelay(delay)) return delay;
  throw invalidDelay(delay, event.type, place);
}

/** Infinity is a delay: the timer never fires. */
export const isDelay = (delay: unknown): delay is number => typeof delay === 'number' && delay >= 0;
