/**
 * One queue and so many servers behind it. The chart is what a person at the door sees: a server is free, all are busy.
 * Who waits, and what service takes, is bookkeeping in its context.
 */
import { assign, enqueueActions, raise, setup } from 'xstate';
import {
  constant,
  count,
  type Distribution,
  ended,
  exponential,
  level,
  now,
  observe,
  sample,
  uniformly,
} from '../../src/kernel/index.ts';
import { EMPTY, firstOf, type Queue, withFirst, withLast, withoutFirst } from '../../src/parts/queue.ts';
import type { StationParams } from './knobs.ts';

export interface Customer {
  readonly request: number;
  readonly arrivedUs: number;
}
export interface StationContext {
  readonly params: StationParams;
  readonly busy: number;
  readonly waiting: Queue<Customer>;
  /** Since the start: everybody who came, was served and left, or was turned away. */
  readonly arrived: number;
  readonly served: number;
  readonly turnedAway: number;
}
type Arrive = { readonly type: 'ARRIVE'; readonly request: number };
type Served = Customer & { readonly type: 'SERVED'; readonly sinceUs: number };

/** Milliseconds of service; the same mean whatever the shape. */
function serviceOf({ service, serviceRate }: StationParams): Distribution {
  const meanMs = 1000 / serviceRate;
  if (service === 'constant') return constant(meanMs);
  return service === 'uniform' ? uniformly(0, 2 * meanMs) : exponential(meanMs);
}
const isFull = ({ params: { capacity }, busy, waiting }: StationContext): boolean =>
  capacity > 0 && busy + waiting.size >= capacity;
/** Only where a guard has seen that somebody waits. */
const nextOf = ({ waiting }: StationContext): Customer => firstOf(waiting) as Customer;
const inSeconds = (us: number): number => us / 1_000_000;

export const stationMachine = setup({
  types: {} as {
    context: StationContext;
    events: Arrive | Served;
    input: { readonly params: StationParams };
  },
  guards: {
    'takes the last server': ({ context }) => context.busy + 1 >= context.params.servers,
    'is full': ({ context }) => isFull(context),
    'somebody waits': ({ context }) => context.waiting.size > 0,
  },
  actions: {
    'count the customer': assign({ arrived: ({ context }) => context.arrived + 1 }),
    'serve at once': raise(
      (scope) => {
        const nowUs = now(scope);
        return { type: 'SERVED', request: requestOf(scope.event), arrivedUs: nowUs, sinceUs: nowUs };
      },
      { delay: (scope) => sample(scope, serviceOf(scope.context.params), requestOf(scope.event)) },
    ),
    'serve the next': raise((scope) => ({ type: 'SERVED', ...nextOf(scope.context), sinceUs: now(scope) }), {
      delay: (scope) => sample(scope, serviceOf(scope.context.params), nextOf(scope.context).request),
    }),
    'take a server': assign({ busy: ({ context }) => context.busy + 1 }),
    'give the server back': assign({ busy: ({ context }) => context.busy - 1 }),
    'join the queue': assign({
      waiting: (scope) => {
        const { params, waiting } = scope.context;
        const customer: Customer = { request: requestOf(scope.event), arrivedUs: now(scope) };
        return params.discipline === 'lifo' ? withFirst(waiting, customer) : withLast(waiting, customer);
      },
    }),
    'leave the queue': assign({ waiting: ({ context }) => withoutFirst(context.waiting) }),
    'turn away': assign({ turnedAway: ({ context }) => context.turnedAway + 1 }),
    'say goodbye': assign({ served: ({ context }) => context.served + 1 }),
    'measure the visit': enqueueActions((scope) => {
      if (scope.event.type !== 'SERVED' || scope.event.request < scope.context.params.warmup) return;
      const { arrivedUs, sinceUs } = scope.event;
      scope.enqueue(observe('waitS', inSeconds(sinceUs - arrivedUs)));
      scope.enqueue(observe('sojournS', inSeconds(now(scope) - arrivedUs)));
    }),
    'record who works': level('busy', ({ context }) => context.busy),
    'record who waits': level('waiting', ({ context }) => context.waiting.size),
  },
}).createMachine({
  id: 'station',
  context: ({ input }) => ({
    params: input.params,
    busy: 0,
    waiting: EMPTY,
    arrived: 0,
    served: 0,
    turnedAway: 0,
  }),
  initial: 'a server is free',
  states: {
    'a server is free': {
      on: {
        ARRIVE: [
          {
            guard: 'takes the last server',
            target: 'all servers are busy',
            actions: ['count the customer', count('arrived'), 'serve at once', 'take a server', 'record who works'],
          },
          { actions: ['count the customer', count('arrived'), 'serve at once', 'take a server', 'record who works'] },
        ],
        SERVED: {
          actions: [
            'measure the visit',
            ended(({ event }) => event.request, 'completed'),
            'say goodbye',
            'give the server back',
            'record who works',
          ],
        },
      },
    },
    'all servers are busy': {
      on: {
        ARRIVE: [
          {
            guard: 'is full',
            actions: [
              'count the customer',
              count('arrived'),
              'turn away',
              count('turnedAway'),
              ended(({ event }) => event.request, 'rejected', 'full'),
            ],
          },
          { actions: ['count the customer', count('arrived'), 'join the queue', 'record who waits'] },
        ],
        SERVED: [
          {
            guard: 'somebody waits',
            actions: [
              'measure the visit',
              ended(({ event }) => event.request, 'completed'),
              'say goodbye',
              'serve the next',
              'leave the queue',
              'record who waits',
            ],
          },
          {
            target: 'a server is free',
            actions: [
              'measure the visit',
              ended(({ event }) => event.request, 'completed'),
              'say goodbye',
              'give the server back',
              'record who works',
            ],
          },
        ],
      },
    },
  },
});

const requestOf = (event: Arrive | Served): number => event.request;
