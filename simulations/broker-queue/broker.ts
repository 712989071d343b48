/** The broker's machine: it asks the rules of its kind what follows, and sends it. */
import { enqueueActions, setup } from 'xstate';
import {
  type Address,
  count,
  level,
  mark,
  now,
  observe,
  reply,
  sample,
  send,
  uniformly,
} from '../../src/kernel/index.ts';
import { log } from './brokers/log.ts';
import { type BrokerRules, type Change, type Delivery, type Entry, emptyShelf, type Shelf } from './brokers/shelf.ts';
import { stream } from './brokers/stream.ts';
import { workQueue } from './brokers/work-queue.ts';
import type { BrokerParams } from './knobs.ts';

const RULES: Readonly<Record<BrokerParams['broker'], BrokerRules>> = { 'work-queue': workQueue, log, stream };
export const rulesOf = (params: BrokerParams): BrokerRules => RULES[params.broker];

export interface BrokerContext {
  readonly params: BrokerParams;
  readonly shelf: Shelf;
  readonly stored: number;
  readonly acknowledged: number;
  readonly deadLettered: number;
  readonly dropped: number;
  /** Messages that were dead-lettered, dropped or refused. */
  readonly givenUp: Readonly<Record<number, true>>;
  /** Consumers that have connected before: when one comes again, what it held is offered to others. */
  readonly joined: readonly string[];
}
type Event =
  | {
      readonly type: 'PUBLISH';
      readonly request: number;
      readonly key: number;
      readonly sequence: number;
      readonly from: Address;
    }
  | { readonly type: 'ACK' | 'NACK'; readonly delivery: Delivery }
  | { readonly type: 'JOIN'; readonly from: Address }
  | { readonly type: 'PATIENCE_OVER'; readonly request: number; readonly delivery: Delivery }
  | { readonly type: 'OFFER_AGAIN'; readonly request: number; readonly entry: Entry };

type Handling = {
  readonly context: BrokerContext;
  readonly system: unknown;
  readonly enqueue: ((action: unknown) => void) & {
    assign(part: Partial<BrokerContext>): void;
    raise(event: Event, options: { delay: number }): void;
  };
};

export const brokerMachine = setup({
  types: {} as { context: BrokerContext; input: { readonly params: BrokerParams }; events: Event },
}).createMachine({
  id: 'broker',
  context: ({ input }) => ({
    params: input.params,
    shelf: emptyShelf(input.params),
    stored: 0,
    acknowledged: 0,
    deadLettered: 0,
    dropped: 0,
    givenUp: {},
    joined: [],
  }),
  on: {
    PUBLISH: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const { shelf, params } = context;
        const entry: Entry = {
          tag: shelf.nextTag,
          message: event.request,
          key: event.key,
          sequence: event.sequence,
          publishedUs: now(scope),
        };
        const change = rulesOf(params).publish({ ...shelf, nextTag: shelf.nextTag + 1 }, entry, params);
        if (change.refused) {
          enqueue(reply({ type: 'REFUSE', request: event.request }));
          return;
        }
        enqueue(send('ledger', { type: 'STORED', request: event.request }));
        if (params.confirms) enqueue(reply({ type: 'CONFIRM', request: event.request }));
        follow(scope as unknown as Handling, change, { stored: context.stored + 1 });
      }),
    },
    ACK: {
      actions: enqueueActions((scope) => {
        const { context, event } = scope;
        const rules = rulesOf(context.params);
        const change = rules.acknowledge(context.shelf, event.delivery, context.params);
        const done = rules.backlog(context.shelf).length - rules.backlog(change.shelf).length;
        follow(scope as unknown as Handling, change, { acknowledged: context.acknowledged + done });
      }),
    },
    NACK: {
      actions: enqueueActions((scope) =>
        follow(
          scope as unknown as Handling,
          rulesOf(scope.context.params).fail(scope.context.shelf, scope.event.delivery, scope.context.params),
        ),
      ),
    },
    JOIN: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const { id } = event.from;
        if (!context.joined.includes(id)) enqueue.assign({ joined: [...context.joined, id].sort() });
        else follow(scope as unknown as Handling, rulesOf(context.params).join(context.shelf, id, context.params));
      }),
    },
    PATIENCE_OVER: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const change = rulesOf(context.params).expire(context.shelf, event.delivery, context.params);
        if (change.shelf !== context.shelf)
          enqueue(mark(`the broker’s patience with ${event.delivery.consumer} is over`));
        follow(scope as unknown as Handling, change);
      }),
    },
    OFFER_AGAIN: {
      actions: enqueueActions((scope) =>
        follow(
          scope as unknown as Handling,
          rulesOf(scope.context.params).again(scope.context.shelf, scope.event.entry, scope.context.params),
        ),
      ),
    },
  },
});

/** Sends what a change asks for, and keeps its shelf. */
function follow(scope: Handling, change: Change, counted: Partial<BrokerContext> = {}): void {
  const { context, enqueue } = scope;
  const { params } = context;
  if (change.shelf === context.shelf && Object.keys(counted).length === 0) return;
  enqueue.assign({
    shelf: change.shelf,
    deadLettered: context.deadLettered + change.deadLettered.length,
    dropped: context.dropped + change.dropped.length,
    givenUp: withAll(context.givenUp, [...change.deadLettered, ...change.dropped]),
    ...counted,
  });
  for (const delivery of change.deliver) {
    const { entry, attempt, consumer } = delivery;
    enqueue(send(consumer, { type: 'DELIVER', request: entry.message, attempt, delivery }));
    enqueue.raise({ type: 'PATIENCE_OVER', request: entry.message, delivery }, { delay: params.visibilityMs });
    enqueue(observe('waitMs', (now(scope) - entry.publishedUs) / 1000));
    if (attempt > 1) enqueue(count('redeliveries'));
  }
  for (const entry of change.deadLettered) give(scope, entry, 'dead-lettered');
  for (const entry of change.dropped) give(scope, entry, 'dropped');
  for (const { entry, attempt } of change.later)
    enqueue.raise({ type: 'OFFER_AGAIN', request: entry.message, entry }, { delay: backoffMs(scope, entry, attempt) });
  enqueue(level('backlog', rulesOf(params).backlog(change.shelf).length));
}

function withAll(known: Readonly<Record<number, true>>, entries: readonly Entry[]): Readonly<Record<number, true>> {
  if (entries.length === 0) return known;
  return { ...known, ...Object.fromEntries(entries.map(({ message }) => [message, true as const])) };
}

function give({ enqueue }: Handling, entry: Entry, because: 'dead-lettered' | 'dropped'): void {
  enqueue(count(because === 'dropped' ? 'dropped' : 'deadLetters'));
  enqueue(mark(`message ${entry.message} is ${because}`));
  enqueue(send('ledger', { type: 'GIVEN_UP', request: entry.message, because }));
}

/** Doubled with each attempt, full jitter. */
function backoffMs(scope: Handling, entry: Entry, attempt: number): number {
  const most = scope.context.params.backoffMs * 2 ** (attempt - 1);
  return sample(scope, uniformly(0, most), `backoff ${entry.tag} ${attempt}`);
}
