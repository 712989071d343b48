/**
 * The row of the stock table. It does what it is told, one message at a time; which of its checks are on is the design.
 *
 * `sold` counts the purchases that it confirmed. No design looks at it: it is there to see what really happened.
 */
import { assign, setup } from 'xstate';
import { type Address, count, level, mark, reply } from '../../src/kernel/index.ts';
import { checksReads, checksVersions, checksWrites, type Design } from './knobs.ts';

export interface RowContext {
  readonly design: Design;
  readonly stock: number;
  readonly sold: number;
  /** Raised by each write. */
  readonly version: number;
  /** The highest fencing token that was seen. */
  readonly token: number;
}
interface Asked {
  readonly from: Address;
  readonly request: number;
}
export type RowEvent =
  | (Asked & { readonly type: 'READ'; readonly token?: number })
  | (Asked & { readonly type: 'WRITE'; readonly stock: number; readonly version?: number; readonly token?: number })
  | (Asked & { readonly type: 'DECREMENT' });

const tokenOf = (event: RowEvent): number => ('token' in event ? (event.token ?? 0) : 0);
const comesLate = (context: RowContext, event: RowEvent): boolean => tokenOf(event) < context.token;

export const rowMachine = setup({
  types: {} as {
    context: RowContext;
    events: RowEvent;
    input: { readonly design: Design; readonly stock: number };
  },
  guards: {
    'the reader holds an old token': ({ context, event }) => checksReads(context.design) && comesLate(context, event),
    'the writer holds an old token': ({ context, event }) => checksWrites(context.design) && comesLate(context, event),
    'the row has changed since': ({ context, event }) =>
      checksVersions(context.design) && event.type === 'WRITE' && event.version !== context.version,
    'one is left': ({ context }) => context.stock > 0,
  },
  actions: {
    'remember the token': assign({
      token: ({ context, event }) => (tokenOf(event) > context.token ? tokenOf(event) : context.token),
    }),
  },
}).createMachine({
  id: 'row',
  context: ({ input }) => ({ design: input.design, stock: input.stock, sold: 0, version: 0, token: 0 }),
  entry: level('stock', ({ context }) => context.stock),
  on: {
    READ: [
      {
        guard: 'the reader holds an old token',
        actions: [reply(({ event }) => ({ type: 'FENCED', request: event.request })), count('fenced')],
      },
      {
        // A token is sent with a read only by the design that checks it there.
        actions: [
          'remember the token',
          reply(({ context, event }) => ({
            type: 'STOCK',
            request: event.request,
            stock: context.stock,
            ...(checksVersions(context.design) && { version: context.version }),
          })),
        ],
      },
    ],
    WRITE: [
      {
        guard: 'the row has changed since',
        actions: [reply(({ event }) => ({ type: 'CONFLICT', request: event.request })), count('conflicts')],
      },
      {
        guard: 'the writer holds an old token',
        actions: [
          reply(({ event }) => ({ type: 'FENCED', request: event.request })),
          count('fenced'),
          mark('a write with an old token is refused'),
        ],
      },
      {
        actions: [
          'remember the token',
          assign({
            stock: ({ event }) => event.stock,
            sold: ({ context }) => context.sold + 1,
            version: ({ context }) => context.version + 1,
          }),
          reply(({ event }) => ({ type: 'WRITTEN', request: event.request })),
          level('stock', ({ context }) => context.stock),
          level('sold', ({ context }) => context.sold),
        ],
      },
    ],
    DECREMENT: [
      {
        guard: 'one is left',
        actions: [
          assign({
            stock: ({ context }) => context.stock - 1,
            sold: ({ context }) => context.sold + 1,
            version: ({ context }) => context.version + 1,
          }),
          reply(({ event }) => ({ type: 'WRITTEN', request: event.request })),
          level('stock', ({ context }) => context.stock),
          level('sold', ({ context }) => context.sold),
        ],
      },
      { actions: reply(({ event }) => ({ type: 'SOLD_OUT', request: event.request })) },
    ],
  },
});
