/**
 * A moment of a run as the choices that lead there: plain data, for `ExploreOptions.from`. When things happened is left out;
 * in which order they happened, what was lost and what came twice is kept.
 */
import { deliveryKey } from '../canonical.ts';
import type { Message } from '../component.ts';
import type { History } from '../history.ts';
import type { Envelope, Step } from '../run.ts';
import type { Choice } from '../schedule.ts';

/** A moment from which nobody can explore. The message says why. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

/** The choices up to and including step `index`; −1 is the beginning. Throws a `MomentError`. */
export function choicesOf(history: History, index: number): readonly Choice[] {
  const choices: Choice[] = [];
  const copies = new Map<Message, number>();
  const down = new Set<string>();
  for (const step of history.steps.slice(0, index + 1)) {
    choices.push(...(step.kind === 'fault' ? ofFault(step, down) : ofDelivery(step, copies)));
    for (const envelope of step.sent) choices.push(...ofSending(envelope, step, copies));
  }
  if (down.size > 0)
    throw new MomentError(`${[...down].join(', ')} is down at this moment; exploration begins where everybody is up`);
  return choices;
}

const keyOf = ({ to, timer, event }: Envelope): string => deliveryKey(to, timer, event);

/** A crash and its restart are one choice, made at the restart; what came in between was lost. Other faults act by time or by loss. */
function ofFault({ envelope, component }: Step, down: Set<string>): Choice[] {
  const edge = envelope.fault;
  if (edge?.fault.kind === 'knob')
    throw new MomentError('a knob was turned on the way to this moment; exploration keeps all knobs as they are');
  if (edge?.fault.kind !== 'crash') return [];
  if (edge.begins) down.add(component.id);
  else down.delete(component.id);
  return edge.begins ? [] : [{ act: 'crash', component: component.id }];
}

function ofDelivery({ envelope, kind, missed }: Step, copies: Map<Message, number>): Choice[] {
  if (missed === 'retired')
    throw new MomentError('components come and go in this run; exploration needs a population that stays as it is');
  if (missed !== undefined && kind === 'timer') return []; // it died with its owner
  const left = copies.get(envelope.event) ?? 1;
  copies.set(envelope.event, left - 1);
  const key = keyOf(envelope);
  // Of two copies the first one leaves the other behind; a lost one is made good by the other.
  if (missed !== undefined) return left > 1 ? [] : [{ act: 'drop', key }];
  return [{ act: left > 1 ? 'duplicate' : 'deliver', key }];
}

function ofSending(envelope: Envelope, { index }: Step, copies: Map<Message, number>): Choice[] {
  if (envelope.timer !== undefined) return [];
  const lostAtOnce = envelope.lost !== undefined && envelope.doneStep === index;
  if (lostAtOnce) return [{ act: 'drop', key: keyOf(envelope) }];
  copies.set(envelope.event, (copies.get(envelope.event) ?? 0) + 1);
  return [];
}
