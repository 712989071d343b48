import type { Invariant, Reading } from '../../src/kernel/index.ts';
import { type BrokerContext, rulesOf } from './broker.ts';
import type { ConsumerContext } from './consumer.ts';
import type { EffectContext } from './effect.ts';
import type { BrokerParams } from './knobs.ts';
import type { LedgerContext } from './ledger.ts';
import type { ProducerContext } from './producer.ts';

export const BOOKS_BALANCE = 'every stored message is acknowledged, dead-lettered, dropped or still there';
export const ONCE = 'an order takes effect at most once';
export const IN_ORDER = 'effects of one key come in its order';
export const NOTHING_LOST = 'nothing that was confirmed is lost';
export const PUBLISHED = 'every committed order reaches the broker, or is still to be published';

const contextOf = <C>(of: Reading, kind: string): C => of(kind)[0]?.context as C;
const brokerOf = (of: Reading) => contextOf<BrokerContext>(of, 'broker');
const ledgerOf = (of: Reading) => contextOf<LedgerContext>(of, 'ledger');
const numbers = (record: object): number[] => Object.keys(record).map(Number);

/** Messages that somebody still has: the broker, or a consumer that has acknowledged and not finished. */
function held(of: Reading): Set<number> {
  const broker = brokerOf(of);
  const consumers = of('consumer').map((view) => view.context as ConsumerContext);
  const inHands = consumers.flatMap(({ buffer, current }) => (current === null ? buffer : [current, ...buffer]));
  return new Set(
    [...rulesOf(broker.params).backlog(broker.shelf), ...inHands.map(({ entry }) => entry)].map(
      ({ message }) => message,
    ),
  );
}

/** What the broker has promised to keep: what it has confirmed, or, where nobody asks for confirms, what it has stored. The books may be a step behind, so what became of it is read where it happened. */
function lost(of: Reading): number[] {
  const { seen } = contextOf<EffectContext>(of, 'effect');
  const { givenUp } = brokerOf(of);
  const kept = held(of);
  const { confirmed, stored } = ledgerOf(of);
  return numbers(brokerOf(of).params.confirms ? confirmed : stored).filter(
    (message) => !seen[message] && !givenUp[message] && !kept.has(message),
  );
}

function unpublished(of: Reading): number[] {
  const { committed, stored, givenUp } = ledgerOf(of);
  const { outbox, unconfirmed } = contextOf<ProducerContext>(of, 'producer');
  const toCome = new Set([...outbox.map(({ message }) => message), ...numbers(unconfirmed)]);
  return numbers(committed).filter(
    (message) => !stored[message] && givenUp[message] === undefined && !toCome.has(message),
  );
}

export const invariants: readonly Invariant<BrokerParams>[] = [
  {
    name: BOOKS_BALANCE,
    kind: 'always',
    reads: ['broker'],
    holds: (of) => {
      const { stored, acknowledged, deadLettered, dropped, shelf, params } = brokerOf(of);
      return stored === acknowledged + deadLettered + dropped + rulesOf(params).backlog(shelf).length;
    },
    why: (of) => {
      const { stored, acknowledged, deadLettered, dropped, shelf, params } = brokerOf(of);
      return `${stored} stored; ${acknowledged} acknowledged, ${deadLettered} dead-lettered, ${dropped} dropped, ${rulesOf(params).backlog(shelf).length} still there`;
    },
  },
  {
    name: ONCE,
    kind: 'always',
    reads: ['ledger'],
    holds: (of) => Object.values(ledgerOf(of).effects).every((times) => times <= 1),
    why: (of) =>
      numbers(ledgerOf(of).effects)
        .filter((message) => (ledgerOf(of).effects[message] ?? 0) > 1)
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
    name: NOTHING_LOST,
    kind: 'always',
    reads: ['broker', 'consumer', 'effect', 'ledger'],
    holds: (of) => lost(of).length === 0,
    why: (of) =>
      `lost: ${lost(of)
        .map((message) => `message ${message}`)
        .join(', ')}`,
  },
  {
    name: PUBLISHED,
    kind: 'eventually',
    reads: ['producer', 'broker', 'ledger'],
    holds: (of) => unpublished(of).length === 0,
    why: (of) =>
      `never published: ${unpublished(of)
        .map((message) => `message ${message}`)
        .join(', ')}`,
  },
  {
    name: 'a message takes effect',
    kind: 'sometimes',
    reads: ['ledger'],
    holds: (of) => Object.keys(ledgerOf(of).effects).length > 0,
  },
];
