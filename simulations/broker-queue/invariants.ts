import type { Invariant, Reading } from '../../src/kernel/index.ts';
import type { BrokerContext } from './broker.ts';
import { rulesOf } from './brokers/rules.ts';
import type { ConsumerContext } from './consumer.ts';
import type { DeadLettersContext } from './dead-letters.ts';
import type { EffectContext } from './effect.ts';
import { droppedIn, droppedInWords } from './gone.ts';
import type { BrokerParams } from './knobs.ts';
import type { LedgerContext } from './ledger.ts';
import type { ProducerContext } from './producer.ts';

/** Above RabbitMQ’s default delivery limit of 20. */
const WITHOUT_END = 25;

export const BOOKS_BALANCE = 'every stored message is acknowledged, dead-lettered, dropped or still there';
export const ONCE = 'an order takes effect at most once';
export const IN_ORDER = 'effects of one key come in the order in which its messages were stored';
export const STORED_IN_ORDER = 'messages of one key are stored in the order in which their orders were committed';
export const NOTHING_LOST = 'nothing that was confirmed is lost';
export const PUBLISHED = 'every committed order reaches the broker, or is still to be published';
export const ENDS = `no message is delivered more than ${WITHOUT_END} times`;
export const DEAD_LETTERS_ARRIVE = 'every dead letter is in the dead-letter queue';

const contextOf = <C>(of: Reading, kind: string): C => of(kind)[0]?.context as C;
const brokerOf = (of: Reading) => contextOf<BrokerContext>(of, 'broker');
const ledgerOf = (of: Reading) => contextOf<LedgerContext>(of, 'ledger');
const numbers = (record: object): number[] => Object.keys(record).map(Number);
const backlogOf = ({ params, shelf }: BrokerContext) => rulesOf(params).backlog(shelf);
const listed = (what: string, messages: readonly number[]): string =>
  `${what}: ${messages.map((message) => `message ${message}`).join(', ')}`;

/** Messages that somebody still has: the broker, or a consumer that has acknowledged and not finished. */
function held(of: Reading): Set<number> {
  const consumers = of('consumer').map((view) => view.context as ConsumerContext);
  const inHands = consumers.flatMap(({ buffer, current }) => (current === null ? buffer : [current, ...buffer]));
  return new Set([...backlogOf(brokerOf(of)), ...inHands.map(({ entry }) => entry)].map(({ message }) => message));
}

/**
 * What the broker has promised to keep: what it has confirmed, or, where nobody asks for confirms, what it has stored. What
 * was dropped afterwards is lost; what was dead-lettered is not. The books may be a step behind, so what became of it is read
 * where it happened.
 */
function lost(of: Reading): number[] {
  const { seen } = contextOf<EffectContext>(of, 'effect');
  const { sentAway, params } = brokerOf(of);
  const { confirmed, waiting } = ledgerOf(of);
  const open = numbers(waiting).filter(
    (message) => (!params.confirms || confirmed[message]) && !seen[message] && !sentAway[message],
  );
  if (open.length === 0) return open;
  const kept = held(of);
  return open.filter((message) => !kept.has(message));
}

function unpublished(of: Reading): number[] {
  const { committed, stored, givenUp } = ledgerOf(of);
  const producers = of('producer').map((view) => view.context as ProducerContext);
  const toCome = new Set(
    producers.flatMap(({ outbox, unconfirmed }) => [...outbox.map(({ message }) => message), ...numbers(unconfirmed)]),
  );
  return numbers(committed).filter(
    (message) => !stored[message] && givenUp[message] === undefined && !toCome.has(message),
  );
}

function missingDeadLetters(of: Reading): number[] {
  const there = of('dead-letters')[0]?.context as DeadLettersContext | undefined;
  return numbers(brokerOf(of).sentAway).filter((message) => !there?.messages[message]);
}

const twice = (of: Reading): number[] =>
  numbers(ledgerOf(of).effects).filter((message) => (ledgerOf(of).effects[message] ?? 0) > 1);
const mostDelivered = (of: Reading): number => Math.max(0, ...Object.values(brokerOf(of).shelf.delivered));

export const invariants: readonly Invariant<BrokerParams>[] = [
  {
    name: NOTHING_LOST,
    kind: 'always',
    reads: ['broker', 'consumer', 'effect', 'ledger'],
    holds: (of) => lost(of).length === 0,
    why: (of) => listed('lost', lost(of)),
  },
  {
    name: ONCE,
    kind: 'always',
    reads: ['ledger'],
    holds: (of) => ledgerOf(of).duplicates === 0,
    why: (of) =>
      twice(of)
        .map((message) => `message ${message} took effect ${ledgerOf(of).effects[message]} times`)
        .join(', '),
  },
  {
    name: IN_ORDER,
    kind: 'always',
    reads: ['ledger'],
    holds: (of) => ledgerOf(of).outOfOrder === 0,
    why: (of) => `${ledgerOf(of).outOfOrder} took effect after a later one of the same key`,
  },
  {
    name: STORED_IN_ORDER,
    kind: 'always',
    reads: ['ledger'],
    holds: (of) => Object.keys(ledgerOf(of).storedLate).length === 0,
    why: (of) =>
      Object.entries(ledgerOf(of).storedLate)
        .map(([message, after]) => `message ${message} is stored after message ${after}`)
        .join(', '),
  },
  {
    name: ENDS,
    kind: 'always',
    reads: ['broker'],
    holds: (of) => mostDelivered(of) <= WITHOUT_END,
    why: (of) => `one was delivered ${mostDelivered(of)} times`,
  },
  {
    name: BOOKS_BALANCE,
    kind: 'always',
    reads: ['broker'],
    holds: (of) => {
      const { stored, acknowledged, deadLettered, dropped } = brokerOf(of);
      return stored === acknowledged + deadLettered + droppedIn(dropped) + backlogOf(brokerOf(of)).length;
    },
    why: (of) => {
      const { stored, acknowledged, deadLettered, dropped } = brokerOf(of);
      return `${stored} stored; ${acknowledged} acknowledged, ${deadLettered} dead-lettered, ${droppedInWords(dropped) || '0 dropped'}, ${backlogOf(brokerOf(of)).length} still there`;
    },
  },
  {
    name: PUBLISHED,
    kind: 'eventually',
    reads: ['producer', 'broker', 'ledger'],
    holds: (of) => unpublished(of).length === 0,
    why: (of) => listed('never published', unpublished(of)),
  },
  {
    name: DEAD_LETTERS_ARRIVE,
    kind: 'eventually',
    reads: ['broker', 'dead-letters'],
    holds: (of) => missingDeadLetters(of).length === 0,
    why: (of) => listed('sent to the dead-letter queue and not there', missingDeadLetters(of)),
  },
  {
    name: 'a message takes effect',
    kind: 'sometimes',
    reads: ['ledger'],
    holds: (of) => Object.keys(ledgerOf(of).effects).length > 0,
  },
];
