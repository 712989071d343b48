/**
 * A log's consumer group. When somebody comes or goes, its partitions are shared out again: under the eager protocol all of
 * them stop meanwhile, under the cooperative one (KIP-429) only those that change hands. Who keeps a partition keeps its place
 * in it; who takes one over begins at the committed offset.
 */
import type { BrokerParams } from '../knobs.ts';
import { at, read, withPartition } from './partitions.ts';
import { type Change, changed, merge, type Shelf } from './shelf.ts';

/** Out of the group at once: what it commits from now on is refused. */
export function evict(shelf: Shelf, consumer: string, params: BrokerParams): Change {
  const members = shelf.members.filter((member) => member !== consumer);
  return rebalance({ ...shelf, members }, consumer, params, { evicted: [consumer] });
}

/** A consumer that joins (again) holds nothing: what it had not committed is read again. */
export function join(shelf: Shelf, consumer: string, params: BrokerParams): Change {
  const members = [...new Set([...shelf.members, consumer])].sort();
  return rebalance({ ...shelf, members }, consumer, params);
}

/** `restarted` has lost what it held. The partitions that are shared out have no reader until `settle`. */
function rebalance(shelf: Shelf, restarted: string, params: BrokerParams, also: Partial<Change> = {}): Change {
  const orphaned = shelf.partitions.map((partition) =>
    partition.reader === restarted
      ? { ...partition, reader: '', position: partition.committed, paused: true }
      : partition,
  );
  const partitions = orphaned.map((partition) => ({
    ...partition,
    paused: partition.paused || params.rebalance === 'eager',
  }));
  return changed({ ...shelf, partitions, generation: shelf.generation + 1 }, { ...also, rebalances: true });
}

/** Everybody has a share again. A rebalance that another one has overtaken settles nothing. */
export function settle(shelf: Shelf, generation: number, params: BrokerParams): Change {
  if (generation !== shelf.generation || shelf.members.length === 0) return changed(shelf);
  const shared = shares(shelf);
  let change = changed(shelf);
  for (const [p, reader] of shared.entries()) {
    const { committed, reader: before } = at(change.shelf, p);
    const moved = reader === before ? {} : { reader, generation, position: committed };
    change = merge(change, read(withPartition(change.shelf, p, { ...moved, paused: false }), p, params));
  }
  return change;
}

/** Everybody keeps what is theirs, as far as the shares come out even: the sticky assignor’s. */
function shares({ partitions, members }: Shelf): string[] {
  const most = Math.ceil(partitions.length / members.length);
  const count = new Map(members.map((member) => [member, 0]));
  const take = (member: string): string => {
    count.set(member, (count.get(member) ?? 0) + 1);
    return member;
  };
  const kept = partitions.map(({ reader }) => (canKeep(count, reader, most) ? take(reader) : ''));
  return kept.map((reader) => (reader === '' ? take(leastOf(count)) : reader));
}

const canKeep = (count: ReadonlyMap<string, number>, reader: string, most: number): boolean => {
  const has = count.get(reader);
  return has !== undefined && has < most;
};
const leastOf = (count: ReadonlyMap<string, number>): string =>
  [...count].reduce((least, next) => (next[1] < least[1] ? next : least))[0];
