/**
 * What all brokers keep and give back. A broker is a set of pure functions from (shelf, what happened) to (shelf, what
 * follows): the machine around them sends what follows.
 */
import type { BrokerParams } from '../knobs.ts';

export interface Entry {
  /** Names this copy; a message that is published twice has two. Ascending: the order in which they were stored. */
  readonly tag: number;
  readonly message: number;
  readonly key: number;
  readonly publishedUs: number;
}

/** An entry in a consumer's hands. */
export interface Delivery {
  readonly entry: Entry;
  readonly consumer: string;
  /** From 1. */
  readonly attempt: number;
  /** A log's partition and the generation of its assignment; −1 elsewhere. */
  readonly partition: number;
  readonly generation: number;
}

/** A log's; an offset is a place in it. */
export interface Partition {
  readonly log: readonly Entry[];
  /** Everything before this offset is done. */
  readonly committed: number;
  /** Everything before this offset has been handed to the reader. */
  readonly position: number;
  /** Nobody's between the end of one assignment and the next: ''. */
  readonly reader: string;
  /** Of the assignment: what an earlier reader commits is refused. */
  readonly generation: number;
  /** Nothing is handed out while the group shares its partitions out. */
  readonly paused: boolean;
}

export interface Shelf {
  /** Waiting, in the order in which they will be handed out. */
  readonly ready: readonly Entry[];
  /** Waiting for their backoff to be over. */
  readonly resting: readonly Entry[];
  /** Handed out and not acknowledged: a stream's pending entries list. */
  readonly pending: readonly Delivery[];
  /** What consumers have been handed and have not settled, whether or not it is theirs still: it takes their prefetch. */
  readonly inHands: readonly Delivery[];
  /** How often an entry has been delivered, by tag: a quorum queue's acquired count, a stream's delivery counter. */
  readonly delivered: Readonly<Record<number, number>>;
  /** How often it has failed, by tag: a quorum queue's delivery count. */
  readonly failures: Readonly<Record<number, number>>;
  /** Tags of all that a stream holds, done or not, oldest first. */
  readonly kept: readonly number[];
  /** Dead letters that the dead-letter queue has not confirmed. */
  readonly leaving: readonly Entry[];
  readonly partitions: readonly Partition[];
  /** The consumers of a log's group. */
  readonly members: readonly string[];
  /** Raised whenever the group shares its partitions out anew. */
  readonly generation: number;
  readonly nextTag: number;
  /** Whose turn it is. */
  readonly turn: number;
}

export interface Change {
  readonly shelf: Shelf;
  readonly deliver: readonly Delivery[];
  /** Given up, and to go to the dead-letter queue, if there is one. */
  readonly givenUp: readonly Entry[];
  /** Gone: nobody can get it any more. */
  readonly dropped: readonly Entry[];
  /** The publisher is refused. */
  readonly refused: boolean;
  /** Entries that are to be offered again after a while. */
  readonly later: readonly { readonly entry: Entry; readonly attempt: number }[];
  /** Consumers that have been put out of the group. */
  readonly evicted: readonly string[];
  /** The group shares its partitions out: `settle` ends it. */
  readonly rebalances: boolean;
}

export interface BrokerRules {
  publish(shelf: Shelf, entry: Entry, params: BrokerParams): Change;
  acknowledge(shelf: Shelf, delivery: Delivery, params: BrokerParams): Change;
  /** The consumer could not do it. */
  fail(shelf: Shelf, delivery: Delivery, params: BrokerParams): Change;
  /** The consumer has held a delivery for too long. */
  expire(shelf: Shelf, delivery: Delivery, params: BrokerParams): Change;
  /** A message has waited for its backoff. */
  again(shelf: Shelf, entry: Entry, params: BrokerParams): Change;
  /** A consumer has connected again: it holds nothing. */
  join(shelf: Shelf, consumer: string, params: BrokerParams): Change;
  /** The end of a rebalance. */
  settle(shelf: Shelf, generation: number, params: BrokerParams): Change;
  /** Messages that are not done. */
  backlog(shelf: Shelf): readonly Entry[];
  /** Whether a consumer may hold a delivery only so long. */
  readonly hasTimeout: boolean;
}

export const consumerName = (index: number): string => `consumer-${index + 1}`;
const namesOf = ({ consumers }: BrokerParams): string[] => Array.from({ length: consumers }, (_, i) => consumerName(i));

export const emptyShelf = (params: BrokerParams): Shelf => ({
  ready: [],
  resting: [],
  pending: [],
  inHands: [],
  delivered: {},
  failures: {},
  kept: [],
  leaving: [],
  partitions: Array.from({ length: params.broker === 'log' ? params.partitions : 0 }, (_, i) => ({
    log: [],
    committed: 0,
    position: 0,
    reader: consumerName(i % params.consumers),
    generation: 0,
    paused: false,
  })),
  members: params.broker === 'log' ? namesOf(params).sort() : [],
  generation: 0,
  nextTag: 1,
  turn: 0,
});

const NOTHING: Omit<Change, 'shelf'> = {
  deliver: [],
  givenUp: [],
  dropped: [],
  refused: false,
  later: [],
  evicted: [],
  rebalances: false,
};
export const changed = (shelf: Shelf, what: Partial<Change> = {}): Change => ({ ...NOTHING, ...what, shelf });

/** One after the other: the second began with the shelf of the first. */
export const merge = (a: Change, b: Change): Change => ({
  shelf: b.shelf,
  deliver: [...a.deliver, ...b.deliver],
  givenUp: [...a.givenUp, ...b.givenUp],
  dropped: [...a.dropped, ...b.dropped],
  refused: a.refused || b.refused,
  later: [...a.later, ...b.later],
  evicted: [...a.evicted, ...b.evicted],
  rebalances: a.rebalances || b.rebalances,
});

/** RabbitMQ's: given up when it has been redelivered more often than the limit. */
export const isOver = (times: number, { deliveryLimit }: BrokerParams): boolean =>
  deliveryLimit >= 0 && times > deliveryLimit;

export const raised = (counts: Readonly<Record<number, number>>, tag: number): Readonly<Record<number, number>> => ({
  ...counts,
  [tag]: (counts[tag] ?? 0) + 1,
});

/** What is done or given up need not be counted any more. */
export function forget(shelf: Shelf, { tag }: Entry): Shelf {
  const { [tag]: _delivered, ...delivered } = shelf.delivered;
  const { [tag]: _failures, ...failures } = shelf.failures;
  return { ...shelf, delivered, failures };
}
