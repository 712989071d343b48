/**
 * A partitioned log: a message goes to its key's partition, a partition has one reader of the group at a time, and what is
 * done is one number, the committed offset. What is not committed is read again by the next reader.
 *
 * After Apache Kafka: keys, offsets, consumer groups, and a reader that is put out of the group when it does not poll in time;
 * what it commits afterwards is refused by generation.
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
  type Partition,
  type Shelf,
  unchanged,
} from './shelf.ts';

export const log: BrokerRules = {
  publish(shelf, entry, params) {
    const p = entry.key % params.partitions;
    return read(withPartition(shelf, p, { log: [...(shelf.partitions[p] as Partition).log, entry] }), p, params);
  },

  acknowledge(shelf, { entry, partition: p, generation }, params) {
    const partition = shelf.partitions[p];
    if (partition === undefined || partition.generation !== generation) return unchanged(shelf); // an earlier reader's commit
    const offset = partition.log.findIndex(({ tag }) => tag === entry.tag);
    if (offset < partition.committed) return unchanged(shelf);
    return read(withPartition(shelf, p, { committed: offset + 1, attempts: 0 }), p, params);
  },

  /** A reader that fails a record stops there: what follows in its partition waits. */
  fail(shelf, { entry, partition: p, generation, attempt }, params) {
    const partition = shelf.partitions[p];
    if (partition === undefined || partition.generation !== generation) return unchanged(shelf);
    const offset = partition.log.findIndex(({ tag }) => tag === entry.tag);
    if (offset < partition.committed) return unchanged(shelf);
    if (offset === partition.committed && isLimited(attempt, params)) {
      const passed = withPartition(shelf, p, {
        committed: offset + 1,
        position: offset + 1,
        generation: generation + 1,
        attempts: 0,
      });
      return read(passed, p, params, { deadLettered: [entry] });
    }
    const rewound = withPartition(shelf, p, {
      position: partition.committed,
      generation: generation + 1,
      attempts: attempt,
    });
    if (params.backoffMs > 0) return changed(rewound, { later: [{ entry, attempt }] });
    return read(rewound, p, params);
  },

  /** The reader has not come back in time: the partition goes to the next one, from the committed offset. */
  expire(shelf, { entry, partition: p, generation }, params) {
    const partition = shelf.partitions[p];
    if (partition === undefined || partition.generation !== generation) return unchanged(shelf);
    const offset = partition.log.findIndex(({ tag }) => tag === entry.tag);
    if (offset < partition.committed) return unchanged(shelf);
    return reassign(shelf, p, (partition.reader + 1) % params.consumers, params);
  },

  again: (shelf, entry, params) => read(shelf, entry.key % params.partitions, params),

  /** A reader that joins again takes its partitions from the committed offset: a rebalance. */
  join(shelf, consumer, params) {
    let change = changed(shelf);
    for (const [p, { reader, position, committed }] of shelf.partitions.entries()) {
      if (consumerName(reader) !== consumer || position === committed) continue;
      const next = reassign(change.shelf, p, reader, params);
      change = { ...next, deliver: [...change.deliver, ...next.deliver] };
    }
    return change;
  },

  backlog: (shelf) => shelf.partitions.flatMap(({ log: entries, committed }) => entries.slice(committed)),
};

function reassign(shelf: Shelf, p: number, reader: number, params: BrokerParams): Change {
  const { committed, generation, attempts } = shelf.partitions[p] as Partition;
  return read(
    withPartition(shelf, p, { reader, position: committed, generation: generation + 1, attempts: attempts + 1 }),
    p,
    params,
  );
}

/** Hands the reader of a partition what it may have: up to `prefetch` beyond the committed offset. */
function read(shelf: Shelf, p: number, params: BrokerParams, also: Partial<Change> = {}): Change {
  const partition = shelf.partitions[p] as Partition;
  const until = Math.min(partition.log.length, partition.committed + params.prefetch);
  const deliver: Delivery[] = [];
  for (let offset = partition.position; offset < until; offset++) {
    const entry = partition.log[offset] as Entry;
    const attempt = offset === partition.committed ? partition.attempts + 1 : 1;
    deliver.push({
      entry,
      consumer: consumerName(partition.reader),
      attempt,
      partition: p,
      generation: partition.generation,
    });
  }
  return changed(withPartition(shelf, p, { position: Math.max(until, partition.position) }), { ...also, deliver });
}

const withPartition = (shelf: Shelf, p: number, part: Partial<Partition>): Shelf => ({
  ...shelf,
  partitions: shelf.partitions.map((partition, i) => (i === p ? { ...partition, ...part } : partition)),
});
