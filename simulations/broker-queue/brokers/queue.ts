/**
 * RabbitMQ's two kinds of queue: each message is handed to one consumer, which may hold `prefetch` of them, and is offered
 * again until it is acknowledged. They differ in who counts. A quorum queue has a delivery limit and a consumer timeout; a
 * classic queue has neither, and returns what a consumer holds only when its connection is gone.
 *
 * After the RabbitMQ 4.3 documentation: quorum queues (poison messages, consumer timeout, repeated requeues), confirms
 * (negative acknowledgement, automatic requeueing) and maxlength.
 */
import type { BrokerParams } from '../knobs.ts';
import { atItsPlace, atTheBack, handOut, isPending, notPending, settled } from './hand-out.ts';
import {
  type BrokerRules,
  type Change,
  changed,
  type Delivery,
  type Entry,
  forget,
  isOver,
  merge,
  raised,
  type Shelf,
} from './shelf.ts';

const classic: BrokerRules = {
  publish(shelf, entry, params) {
    // What consumers hold does not count; dead letters on their way do.
    const length = shelf.ready.length + shelf.leaving.length;
    if (length < params.maxLength) return handOut(atTheBack(shelf, entry), params);
    if (params.overflow === 'reject-publish') return changed(shelf, { refused: true });
    const [oldest = entry, ...rest] = atTheBack(shelf, entry).ready;
    return handOut(forget({ ...shelf, ready: rest }, oldest), params, { givenUp: [oldest] });
  },

  acknowledge(shelf, delivery, params) {
    const without = settled(shelf, delivery);
    if (!isPending(shelf, delivery)) return handOut(without, params); // too late: it was returned, and is unknown
    return handOut(forget(notPending(without, delivery.entry), delivery.entry), params);
  },

  fail(shelf, delivery, params) {
    const without = settled(shelf, delivery);
    if (!isPending(shelf, delivery)) return handOut(without, params);
    const wait = params.backoffMs > 0;
    return giveBack(without, delivery, params, { isFailure: params.returnBy === 'reject', wait });
  },

  expire: (shelf) => changed(shelf),

  again: (shelf, entry, params) =>
    handOut(atItsPlace({ ...shelf, resting: shelf.resting.filter(({ tag }) => tag !== entry.tag) }, entry), params),

  /** Its old connection is gone: what it held is offered to others, and to itself. */
  join(shelf, consumer, params) {
    const empty = { ...shelf, inHands: shelf.inHands.filter((delivery) => delivery.consumer !== consumer) };
    const lost = shelf.pending.filter((delivery) => delivery.consumer === consumer);
    const returned = lost.reduce(
      (change, delivery) =>
        merge(change, giveBack(change.shelf, delivery, params, { isFailure: true, handsOut: false })),
      changed(empty),
    );
    return merge(returned, handOut(returned.shelf, params));
  },

  settle: (shelf) => changed(shelf),
  backlog: ({ ready, resting, pending, leaving }) => [
    ...ready,
    ...resting,
    ...pending.map(({ entry }) => entry),
    ...leaving,
  ],
  hasTimeout: false,
};

export const classicQueue = classic;
export const quorumQueue: BrokerRules = {
  ...classic,
  /** Returned, and not counted as a failure. Its consumer gets nothing more until it has settled what it was too slow for. */
  expire(shelf, delivery, params) {
    if (!isPending(shelf, delivery)) return changed(shelf);
    return giveBack(shelf, delivery, params, { isFailure: false });
  },
  hasTimeout: true,
};

interface Return {
  /** Whether it counts towards the delivery limit. */
  readonly isFailure: boolean;
  readonly wait?: boolean;
  readonly handsOut?: boolean;
}

function giveBack(
  shelf: Shelf,
  { entry, attempt }: Delivery,
  params: BrokerParams,
  { isFailure, wait = false, handsOut = true }: Return,
): Change {
  const failures = isFailure ? raised(shelf.failures, entry.tag) : shelf.failures;
  const back = { ...notPending(shelf, entry), failures };
  const on = (next: Shelf, also: Partial<Change> = {}) =>
    handsOut ? handOut(next, params, also) : changed(next, also);
  if (params.broker === 'quorum' && isOver(failures[entry.tag] ?? 0, params))
    return on(forget(back, entry), { givenUp: [entry] });
  if (wait) return on({ ...back, resting: [...back.resting, entry] }, { later: [{ entry, attempt }] });
  return on(returned(back, entry, params));
}

/** A quorum queue without a limit puts it at the back, so that its log can be truncated. */
const returned = (shelf: Shelf, entry: Entry, { broker, deliveryLimit }: BrokerParams): Shelf =>
  broker === 'quorum' && deliveryLimit < 0 ? atTheBack(shelf, entry) : atItsPlace(shelf, entry);
