/** What queues and streams share: entries that wait, and consumers that may hold so many of them. */
import type { BrokerParams } from '../knobs.ts';
import { type Change, changed, consumerName, type Delivery, type Entry, raised, type Shelf } from './shelf.ts';

/** Gives what waits to consumers with room, in turn. */
export function handOut(shelf: Shelf, params: BrokerParams, also: Partial<Change> = {}): Change {
  let now = shelf;
  const deliver: Delivery[] = [];
  for (let tried = 0; now.ready.length > 0 && tried < params.consumers; tried++) {
    const consumer = consumerName(now.turn % params.consumers);
    now = { ...now, turn: (now.turn + 1) % params.consumers };
    if (!hasRoom(now, consumer, params)) continue;
    const delivery = deliveryOf(now, consumer);
    deliver.push(delivery);
    now = handed(now, delivery);
    tried = -1;
  }
  return changed(now, { ...also, deliver });
}

/** One that holds what is no longer its own gets nothing more until it has settled it. */
function hasRoom({ inHands, pending }: Shelf, consumer: string, { prefetch }: BrokerParams): boolean {
  const held = inHands.filter((delivery) => delivery.consumer === consumer);
  return held.length < prefetch && held.every((delivery) => pending.some((other) => isSame(other, delivery)));
}

function deliveryOf({ ready, delivered }: Shelf, consumer: string): Delivery {
  const entry = ready[0] as Entry;
  return { entry, consumer, attempt: (delivered[entry.tag] ?? 0) + 1, partition: -1, generation: -1 };
}

const handed = (shelf: Shelf, delivery: Delivery): Shelf => ({
  ...shelf,
  ready: shelf.ready.slice(1),
  delivered: raised(shelf.delivered, delivery.entry.tag),
  pending: [...shelf.pending, delivery],
  inHands: [...shelf.inHands, delivery],
});

export const isSame = (a: Delivery, b: Delivery): boolean =>
  a.entry.tag === b.entry.tag && a.consumer === b.consumer && a.attempt === b.attempt;
export const isPending = ({ pending }: Shelf, delivery: Delivery): boolean =>
  pending.some((other) => isSame(other, delivery));

/** Its consumer has settled it: it takes no prefetch any more. */
export const settled = (shelf: Shelf, delivery: Delivery): Shelf => ({
  ...shelf,
  inHands: shelf.inHands.filter((other) => !isSame(other, delivery)),
});
/** Whoever holds it. */
export const notPending = (shelf: Shelf, { tag }: Entry): Shelf => ({
  ...shelf,
  pending: shelf.pending.filter(({ entry }) => entry.tag !== tag),
});

/** Back where it was: before what was published after it. */
export function atItsPlace(shelf: Shelf, entry: Entry): Shelf {
  const before = shelf.ready.filter(({ tag }) => tag < entry.tag);
  const after = shelf.ready.filter(({ tag }) => tag > entry.tag);
  return { ...shelf, ready: [...before, entry, ...after] };
}
export const atTheBack = (shelf: Shelf, entry: Entry): Shelf => ({ ...shelf, ready: [...shelf.ready, entry] });
