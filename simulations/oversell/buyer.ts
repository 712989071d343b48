/**
 * Somebody who wants one item. What a buyer does is the design; where the six differ, the chart branches.
 *
 * A buyer remembers only what it needs for its next step: what it has seen while it decides, and its token. So the states of
 * a finished sale are few, and every order of events can be explored.
 */
import { assign, enqueueActions, setup } from 'xstate';
import { ended, now, observe, offered, send, world } from '../../src/kernel/index.ts';
import { checksReads, checksVersions, checksWrites, type Design, isAtomic, takesALock } from './knobs.ts';

export interface BuyerInput {
  /** The number of the buyer, and of the one request that it makes. */
  readonly request: number;
  readonly design: Design;
  readonly spreadMs: number;
  readonly thinkMs: number;
}
interface Seen {
  readonly stock: number;
  readonly version?: number;
}
export interface BuyerContext extends BuyerInput {
  /** When it began, in microseconds. */
  readonly since: number;
  readonly seen: Seen | null;
  readonly token: number;
}
export type BuyerEvent =
  | { readonly type: 'GRANTED'; readonly token: number }
  | { readonly type: 'STOCK'; readonly stock: number; readonly version?: number }
  | { readonly type: 'WRITTEN' | 'SOLD_OUT' | 'CONFLICT' | 'FENCED' };

const request = ({ context }: { readonly context: BuyerContext }): number => context.request;

export const buyerMachine = setup({
  types: {} as { context: BuyerContext; events: BuyerEvent; input: BuyerInput },
  delays: {
    arrival: (scope) => world(scope).draw('arrival') * scope.context.spreadMs,
    think: ({ context }) => context.thinkMs,
  },
  guards: {
    'is there at once': ({ context }) => context.spreadMs === 0,
    'takes a lock first': ({ context }) => takesALock(context.design),
    'leaves it to the row': ({ context }) => isAtomic(context.design),
    'sees nothing left': ({ context }) => context.seen?.stock === 0,
    'decides at once': ({ context }) => context.thinkMs === 0,
  },
  actions: {
    'give the lock back': enqueueActions(({ context, enqueue }) => {
      if (takesALock(context.design)) enqueue(send('lock', { type: 'RELEASE', request: context.request }));
    }),
    'write the new stock': enqueueActions(({ context, enqueue }) => {
      const { design, seen, token } = context;
      if (seen === null) throw new Error('a buyer writes only what it has seen');
      const write = {
        type: 'WRITE',
        request: context.request,
        stock: seen.stock - 1,
        ...(checksVersions(design) && { version: seen.version }),
        ...(checksWrites(design) && { token }),
      };
      enqueue(send('row', write));
      enqueue.assign({ seen: null });
    }),
  },
}).createMachine({
  id: 'buyer',
  context: ({ input }) => ({ ...input, since: 0, seen: null, token: 0 }),
  initial: 'arriving',
  states: {
    arriving: {
      always: { guard: 'is there at once', target: 'beginning' },
      after: { arrival: 'beginning' },
    },
    beginning: {
      entry: [assign({ since: (scope) => now(scope) }), offered(request)],
      always: [
        { guard: 'takes a lock first', target: 'acquiring' },
        { guard: 'leaves it to the row', target: 'asking' },
        { target: 'reading' },
      ],
    },
    acquiring: {
      entry: send('lock', ({ context }) => ({ type: 'ACQUIRE', request: context.request })),
      on: { GRANTED: { target: 'reading', actions: assign({ token: ({ event }) => event.token }) } },
    },
    reading: {
      entry: send('row', ({ context }) => ({
        type: 'READ',
        request: context.request,
        ...(checksReads(context.design) && { token: context.token }),
      })),
      on: {
        STOCK: {
          target: 'deciding',
          actions: assign({
            seen: ({ event }) => ({
              stock: event.stock,
              ...(event.version !== undefined && { version: event.version }),
            }),
          }),
        },
        FENCED: 'fenced-off',
      },
    },
    deciding: {
      always: [
        { guard: 'sees nothing left', target: 'sold-out' },
        { guard: 'decides at once', target: 'writing' },
      ],
      after: { think: 'writing' },
    },
    writing: {
      entry: 'write the new stock',
      on: { WRITTEN: 'bought', CONFLICT: 'reading', FENCED: 'fenced-off' },
    },
    asking: {
      entry: send('row', ({ context }) => ({ type: 'DECREMENT', request: context.request })),
      on: { WRITTEN: 'bought', SOLD_OUT: 'sold-out' },
    },
    bought: {
      type: 'final',
      entry: [
        'give the lock back',
        ended(request, 'completed', 'bought'),
        observe('untilBought', (scope) => (now(scope) - scope.context.since) / 1000),
      ],
    },
    'sold-out': {
      type: 'final',
      entry: [assign({ seen: null }), 'give the lock back', ended(request, 'rejected', 'sold out')],
    },
    'fenced-off': {
      type: 'final',
      entry: ['give the lock back', ended(request, 'failed', 'fenced off')],
    },
  },
});
