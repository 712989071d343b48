/**
 * How a log's publisher that asks for confirms numbers what it sends: each partition from 0, anew in each session. The log
 * takes the next number and no other, so what is sent again is recognised, and nothing overtakes it.
 *
 * After Kafka's idempotent producer (KIP-98), whose client keeps what comes back out of sequence and sends it in order; here
 * the broker does not answer, and the wait for the confirm sends it again.
 */
import type { BrokerParams } from './knobs.ts';

export interface Numbering {
  /** The next number of each partition. */
  readonly next: Readonly<Record<number, number>>;
  /** What each message was given. */
  readonly given: Readonly<Record<number, number>>;
}

export const NO_NUMBERS: Numbering = { next: {}, given: {} };

export const isNumbered = ({ broker, confirms }: BrokerParams): boolean => broker === 'log' && confirms;

/** The same number for a message that has one. */
export function numbered(numbering: Numbering, message: number, partition: number): Numbering {
  const { next, given } = numbering;
  if (given[message] !== undefined) return numbering;
  const number = next[partition] ?? 0;
  return { next: { ...next, [partition]: number + 1 }, given: { ...given, [message]: number } };
}
