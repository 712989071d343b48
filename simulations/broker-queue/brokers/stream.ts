/**
 * Redis Streams with a consumer group: an entry that is read stays pending until it is acknowledged, and nothing gives it
 * back. Another consumer claims it when it has been idle for long enough, whatever its owner is doing. The stream itself
 * holds entries that are done as well as those that are not, and is trimmed by its length.
 *
 * After the Redis documentation of XREADGROUP, XACK, XAUTOCLAIM and XADD. The application counts deliveries and gives up.
 */
import type { BrokerParams } from '../knobs.ts';
import { atItsPlace, atTheBack, handOut, isPending, notPending, settled } from './hand-out.ts';
import { type BrokerRules, changed, type Entry, forget, isOver, type Shelf } from './shelf.ts';

export const stream: BrokerRules = {
  publish(shelf, entry, params) {
    const added = { ...atTheBack(shelf, entry), kept: [...shelf.kept, entry.tag] };
    const { shelf: trimmed, dropped } = trim(added, params);
    return handOut(trimmed, params, { dropped });
  },

  /** XACK does not ask who owns the entry. */
  acknowledge(shelf, delivery, params) {
    const { entry } = delivery;
    const done = notPending(settled(shelf, delivery), entry);
    return handOut(forget({ ...done, ready: done.ready.filter(({ tag }) => tag !== entry.tag) }, entry), params);
  },

  /** Nobody is told: the consumer reads on, and the entry stays pending until somebody claims it. */
  fail: (shelf, delivery, params) => handOut(settled(shelf, delivery), params),

  /** It has been idle for long enough to be claimed. One that was trimmed meanwhile is deleted instead. */
  expire(shelf, delivery, params) {
    if (!isPending(shelf, delivery)) return changed(shelf);
    const { entry, attempt } = delivery;
    const released = notPending(shelf, entry);
    if (!shelf.kept.includes(entry.tag)) return handOut(forget(released, entry), params, { dropped: [entry] });
    if (isOver(attempt, params)) return handOut(forget(released, entry), params, { givenUp: [entry] });
    return handOut(atItsPlace(released, entry), params);
  },

  again: (shelf) => changed(shelf),

  /** A consumer that comes back reads on; what it held stays pending until it is claimed. */
  join: (shelf, consumer, params) =>
    handOut({ ...shelf, inHands: shelf.inHands.filter((delivery) => delivery.consumer !== consumer) }, params),

  settle: (shelf) => changed(shelf),
  backlog: ({ ready, pending, leaving }) => [...ready, ...pending.map(({ entry }) => entry), ...leaving],
  hasTimeout: true,
};

/**
 * The oldest go when there are too many. What is pending then loses its payload: its owner has it still, nobody else can get
 * it. With ACKED only what is done may go.
 */
function trim(shelf: Shelf, { maxLength, trim: which }: BrokerParams): { shelf: Shelf; dropped: readonly Entry[] } {
  const isOpen = (tag: number): boolean =>
    shelf.ready.some((entry) => entry.tag === tag) || shelf.pending.some(({ entry }) => entry.tag === tag);
  let over = shelf.kept.length - maxLength;
  const gone = new Set<number>();
  for (const tag of shelf.kept) {
    if (over <= 0) break;
    if (which === 'acked' && isOpen(tag)) continue;
    gone.add(tag);
    over--;
  }
  const dropped = shelf.ready.filter(({ tag }) => gone.has(tag));
  const kept = shelf.kept.filter((tag) => !gone.has(tag));
  const ready = shelf.ready.filter(({ tag }) => !gone.has(tag));
  return { shelf: dropped.reduce(forget, { ...shelf, kept, ready }), dropped };
}
