/** The rules of each kind of broker. */
import type { BrokerParams } from '../knobs.ts';
import { log } from './log.ts';
import { classicQueue, quorumQueue } from './queue.ts';
import type { BrokerRules } from './shelf.ts';
import { stream } from './stream.ts';

const RULES: Readonly<Record<BrokerParams['broker'], BrokerRules>> = {
  quorum: quorumQueue,
  classic: classicQueue,
  log,
  stream,
};
export const rulesOf = ({ broker }: BrokerParams): BrokerRules => RULES[broker];
