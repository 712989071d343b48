/** What follows from a change of the shelf: messages to consumers, timers, dead letters, and the books. */
import { count, mark, now, observe, sample, send, uniformly } from '../../src/kernel/index.ts';
import type { BrokerContext, BrokerEvent } from './broker.ts';
import { rulesOf } from './brokers/rules.ts';
import type { Change, Delivery, Entry } from './brokers/shelf.ts';
import { watched } from './drain.ts';
import { plus, REASONS, type Reason } from './gone.ts';
import type { BrokerParams } from './knobs.ts';

/** Until the members of a group have heard of a rebalance and have joined it. Assumed; Kafka’s heartbeats are 3 s apart. */
const REBALANCE_MS = 300;
/** Until a dead letter that nobody has confirmed is sent again. Assumed. */
export const DEAD_LETTER_RETRY_MS = 250;

export type Handling = {
  readonly context: BrokerContext;
  readonly system: unknown;
  readonly enqueue: ((action: unknown) => void) & {
    assign(part: Partial<BrokerContext>): void;
    raise(event: BrokerEvent, options: { delay: number; id?: string }): void;
  };
};

/** A quorum queue that refuses what is too much may keep its dead letters until they are taken; an application may, too. */
export const keepsDeadLetters = ({ broker, deadLetter, overflow }: BrokerParams): boolean =>
  deadLetter === 'at-least-once' &&
  (broker === 'log' || broker === 'stream' || (broker === 'quorum' && overflow === 'reject-publish'));

/** The acknowledgement timeout of a delivery, by name. */
export const timerOf = ({ entry, attempt }: Delivery): string => `held ${entry.tag} ${attempt}`;

/** Sends what a change asks for, and keeps its shelf. */
export function follow(scope: Handling, change: Change, counted: Partial<BrokerContext> = {}): void {
  const { context, enqueue } = scope;
  const { params } = context;
  if (change.shelf === context.shelf && Object.keys(counted).length === 0) return;
  const keeps = keepsDeadLetters(params);
  const hasDeadLetters = params.deadLetter !== 'none';
  const dead = hasDeadLetters ? change.givenUp : [];
  const unwanted = hasDeadLetters ? [] : change.givenUp;
  // Storing a message fails nobody: what has to go for it is too much.
  const reason = counted.stored === undefined ? 'failed' : 'full';
  const shelf = keeps ? { ...change.shelf, leaving: [...change.shelf.leaving, ...dead] } : change.shelf;
  enqueue.assign({
    shelf,
    dropped: plus(plus(context.dropped, 'trimmed', change.dropped.length), reason, unwanted.length),
    ...(!keeps && {
      deadLettered: context.deadLettered + dead.length,
      sentAway: withAll(context.sentAway, dead),
    }),
    ...counted,
  });
  hand(scope, change, counted);
  for (const entry of dead) sendAway(scope, entry, keeps, reason);
  for (const entry of change.dropped) drop(scope, entry, 'trimmed');
  for (const entry of unwanted) drop(scope, entry, reason);
  watched(scope, rulesOf(params).backlog(shelf));
}

function hand(
  scope: Handling,
  { deliver, later, evicted, rebalances, shelf }: Change,
  counted: Partial<BrokerContext>,
): void {
  const { context, enqueue } = scope;
  const { params } = context;
  for (const delivery of deliver) {
    const { entry, attempt, consumer } = delivery;
    const life = (counted.lives ?? context.lives)[consumer] ?? 1;
    enqueue(send(consumer, { type: 'DELIVER', request: entry.message, attempt, delivery, life }));
    if (rulesOf(params).hasTimeout)
      enqueue.raise(
        { type: 'ACK_TIMED_OUT', request: entry.message, delivery },
        { delay: params.timeoutMs, id: timerOf(delivery) },
      );
    enqueue(count('deliveries'));
    if (attempt === 1) enqueue(observe('waitMs', (now(scope) - entry.publishedUs) / 1000));
    else enqueue(count('redeliveries'));
  }
  for (const { entry, attempt } of later)
    enqueue.raise({ type: 'OFFER_AGAIN', request: entry.message, entry }, { delay: backoffMs(scope, entry, attempt) });
  for (const consumer of evicted) enqueue(send(consumer, { type: 'PUT_OUT', generation: shelf.generation }));
  if (!rebalances) return;
  enqueue(count('rebalances'));
  enqueue.raise({ type: 'REBALANCED', generation: shelf.generation }, { delay: REBALANCE_MS });
}

function sendAway({ enqueue }: Handling, entry: Entry, keeps: boolean, reason: Reason): void {
  const { message, tag } = entry;
  enqueue(mark(`message ${message} is dead-lettered: ${REASONS[reason]}`));
  enqueue(send('dead-letters', { type: 'DEAD_LETTER', request: message, tag, confirm: keeps }));
  if (keeps) {
    enqueue.raise({ type: 'DEAD_LETTER_AGAIN', request: message, entry }, { delay: DEAD_LETTER_RETRY_MS });
    return;
  }
  enqueue(count('deadLetters'));
  enqueue(send('ledger', { type: 'GIVEN_UP', request: message, because: 'dead-lettered' }));
}

function drop({ enqueue }: Handling, { message }: Entry, reason: Reason): void {
  enqueue(count('dropped'));
  enqueue(mark(`message ${message} is dropped: ${REASONS[reason]}`));
  enqueue(send('ledger', { type: 'GIVEN_UP', request: message, because: 'dropped' }));
}

function withAll(known: Readonly<Record<number, true>>, entries: readonly Entry[]): Readonly<Record<number, true>> {
  if (entries.length === 0) return known;
  return { ...known, ...Object.fromEntries(entries.map(({ message }) => [message, true as const])) };
}

/** Doubled with each attempt, full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS, 2015). */
function backoffMs(scope: Handling, entry: Entry, attempt: number): number {
  const most = Math.min(60_000, scope.context.params.backoffMs * 2 ** (attempt - 1));
  return sample(scope, uniformly(0, most), `backoff ${entry.message} ${attempt}`);
}
