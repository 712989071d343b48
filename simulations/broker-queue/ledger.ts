/**
 * The books beside the system: which orders were committed, which messages the broker took, what took effect. Everybody tells
 * it at once and without loss; nobody asks it anything.
 */
import { enqueueActions, setup } from 'xstate';
import { count, ended, now, observe } from '../../src/kernel/index.ts';

export interface LedgerContext {
  /** When each order was committed, in microseconds; by message. */
  readonly committed: Readonly<Record<number, number>>;
  readonly stored: Readonly<Record<number, true>>;
  readonly confirmed: Readonly<Record<number, true>>;
  /** How often each message took effect. */
  readonly effects: Readonly<Record<number, number>>;
  /** Dead-lettered, dropped or refused: given up, and said so. */
  readonly givenUp: Readonly<Record<number, string>>;
  /** The highest place in its key's order that took effect. */
  readonly lastOfKey: Readonly<Record<number, number>>;
  readonly outOfOrder: number;
}
export type Entered =
  | { readonly type: 'COMMITTED'; readonly request: number }
  | { readonly type: 'STORED'; readonly request: number }
  | { readonly type: 'CONFIRMED'; readonly request: number }
  | { readonly type: 'TOOK_EFFECT'; readonly request: number; readonly key: number; readonly sequence: number }
  | { readonly type: 'GIVEN_UP'; readonly request: number; readonly because: 'dead-lettered' | 'dropped' | 'refused' };

export const ledgerMachine = setup({
  types: {} as { context: LedgerContext; events: Entered },
}).createMachine({
  id: 'ledger',
  context: { committed: {}, stored: {}, confirmed: {}, effects: {}, givenUp: {}, lastOfKey: {}, outOfOrder: 0 },
  on: {
    COMMITTED: {
      actions: enqueueActions((scope) =>
        scope.enqueue.assign({ committed: { ...scope.context.committed, [scope.event.request]: now(scope) } }),
      ),
    },
    STORED: {
      actions: enqueueActions(({ context, event, enqueue }) =>
        enqueue.assign({ stored: { ...context.stored, [event.request]: true } }),
      ),
    },
    CONFIRMED: {
      actions: enqueueActions(({ context, event, enqueue }) =>
        enqueue.assign({ confirmed: { ...context.confirmed, [event.request]: true } }),
      ),
    },
    TOOK_EFFECT: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const before = context.effects[event.request] ?? 0;
        const late = event.sequence < (context.lastOfKey[event.key] ?? 0) && before === 0;
        enqueue.assign({
          effects: { ...context.effects, [event.request]: before + 1 },
          lastOfKey: { ...context.lastOfKey, [event.key]: Math.max(event.sequence, context.lastOfKey[event.key] ?? 0) },
          outOfOrder: context.outOfOrder + (late ? 1 : 0),
        });
        enqueue(count('effects'));
        if (before > 0) enqueue(count('duplicates'));
        if (late) enqueue(count('outOfOrder'));
        if (before > 0 || context.givenUp[event.request] !== undefined) return;
        enqueue(observe('endToEndMs', (now(scope) - (context.committed[event.request] ?? now(scope))) / 1000));
        enqueue(ended(event.request, 'completed'));
      }),
    },
    GIVEN_UP: {
      actions: enqueueActions(({ context, event, enqueue }) => {
        if (context.givenUp[event.request] !== undefined || (context.effects[event.request] ?? 0) > 0) return;
        enqueue.assign({ givenUp: { ...context.givenUp, [event.request]: event.because } });
        enqueue(ended(event.request, event.because === 'refused' ? 'rejected' : 'failed', event.because));
      }),
    },
  },
});
