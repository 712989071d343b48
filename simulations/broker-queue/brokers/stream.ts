/**
 * A stream with pending entries. It hands out as a work queue does; it differs in two ways. It notices nothing of a
 * consumer's connection: a pending entry stays pending until somebody claims it as idle. And it is trimmed by length whether
 * its entries are done or not.
 */
import { type BrokerRules, changed } from './shelf.ts';
import { workQueue } from './work-queue.ts';

export const stream: BrokerRules = {
  ...workQueue,
  /** A consumer that comes back finds its own entries still pending; they wait to be claimed. */
  join: (shelf) => changed(shelf),
};
