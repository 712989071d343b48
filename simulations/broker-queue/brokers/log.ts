/**
 * A partitioned log: a message goes to its key's partition, a partition has one reader of the group at a time, and what is
 * done is one number, the committed offset. What is not committed is read again by the next reader.
 *
 * After Apache Kafka: keys, offsets, consumer groups, and a consumer that is put out of the group when it does not poll in
 * time (KafkaConsumer, "Detecting consumer failures"). The application counts failures, as Kafka keeps no such number.
 */
import type { BrokerParams } from '../knobs.ts';
import { evict, join, settle } from './group.ts';
import { at, notDone, read, withPartition } from './partitions.ts';
import { type BrokerRules, type Change, changed, type Delivery, forget, isOver, raised, type Shelf } from './shelf.ts';

export const log: BrokerRules = {
  publish(shelf, entry, params) {
    const p = entry.key % params.partitions;
    return read(withPartition(shelf, p, { log: [...at(shelf, p).log, entry] }), p, params);
  },

  acknowledge(shelf, delivery, params) {
    const offset = currentOffset(shelf, delivery);
    if (offset === undefined) return changed(shelf); // a commit of an earlier assignment is refused
    const p = delivery.partition;
    const { log: entries, committed } = at(shelf, p);
    const done = entries.slice(committed, offset + 1);
    return read(done.reduce(forget, withPartition(shelf, p, { committed: offset + 1 })), p, params);
  },

  /** A reader that fails a record seeks back to it: what follows in its partition waits. */
  fail(shelf, delivery, params) {
    const { partition: p, entry, attempt } = delivery;
    const offset = currentOffset(shelf, delivery);
    if (offset === undefined) return changed(shelf);
    const failures = raised(shelf.failures, entry.tag);
    // A commit past it would pass what is still in the reader's hands before it, too: that would be lost.
    const isFirst = offset === at(shelf, p).committed;
    if (isFirst && isOver(failures[entry.tag] ?? 0, params)) return skip(shelf, delivery, offset, params);
    const back = withPartition({ ...shelf, failures }, p, { position: offset, paused: params.backoffMs > 0 });
    return params.backoffMs > 0 ? changed(back, { later: [{ entry, attempt }] }) : read(back, p, params);
  },

  /** The consumer has not polled in time: it is put out of the group, with all of its partitions. */
  expire(shelf, delivery, params) {
    const offset = currentOffset(shelf, delivery);
    const isInHands = offset !== undefined && offset < at(shelf, delivery.partition).position;
    if (!isInHands || shelf.delivered[delivery.entry.tag] !== delivery.attempt) return changed(shelf);
    return evict(shelf, delivery.consumer, params);
  },

  again(shelf, entry, params) {
    const p = entry.key % params.partitions;
    return read(withPartition(shelf, p, { paused: false }), p, params);
  },

  join,
  settle,
  backlog: (shelf) => [...shelf.partitions.flatMap(notDone), ...shelf.leaving],
  hasTimeout: true,
};

/** The offset of a delivery that its consumer may still commit; undefined when the assignment has ended or it is done. */
function currentOffset(shelf: Shelf, { entry, partition: p, generation, consumer }: Delivery): number | undefined {
  const partition = shelf.partitions[p];
  if (partition === undefined || partition.generation !== generation || partition.reader !== consumer) return undefined;
  const offset = partition.log.findIndex(({ tag }) => tag === entry.tag);
  return offset < partition.committed ? undefined : offset;
}

/** The application gives the record up and commits past it. */
function skip(shelf: Shelf, { entry, partition: p }: Delivery, offset: number, params: BrokerParams): Change {
  const passed = withPartition(forget(shelf, entry), p, { committed: offset + 1, position: offset + 1 });
  return read(passed, p, params, { givenUp: [entry] });
}
