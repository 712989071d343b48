/**
 * A moment of a run as the choices that lead there: plain data, for `ExploreOptions.from`. When things happened is left out;
 * in which order they happened, what was lost and what came twice is kept.
 */
import { deliveryKey } from '../canonical.ts';
import type { Message } from '../component.ts';
import type { Envelope } from '../envelope.ts';
import type { History } from '../history.ts';
import type { Choice } from '../schedule.ts';
import type { Step } from '../step.ts';

/** A moment from which nobody can explore. The message says why. */
export class MomentError extends Error {
  override readonly name = 'MomentError';
}

/** The choices up to and including step `index`; −1 is the beginning. Throws a `MomentError`. */
export function choicesOf(history: History, index: number): readonly Choice[] {
  const reader = new ChoiceReader();
  const choices = history.steps.slice(0, index + 1).flatMap((step) => reader.read(step));
  if (reader.down.size > 0)
    throw new MomentError(
      `${[...reader.down].join(', ')} is down at this moment; exploration begins where everybody is up`,
    );
  return choices;
}

/** Turns the steps of a run into choices, in their order from the first one on. */
export class ChoiceReader {
  /** Ids of those who have crashed and not come up again. */
  readonly down = new Set<string>();
  readonly #copies = new Map<Message, number>();

  /** Throws a `MomentError` for a step after which nobody can explore. */
  read(step: Step): readonly Choice[] {
    const taken = step.kind === 'fault' ? this.#ofFault(step) : this.#ofDelivery(step);
    return [...taken, ...step.sent.flatMap((envelope) => this.#ofSending(envelope))];
  }

  /** A crash and its restart are one choice, made at the restart; what came in between was lost. Other faults act by time or by loss. */
  #ofFault({ envelope, component }: Step): readonly Choice[] {
    const edge = envelope.fault;
    if (edge?.fault.kind === 'knob')
      throw new MomentError('a knob was turned on the way to this moment; exploration keeps all knobs as they are');
    if (edge?.fault.kind !== 'crash') return [];
    if (edge.begins) this.down.add(component.id);
    else this.down.delete(component.id);
    return edge.begins ? [] : [{ act: 'crash', component: component.id }];
  }

  #ofDelivery({ envelope, kind, missed }: Step): readonly Choice[] {
    if (missed === 'retired')
      throw new MomentError('components come and go in this run; exploration needs a population that stays as it is');
    if (missed !== undefined && kind === 'timer') return []; // it died with its owner
    const left = this.#copies.get(envelope.event) ?? 1;
    this.#copies.set(envelope.event, left - 1);
    const key = keyOf(envelope);
    // Of two copies the first one leaves the other behind; a lost one is made good by the other.
    if (missed !== undefined) return left > 1 ? [] : [{ act: 'drop', key }];
    return [{ act: left > 1 ? 'duplicate' : 'deliver', key }];
  }

  #ofSending(envelope: Envelope): readonly Choice[] {
    if (envelope.timer !== undefined) return [];
    if (envelope.lostAtOnce) return [{ act: 'drop', key: keyOf(envelope) }];
    this.#copies.set(envelope.event, (this.#copies.get(envelope.event) ?? 0) + 1);
    return [];
  }
}

const keyOf = ({ to, timer, event }: Envelope): string => deliveryKey(to, timer, event);
