/** The broker's machine: it asks the rules of its kind what follows, and sends it. */
import { enqueueActions, setup } from 'xstate';
import { type Address, count, mark, now, reply, send } from '../../src/kernel/index.ts';
import { rulesOf } from './brokers/rules.ts';
import { type Delivery, type Entry, emptyShelf, type Shelf } from './brokers/shelf.ts';
import { type Peak, watched } from './drain.ts';
import { DEAD_LETTER_RETRY_MS, follow, type Handling, timerOf } from './follow.ts';
import type { Dropped } from './gone.ts';
import type { BrokerParams } from './knobs.ts';

export interface BrokerContext {
  readonly params: BrokerParams;
  readonly shelf: Shelf;
  readonly stored: number;
  readonly acknowledged: number;
  readonly deadLettered: number;
  readonly dropped: Dropped;
  /** Messages that were dead-lettered. */
  readonly sentAway: Readonly<Record<number, true>>;
  /** The life of each consumer that has connected: when it comes again, its old connection is gone. */
  readonly lives: Readonly<Record<string, number>>;
  /** How many numbers a log has taken of each session of a publisher, and partition. */
  readonly heard: Readonly<Record<string, number>>;
  /** The longest backlog since there was none. */
  readonly peak: Peak;
}
export type BrokerEvent =
  | {
      readonly type: 'PUBLISH';
      readonly request: number;
      readonly attempt: number;
      readonly key: number;
      readonly session: number;
      /** Its place among what this session sends to its partition, where a log is to keep the order. */
      readonly number?: number;
      readonly from: Address;
    }
  | { readonly type: 'ACK' | 'NACK'; readonly delivery: Delivery }
  | { readonly type: 'JOIN'; readonly life: number; readonly from: Address }
  | { readonly type: 'ACK_TIMED_OUT'; readonly request: number; readonly delivery: Delivery }
  | { readonly type: 'OFFER_AGAIN'; readonly request: number; readonly entry: Entry }
  | { readonly type: 'REBALANCED'; readonly generation: number }
  | { readonly type: 'TAKEN'; readonly request: number; readonly tag: number }
  | { readonly type: 'DEAD_LETTER_AGAIN'; readonly request: number; readonly entry: Entry };

/** The scope of an action, as `follow` can name it. */
const asHandling = (scope: unknown): Handling => scope as Handling;

export const brokerMachine = setup({
  types: {} as { context: BrokerContext; input: { readonly params: BrokerParams }; events: BrokerEvent },
}).createMachine({
  id: 'broker',
  context: ({ input }) => ({
    params: input.params,
    shelf: emptyShelf(input.params),
    stored: 0,
    acknowledged: 0,
    deadLettered: 0,
    dropped: {},
    sentAway: {},
    lives: {},
    heard: {},
    peak: { length: 0, atUs: 0 },
  }),
  on: {
    PUBLISH: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const { shelf, params, heard } = context;
        const session = `${event.from.id}/${event.session}/${event.key % params.partitions}`;
        const taken = heard[session] ?? 0;
        const { number = taken } = event;
        if (number < taken) enqueue(reply({ type: 'CONFIRM', request: event.request }));
        if (number !== taken) return;
        const entry: Entry = {
          tag: shelf.nextTag,
          message: event.request,
          key: event.key,
          publishedUs: now(scope),
        };
        const change = rulesOf(params).publish({ ...shelf, nextTag: shelf.nextTag + 1 }, entry, params);
        if (change.refused) {
          enqueue(count('refused'));
          // Only a publisher that asks for confirms is told.
          if (params.confirms) enqueue(reply({ type: 'REFUSE', request: event.request }));
          return;
        }
        const isAgain = event.attempt > 1;
        enqueue(send('ledger', { type: 'STORED', request: event.request, ...(isAgain && { isAgain }) }));
        if (params.confirms) enqueue(reply({ type: 'CONFIRM', request: event.request }));
        follow(asHandling(scope), change, {
          stored: context.stored + 1,
          ...(event.number !== undefined && { heard: { ...heard, [session]: taken + 1 } }),
        });
      }),
    },
    ACK: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        enqueue.cancel(timerOf(event.delivery));
        const rules = rulesOf(context.params);
        const change = rules.acknowledge(context.shelf, event.delivery, context.params);
        const done = rules.backlog(context.shelf).length - rules.backlog(change.shelf).length;
        follow(asHandling(scope), change, { acknowledged: context.acknowledged + done });
      }),
    },
    NACK: {
      actions: enqueueActions((scope) => {
        const { shelf, params } = scope.context;
        // Nothing gives a stream’s entry back but this timer.
        if (params.broker !== 'stream') scope.enqueue.cancel(timerOf(scope.event.delivery));
        follow(asHandling(scope), rulesOf(params).fail(shelf, scope.event.delivery, params));
      }),
    },
    JOIN: {
      guard: ({ context, event }) => event.life >= (context.lives[event.from.id] ?? 0),
      actions: enqueueActions((scope) => {
        const { lives, shelf, params } = scope.context;
        const { from, life } = scope.event;
        const known = { lives: { ...lives, [from.id]: life } };
        if (lives[from.id] === undefined) scope.enqueue.assign(known);
        else follow(asHandling(scope), rulesOf(params).join(shelf, from.id, params), known);
      }),
    },
    ACK_TIMED_OUT: {
      actions: enqueueActions((scope) => {
        const { shelf, params } = scope.context;
        const change = rulesOf(params).expire(shelf, scope.event.delivery, params);
        if (change.shelf === shelf) return;
        scope.enqueue(mark(`${scope.event.delivery.consumer.replace('-', ' ')} has held a message for too long`));
        follow(asHandling(scope), change);
      }),
    },
    OFFER_AGAIN: {
      actions: enqueueActions((scope) => {
        const { shelf, params } = scope.context;
        follow(asHandling(scope), rulesOf(params).again(shelf, scope.event.entry, params));
      }),
    },
    REBALANCED: {
      actions: enqueueActions((scope) => {
        const { shelf, params } = scope.context;
        follow(asHandling(scope), rulesOf(params).settle(shelf, scope.event.generation, params));
      }),
    },
    // Only at least once: the dead-letter queue has it, or has not answered.
    TAKEN: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const leaving = context.shelf.leaving.filter(({ tag }) => tag !== event.tag);
        if (leaving.length === context.shelf.leaving.length) return;
        enqueue(count('deadLetters'));
        enqueue(send('ledger', { type: 'GIVEN_UP', request: event.request, because: 'dead-lettered' }));
        enqueue.assign({
          shelf: { ...context.shelf, leaving },
          deadLettered: context.deadLettered + 1,
          sentAway: { ...context.sentAway, [event.request]: true as const },
        });
        watched(asHandling(scope), rulesOf(context.params).backlog({ ...context.shelf, leaving }));
      }),
    },
    DEAD_LETTER_AGAIN: {
      guard: ({ context, event }) => context.shelf.leaving.some(({ tag }) => tag === event.entry.tag),
      actions: enqueueActions(({ event, enqueue }) => {
        const { entry, request } = event;
        enqueue(send('dead-letters', { type: 'DEAD_LETTER', request, tag: entry.tag, confirm: true }));
        enqueue.raise({ type: 'DEAD_LETTER_AGAIN', request, entry }, { delay: DEAD_LETTER_RETRY_MS });
      }),
    },
  },
});
