/**
 * A work queue and a stream with pending entries, which differ in what they do with a consumer that is silent: each message
 * is handed to one consumer, which may hold `prefetch` of them, and is offered again until it is acknowledged.
 *
 * After RabbitMQ (acknowledgements, prefetch, redelivery, delivery limit, dead-lettering, drop-head and reject-publish) and
 * Redis Streams (XREADGROUP, the pending entries list, XACK, XAUTOCLAIM).
 */
import type { BrokerParams } from '../knobs.ts';
import {
  type BrokerRules,
  type Change,
  changed,
  consumerName,
  type Delivery,
  type Entry,
  isLimited,
  type Shelf,
  unchanged,
} from './shelf.ts';

export const workQueue: BrokerRules = {
  publish(shelf, entry, params) {
    if (shelf.ready.length < params.maxLength) return handOut({ ...shelf, ready: [...shelf.ready, entry] }, params);
    if (params.overflow === 'reject') return changed(shelf, { refused: true });
    const [oldest, ...rest] = shelf.ready as readonly [Entry, ...Entry[]];
    return handOut({ ...shelf, ready: [...rest, entry] }, params, { dropped: [oldest] });
  },

  acknowledge(shelf, { entry, consumer }, params) {
    if (!holds(shelf, entry, consumer)) return unchanged(shelf); // it came too late: somebody else has it
    return handOut(without(shelf, entry), params);
  },

  fail(shelf, delivery, params) {
    if (!holds(shelf, delivery.entry, delivery.consumer)) return unchanged(shelf);
    return offerAgain(without(shelf, delivery.entry), delivery, params, params.backoffMs > 0);
  },

  expire(shelf, delivery, params) {
    const held = shelf.unacknowledged.find(({ entry }) => entry.tag === delivery.entry.tag);
    if (held === undefined || held.consumer !== delivery.consumer || held.attempt !== delivery.attempt)
      return unchanged(shelf);
    return offerAgain(without(shelf, delivery.entry), delivery, params, false);
  },

  again: (shelf, entry, params) =>
    handOut(atTheHead({ ...shelf, resting: shelf.resting.filter(({ tag }) => tag !== entry.tag) }, entry), params),

  join(shelf, consumer, params) {
    const lost = shelf.unacknowledged.filter((delivery) => delivery.consumer === consumer);
    let change = changed(shelf);
    for (const delivery of lost)
      change = merge(change, offerAgain(without(change.shelf, delivery.entry), delivery, params, false));
    return merge(change, handOut(change.shelf, params));
  },

  backlog: (shelf) => [...shelf.ready, ...shelf.resting, ...shelf.unacknowledged.map(({ entry }) => entry)],
};

function offerAgain(shelf: Shelf, { entry, attempt }: Delivery, params: BrokerParams, wait: boolean): Change {
  if (isLimited(attempt, params)) return handOut(shelf, params, { deadLettered: [entry] });
  if (wait) return handOut({ ...shelf, resting: [...shelf.resting, entry] }, params, { later: [{ entry, attempt }] });
  return handOut(atTheHead(shelf, entry), params);
}

/** Gives what waits to consumers with room, in turn. */
function handOut(shelf: Shelf, params: BrokerParams, also: Partial<Change> = {}): Change {
  let now = shelf;
  const deliver: Delivery[] = [];
  for (let tried = 0; now.ready.length > 0 && tried < params.consumers; ) {
    const consumer = consumerName(now.turn % params.consumers);
    const held = now.unacknowledged.filter((delivery) => delivery.consumer === consumer).length;
    if (held >= params.prefetch) {
      now = { ...now, turn: now.turn + 1 };
      tried++;
      continue;
    }
    const [entry, ...ready] = now.ready as readonly [Entry, ...Entry[]];
    const attempt = (now.delivered[entry.tag] ?? 0) + 1;
    const delivery: Delivery = { entry, consumer, attempt, partition: -1, generation: -1 };
    deliver.push(delivery);
    now = {
      ...now,
      ready,
      turn: (now.turn + 1) % params.consumers,
      delivered: { ...now.delivered, [entry.tag]: attempt },
      unacknowledged: [...now.unacknowledged, delivery],
    };
    tried = 0;
  }
  return changed({ ...now, turn: now.turn % params.consumers }, { ...also, deliver });
}

/** Redelivered messages go back where they were: before what was published after them. */
function atTheHead(shelf: Shelf, entry: Entry): Shelf {
  const before = shelf.ready.filter(({ tag }) => tag < entry.tag);
  return { ...shelf, ready: [...before, entry, ...shelf.ready.slice(before.length)] };
}

const holds = (shelf: Shelf, entry: Entry, consumer: string): boolean =>
  shelf.unacknowledged.some((delivery) => delivery.entry.tag === entry.tag && delivery.consumer === consumer);
const without = (shelf: Shelf, entry: Entry): Shelf => ({
  ...shelf,
  unacknowledged: shelf.unacknowledged.filter((delivery) => delivery.entry.tag !== entry.tag),
});

export const merge = (a: Change, b: Change): Change => ({
  shelf: b.shelf,
  deliver: [...a.deliver, ...b.deliver],
  deadLettered: [...a.deadLettered, ...b.deadLettered],
  dropped: [...a.dropped, ...b.dropped],
  refused: a.refused || b.refused,
  later: [...a.later, ...b.later],
});
