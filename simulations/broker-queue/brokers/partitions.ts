/** A log's partitions: what is done, what has been handed out, what may be. */
import type { BrokerParams } from '../knobs.ts';
import { type Change, changed, type Delivery, type Entry, type Partition, raised, type Shelf } from './shelf.ts';

export const at = (shelf: Shelf, p: number): Partition => shelf.partitions[p] as Partition;
export const notDone = ({ log, committed }: Partition): readonly Entry[] => log.slice(committed);

export const withPartition = (shelf: Shelf, p: number, part: Partial<Partition>): Shelf => ({
  ...shelf,
  partitions: shelf.partitions.map((partition, i) => (i === p ? { ...partition, ...part } : partition)),
});

/** Hands the reader of a partition what it may have: up to `prefetch` beyond the committed offset. */
export function read(shelf: Shelf, p: number, params: BrokerParams, also: Partial<Change> = {}): Change {
  const { log, committed, position, paused, reader, generation } = at(shelf, p);
  if (paused || reader === '') return changed(shelf, also);
  const from = Math.max(position, committed);
  const until = Math.max(from, Math.min(log.length, committed + params.prefetch));
  let now = withPartition(shelf, p, { position: until });
  const deliver: Delivery[] = [];
  for (const entry of log.slice(from, until)) {
    now = { ...now, delivered: raised(now.delivered, entry.tag) };
    const attempt = now.delivered[entry.tag] as number;
    deliver.push({ entry, consumer: reader, attempt, partition: p, generation });
  }
  return changed(now, { ...also, deliver });
}
