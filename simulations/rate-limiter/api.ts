/** The API behind the limiter: a pool of workers with a bounded queue. It answers the gateway. */
import { assign, enqueueActions, setup } from 'xstate';
import { type Address, level, lognormal, sample, sendToAddress } from '../../src/kernel/index.ts';
import type { RateLimiterParams } from './knobs.ts';

export const API_QUEUE = 200;

interface Job {
  readonly request: number;
  readonly attempt: number;
  readonly tenant: string;
  /** How many times the work of the cheapest request. */
  readonly weight: number;
  readonly from: Address;
}
interface Context {
  readonly params: RateLimiterParams;
  readonly busy: number;
  readonly queue: readonly Job[];
}
type Event = ({ readonly type: 'WORK' } & Job) | ({ readonly type: 'WORK_DONE' } & Job);

const jobOf = ({ request, attempt, tenant, weight, from }: Job): Job => ({ request, attempt, tenant, weight, from });

export const apiMachine = setup({
  types: {} as { context: Context; input: { readonly params: RateLimiterParams }; events: Event },
  guards: {
    'a worker is free': ({ context }) => context.busy < context.params.apiServers,
    'the queue is full': ({ context }) => context.queue.length >= API_QUEUE,
    'more waits': ({ context }) => context.queue.length > 0,
  },
}).createMachine({
  id: 'api',
  context: ({ input }) => ({ params: input.params, busy: 0, queue: [] }),
  on: {
    WORK: [
      {
        guard: 'a worker is free',
        actions: enqueueActions((scope) => {
          scope.enqueue.assign({ busy: scope.context.busy + 1 });
          begin(scope as unknown as Beginning, jobOf(scope.event));
        }),
      },
      {
        guard: 'the queue is full',
        actions: sendToAddress(
          ({ event }) => event.from,
          ({ event }) => ({ type: 'DONE', request: event.request, tenant: event.tenant, status: 503 }),
        ),
      },
      {
        actions: [
          assign({ queue: ({ context, event }) => [...context.queue, jobOf(event)] }),
          level('apiQueue', ({ context }) => context.queue.length),
        ],
      },
    ],
    WORK_DONE: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        enqueue(
          sendToAddress(() => event.from, { type: 'DONE', request: event.request, tenant: event.tenant, status: 200 }),
        );
        const [next, ...queue] = context.queue;
        if (next === undefined) {
          enqueue.assign({ busy: context.busy - 1 });
          return;
        }
        enqueue.assign({ queue });
        enqueue(level('apiQueue', queue.length));
        begin(scope as unknown as Beginning, next);
      }),
    },
  },
});

type Beginning = {
  readonly context: Context;
  readonly system: unknown;
  readonly enqueue: { raise(event: Event, options: { delay: number }): void };
};
function begin(scope: Beginning, job: Job): void {
  const delay = sample(
    scope,
    lognormal(scope.context.params.apiMs * job.weight, 0.4),
    `work ${job.request} ${job.attempt}`,
  );
  scope.enqueue.raise({ type: 'WORK_DONE', ...job }, { delay });
}
