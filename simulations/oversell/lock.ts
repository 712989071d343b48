/**
 * The lock service: one holder at a time, the others wait in order. A holder that does not give the lock back loses it when
 * its lease is over; the service cannot know whether that holder has crashed or is only slow. Each grant carries a higher
 * token than the one before. The queue needs no limit of its own: each buyer asks once.
 */
import { assign, enqueueActions, setup } from 'xstate';
import { type Address, count, mark, sendToAddress } from '../../src/kernel/index.ts';

interface Waiting {
  readonly from: Address;
  readonly request: number;
}
export interface LockContext {
  readonly leaseMs: number;
  readonly holder: Waiting | null;
  readonly queue: readonly Waiting[];
  /** Of the last grant. */
  readonly token: number;
}
export type LockEvent = (Waiting & { readonly type: 'ACQUIRE' }) | (Waiting & { readonly type: 'RELEASE' });

const waiting = ({ from, request }: Waiting): Waiting => ({ from, request });

export const lockMachine = setup({
  types: {} as { context: LockContext; events: LockEvent; input: { readonly leaseMs: number } },
  delays: { lease: ({ context }) => context.leaseMs },
  guards: {
    'the holder gives it back': ({ context, event }) => event.request === context.holder?.request,
    'the holder gives it back and somebody waits': ({ context, event }) =>
      event.request === context.holder?.request && context.queue.length > 0,
    'somebody waits': ({ context }) => context.queue.length > 0,
  },
  actions: {
    'join the queue': assign({ queue: ({ context, event }) => [...context.queue, waiting(event)] }),
    'grant to the next': enqueueActions(({ context, enqueue }) => {
      const [next, ...queue] = context.queue;
      if (next === undefined) throw new Error('the lock is granted only when somebody waits');
      const token = context.token + 1;
      enqueue.assign({ holder: next, queue, token });
      enqueue(sendToAddress(() => next.from, { type: 'GRANTED', request: next.request, token }));
    }),
  },
}).createMachine({
  id: 'lock',
  context: ({ input }) => ({ leaseMs: input.leaseMs, holder: null, queue: [], token: 0 }),
  initial: 'free',
  states: {
    free: {
      entry: assign({ holder: null }),
      on: { ACQUIRE: { target: 'held', actions: ['join the queue', 'grant to the next'] } },
    },
    held: {
      on: {
        ACQUIRE: { actions: 'join the queue' },
        RELEASE: [
          {
            guard: 'the holder gives it back and somebody waits',
            target: 'held',
            reenter: true,
            actions: 'grant to the next',
          },
          { guard: 'the holder gives it back', target: 'free' },
        ],
      },
      after: {
        lease: [
          {
            guard: 'somebody waits',
            target: 'held',
            reenter: true,
            actions: [count('leases'), mark('a lease ran out'), 'grant to the next'],
          },
          { target: 'free', actions: [count('leases'), mark('a lease ran out')] },
        ],
      },
    },
  },
});
