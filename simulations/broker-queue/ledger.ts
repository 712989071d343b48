/**
 * The books beside the system: which orders were committed, which messages the broker took, what took effect. Everybody tells
 * it at once and without loss; nobody asks it anything.
 */
import { enqueueActions, setup } from 'xstate';
import { type Address, count, ended, mark, now, observe } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';
import { keyOf } from './producer.ts';

type Because = 'dead-lettered' | 'dropped' | 'refused' | 'lost';

/** A committed order. */
interface Order {
  readonly atUs: number;
  /** Its place in the order of all commits, from 1. */
  readonly place: number;
  /** Its producer. */
  readonly by: string;
}
export interface LedgerContext {
  readonly params: BrokerParams;
  /** By message. */
  readonly committed: Readonly<Record<number, Order>>;
  readonly stored: Readonly<Record<number, true>>;
  readonly confirmed: Readonly<Record<number, true>>;
  /** Stored, and nothing has become of it yet; what was dropped stays. */
  readonly waiting: Readonly<Record<number, true>>;
  /** How often each message took effect. */
  readonly effects: Readonly<Record<number, number>>;
  /** Given up, and why. */
  readonly givenUp: Readonly<Record<number, Because>>;
  /** Acknowledged before its effect, and by whom. */
  readonly promised: Readonly<Record<number, string>>;
  /** The last that took effect of each key, by its place in the order in which the broker stored them. */
  readonly lastOfKey: Readonly<Record<number, number>>;
  readonly outOfOrder: number;
  /** Of each key and producer, the message of the latest order that is stored. */
  readonly latestStored: Readonly<Record<number, Readonly<Record<string, number>>>>;
  /** Messages that were stored after one of a later order of their key, and after which. */
  readonly storedLate: Readonly<Record<number, number>>;
  /** Effects of messages that had taken effect. */
  readonly duplicates: number;
}
export type Entered =
  | { readonly type: 'CONFIRMED' | 'BROKE_PROMISE'; readonly request: number }
  | { readonly type: 'COMMITTED'; readonly request: number; readonly from: Address }
  /** `isAgain`: not when it was published first. */
  | { readonly type: 'STORED'; readonly request: number; readonly isAgain?: boolean }
  | { readonly type: 'PROMISED'; readonly request: number; readonly consumer: string }
  /** A consumer has started: what it had promised and not done is lost. */
  | { readonly type: 'STARTED'; readonly consumer: string }
  | { readonly type: 'TOOK_EFFECT'; readonly request: number; readonly key: number; readonly tag: number }
  | { readonly type: 'GIVEN_UP'; readonly request: number; readonly because: Because };

/** What an action may do with the books. */
interface Keeping {
  readonly context: LedgerContext;
  readonly enqueue: ((action: unknown) => void) & { assign(part: Partial<LedgerContext>): void };
}

export const EMPTY_BOOKS: Omit<LedgerContext, 'params'> = {
  committed: {},
  stored: {},
  confirmed: {},
  waiting: {},
  effects: {},
  givenUp: {},
  promised: {},
  lastOfKey: {},
  outOfOrder: 0,
  latestStored: {},
  storedLate: {},
  duplicates: 0,
};

