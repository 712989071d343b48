/**
 * Lends connections, one transaction at a time, and the one that came back last first. Who finds none waits in order. The
 * queue needs no limit of its own: each request waits at most once at a time, and there are two at most.
 */
import { assign, enqueueActions, setup } from 'xstate';
import { type Address, sendToAddress } from '../../src/kernel/index.ts';

interface Waiting {
  readonly from: Address;
  readonly request: number;
}
export interface PoolContext {
  readonly free: readonly string[];
  readonly waiting: readonly Waiting[];
}
export type PoolEvent =
  | (Waiting & { readonly type: 'ACQUIRE' })
  | { readonly type: 'FREED'; readonly request: number; readonly connection: string };

export const pooled = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `connection-${i + 1}`);

export const poolMachine = setup({
  types: {} as { context: PoolContext; events: PoolEvent; input: { readonly connections: number } },
  actions: {
    'join the queue': assign({
      waiting: ({ context, event }) =>
        event.type === 'ACQUIRE' ? [...context.waiting, { from: event.from, request: event.request }] : context.waiting,
    }),
    'take it back': assign({
      free: ({ context, event }) => (event.type === 'FREED' ? [event.connection, ...context.free] : context.free),
    }),
    'lend what is free': enqueueActions(({ context, enqueue }) => {
      const [connection, ...free] = context.free;
      const [next, ...waiting] = context.waiting;
      if (connection === undefined || next === undefined) return;
      enqueue.assign({ free, waiting });
      enqueue(sendToAddress(() => next.from, { type: 'CONNECTION', request: next.request, connection }));
    }),
  },
}).createMachine({
  id: 'pool',
  context: ({ input }) => ({ free: pooled(input.connections), waiting: [] }),
  on: {
    ACQUIRE: { actions: ['join the queue', 'lend what is free'] },
    FREED: { actions: ['take it back', 'lend what is free'] },
  },
});
