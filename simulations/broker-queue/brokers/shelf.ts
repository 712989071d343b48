/**
 * What all three brokers keep and give back. A broker is a set of pure functions from (shelf, what happened) to (shelf, what
 * follows): the machine around them sends what follows.
 */
import type { BrokerParams } from '../knobs.ts';

export interface Entry {
  /** Names this copy; a message that is published twice has two. */
  readonly tag: number;
  readonly message: number;
  readonly key: number;
  /** The message's place among those of its key, from 1. */
  readonly sequence: number;
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

export interface Partition {
  readonly log: readonly Entry[];
  /** Everything before this offset is done. */
  readonly committed: number;
  /** Everything before this offset has been handed to the reader. */
  readonly position: number;
  readonly reader: number;
  /** Raised when the partition changes hands: what an earlier reader commits is refused. */
  readonly generation: number;
  /** How often the entry at `committed` has been handed out. */
  readonly attempts: number;
}

export interface Shelf {
  /** Waiting, oldest first. */
  readonly ready: readonly Entry[];
  /** Waiting for their backoff to be over. */
  readonly resting: readonly Entry[];
  /** How often an entry has been delivered, by tag. */
  readonly delivered: Readonly<Record<number, number>>;
  readonly unacknowledged: readonly Delivery[];
  readonly partitions: readonly Partition[];
  readonly nextTag: number;
  /** Whose turn it is. */
  readonly turn: number;
}

export interface Change {
  readonly shelf: Shelf;
  readonly deliver: readonly Delivery[];
  readonly deadLettered: readonly Entry[];
  readonly dropped: readonly Entry[];
  /** The publisher is refused. */
  readonly refused: boolean;
  /** Entries that are to be offered again after a while. */
  readonly later: readonly { readonly entry: Entry; readonly attempt: number }[];
}

export interface BrokerRules {
  publish(shelf: Shelf, entry: Entry, params: BrokerParams): Change;
  acknowledge(
    shelf: Shelf,
    delivery: Pick<Delivery, 'entry' | 'consumer' | 'partition' | 'generation'>,
    params: BrokerParams,
  ): Change;
  /** The consumer could not do it. */
  fail(shelf: Shelf, delivery: Delivery, params: BrokerParams): Change;
  /** The broker’s patience with a delivery is over. */
  expire(shelf: Shelf, delivery: Delivery, params: BrokerParams): Change;
  /** A message has waited for its backoff. */
  again(shelf: Shelf, entry: Entry, params: BrokerParams): Change;
  /** A consumer has (re)connected: it holds nothing. */
  join(shelf: Shelf, consumer: string, params: BrokerParams): Change;
  /** Messages that are not done. */
  backlog(shelf: Shelf): readonly Entry[];
}

export const emptyShelf = (params: BrokerParams): Shelf => ({
  ready: [],
  resting: [],
  delivered: {},
  unacknowledged: [],
  partitions: Array.from({ length: params.partitions }, (_, i) => ({
    log: [],
    committed: 0,
    position: 0,
    reader: i % params.consumers,
    generation: 0,
    attempts: 0,
  })),
  nextTag: 1,
  turn: 0,
});

export const consumerName = (index: number): string => `consumer-${index + 1}`;

export const unchanged = (shelf: Shelf): Change => ({
  shelf,
  deliver: [],
  deadLettered: [],
  dropped: [],
  refused: false,
  later: [],
});
export const changed = (shelf: Shelf, what: Partial<Change> = {}): Change => ({ ...unchanged(shelf), ...what, shelf });

export const isLimited = (attempt: number, params: BrokerParams): boolean =>
  params.deliveryLimit > 0 && attempt >= params.deliveryLimit;