export const ledgerMachine = setup({
  types: {} as { context: LedgerContext; input: { readonly params: BrokerParams }; events: Entered },
}).createMachine({
  id: 'ledger',
  context: ({ input }) => ({ ...EMPTY_BOOKS, params: input.params }),
  on: {
    COMMITTED: {
      actions: enqueueActions((scope) => {
        const { committed } = scope.context;
        const order = { atUs: now(scope), place: Object.keys(committed).length + 1, by: scope.event.from.id };
        scope.enqueue.assign({ committed: { ...committed, [scope.event.request]: order } });
      }),
    },
    STORED: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        const { stored, waiting, effects, storedLate } = context;
        const overtaker = overtakenBy(context, event.request, event.isAgain === true);
        if (!stored[event.request]) enqueue(count('published'));
        if (overtaker !== undefined) {
          enqueue(count('storedLate'));
          enqueue(mark(`message ${event.request} is stored after message ${overtaker}, a later order of its key`));
        }
        enqueue.assign({
          latestStored: withLatest(context, event.request),
          storedLate: overtaker === undefined ? storedLate : { ...storedLate, [event.request]: overtaker },
          stored: { ...stored, [event.request]: true },
          ...(effects[event.request] === undefined && { waiting: { ...waiting, [event.request]: true } }),
        });
      }),
    },
    CONFIRMED: {
      actions: enqueueActions(({ context, event, enqueue }) =>
        enqueue.assign({ confirmed: { ...context.confirmed, [event.request]: true } }),
      ),
    },
    PROMISED: {
      actions: enqueueActions(({ context, event, enqueue }) =>
        enqueue.assign({ promised: { ...context.promised, [event.request]: event.consumer } }),
      ),
    },
    BROKE_PROMISE: {
      actions: enqueueActions((scope) => giveUp(scope as unknown as Keeping, [scope.event.request], 'lost')),
    },
    STARTED: {
      actions: enqueueActions((scope) => {
        const { promised, effects } = scope.context;
        const forgotten = Object.keys(promised)
          .map(Number)
          .filter((message) => promised[message] === scope.event.consumer && effects[message] === undefined);
        giveUp(scope as unknown as Keeping, forgotten, 'lost');
      }),
    },
    TOOK_EFFECT: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const before = context.effects[event.request] ?? 0;
        const late = event.tag < (context.lastOfKey[event.key] ?? 0) && before === 0;
        enqueue.assign({
          effects: { ...context.effects, [event.request]: before + 1 },
          lastOfKey: { ...context.lastOfKey, [event.key]: Math.max(event.tag, context.lastOfKey[event.key] ?? 0) },
          outOfOrder: context.outOfOrder + (late ? 1 : 0),
          duplicates: context.duplicates + (before > 0 ? 1 : 0),
          waiting: without(context.waiting, event.request),
        });
        enqueue(count('effects'));
        if (before > 0) {
          enqueue(count('duplicates'));
          enqueue(mark(`message ${event.request} takes effect again`));
        }
        if (late) {
          enqueue(count('outOfOrder'));
          enqueue(mark(`message ${event.request} takes effect after a later one of its key`));
        }
        if (before > 0 || context.givenUp[event.request] !== undefined) return;
        enqueue(observe('endToEndMs', (now(scope) - (context.committed[event.request]?.atUs ?? now(scope))) / 1000));
        enqueue(ended(event.request, 'completed'));
      }),
    },
    GIVEN_UP: {
      actions: enqueueActions((scope) =>
        giveUp(scope as unknown as Keeping, [scope.event.request], scope.event.because),
      ),
    },
  },
});

/**
 * A message of a later order of the same key that was stored before this one. What one producer sends once each does not
 * overtake itself on its connection, though exploration lets it: that is not held against it.
 */
function overtakenBy(books: LedgerContext, message: number, isAgain: boolean): number | undefined {
  const { committed, stored, latestStored, params } = books;
  const order = committed[message];
  if (order === undefined || stored[message]) return undefined;
  return Object.values(latestStored[keyOf(message, params)] ?? {}).find((other) => {
    const { place, by } = committed[other] as Order;
    return place > order.place && (isAgain || by !== order.by);
  });
}

function withLatest(
  { committed, latestStored, params }: LedgerContext,
  message: number,
): LedgerContext['latestStored'] {
  const order = committed[message];
  if (order === undefined) return latestStored;
  const key = keyOf(message, params);
  const ofKey = latestStored[key] ?? {};
  const before = ofKey[order.by];
  const isLatest = before === undefined || (committed[before] as Order).place < order.place;
  return isLatest ? { ...latestStored, [key]: { ...ofKey, [order.by]: message } } : latestStored;
}

function without(waiting: Readonly<Record<number, true>>, message: number): Readonly<Record<number, true>> {
  const { [message]: _gone, ...others } = waiting;
  return others;
}

/** Closes requests that nothing will become of any more; not those that took effect, or were given up before. */
function giveUp({ context, enqueue }: Keeping, messages: readonly number[], because: Because): void {
  const open = messages.filter((message) => context.givenUp[message] === undefined && !context.effects[message]);
  if (open.length === 0) return;
  enqueue.assign({
    givenUp: { ...context.givenUp, ...Object.fromEntries(open.map((message) => [message, because] as const)) },
    ...(because === 'dead-lettered' && { waiting: open.reduce(without, context.waiting) }),
  });
  for (const message of open) {
    if (because === 'lost') {
      enqueue(count('lost'));
      enqueue(mark(`message ${message} is lost`));
    }
    enqueue(ended(message, because === 'refused' ? 'rejected' : 'failed', because));
  }
}
