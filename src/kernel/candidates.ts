/**
 * What may happen next at a moment of a run, for whoever decides the order by hand. The rules are exploration's: any message
 * may come and any timer may fire, and while an observer has something to take, nothing else happens.
 */
import type { Address } from './component.ts';
import type { Envelope } from './envelope.ts';
import type { Moment } from './history.ts';
import type { Played } from './play.ts';
import { keyOf } from './schedule.ts';

export interface Candidate {
  readonly envelope: Envelope;
  /** As a choice names it. */
  readonly key: string;
  /** How many would come before it if nobody chose, and would wait for it. */
  readonly passes: number;
  /** Why it cannot come next; undefined where it can. */
  readonly whyNot: WhyNot | undefined;
}

export type WhyNot =
  /** The addressee is paused, and notices nothing. */
  | { readonly kind: 'paused' }
  /** An observer is told first. */
  | { readonly kind: 'observer'; readonly id: string }
  /** A fault begins or ends before it is due. */
  | { readonly kind: 'fault'; readonly atUs: number; readonly text: string }
  /** The run is over before it is due. */
  | { readonly kind: 'late'; readonly untilUs: number }
  /** Somebody is between a crash and the restart, which follows it at once where an order was chosen. */
  | { readonly kind: 'down'; readonly id: string };

/** Messages on their way and timers that run after step `index`, those first that come first if nobody chooses. */
export function candidatesAt(played: Played, index: number): readonly Candidate[] {
  const moment = played.history.at(index);
  const byTime = played.recipe.schedule === undefined;
  const waiting = [...moment.inFlight, ...moment.timers].sort(byTime ? sooner : earlier);
  const paused = pausedIn(moment);
  const whyNot = byTime ? reasonsByTime(played, moment, paused) : reasonsByOrder(moment);
  const observed = waiting.find(({ to, timer }) => timer === undefined && isObserver(played, to.index));
  const byKey = new Map<string, Candidate>();
  let passes = 0;
  for (const envelope of waiting) {
    const key = keyOf(envelope);
    const waits = observed !== undefined && !isObserver(played, envelope.to.index);
    const reason: WhyNot | undefined = waits ? { kind: 'observer', id: observed.to.id } : whyNot(envelope);
    // The same again: whichever of them it is, the first one comes.
    if (!byKey.has(key)) byKey.set(key, { envelope, key, passes, whyNot: reason });
    if (!paused.has(envelope.to)) passes++; // what is for one that is paused waits in any case
  }
  return [...byKey.values()];
}

const sooner = (a: Envelope, b: Envelope): number => a.at - b.at || a.sequence - b.sequence;
const earlier = (a: Envelope, b: Envelope): number => a.sequence - b.sequence;
const isObserver = ({ run }: Played, index: number): boolean => run.components[index]?.kind.observer === true;

type Reasons = (envelope: Envelope) => WhyNot | undefined;

const pausedIn = ({ components }: Moment): ReadonlySet<Address> =>
  new Set(components.filter(({ paused }) => paused).map(({ component }) => component.address));

function reasonsByTime(
  { landmarks, history, run: { untilUs } }: Played,
  { index }: Moment,
  paused: ReadonlySet<Address>,
): Reasons {
  const fault = landmarks.find((landmark) => landmark.kind === 'fault' && landmark.index > index);
  const edge = fault && history.steps[fault.index]?.envelope;
  return (envelope) => {
    if (paused.has(envelope.to)) return { kind: 'paused' };
    if (envelope.at > untilUs) return { kind: 'late', untilUs };
    const isPassed = fault !== undefined && edge !== undefined && sooner(edge, envelope) < 0;
    return isPassed ? { kind: 'fault', atUs: fault.atUs, text: fault.text } : undefined;
  };
}

function reasonsByOrder({ components }: Moment): Reasons {
  const down = components.find(({ up }) => !up);
  return () => down && { kind: 'down', id: down.component.id };
}
