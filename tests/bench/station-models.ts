/**
 * M/M/c twice, to be timed: customers as messages to a station, and a machine for each customer, as SimPy has a process for
 * each. Both measure one thing, the sojourn time, as their peer does; a simulation for readers (simulations/service-station)
 * keeps books besides.
 */
import { assign, raise, setup } from 'xstate';
import {
  type Address,
  defineModel,
  exponential,
  kernelActions,
  type Model,
  now,
  observe,
  reply,
  sample,
  seconds,
  send,
  sendToAddress,
  spawn,
  world,
} from '../../src/kernel/index.ts';
import { EMPTY, firstOf, type Queue, withLast, withoutFirst } from '../../src/parts/queue.ts';

const knobs = {
  servers: { label: 'Servers', says: 'How many.', initial: 1, min: 1, max: 100, unit: 'servers' },
  customers: { label: 'Customers', says: 'How many.', initial: 100_000, min: 1, max: 10_000_000, unit: 'customers' },
} as const;
interface Params {
  readonly servers: number;
  readonly customers: number;
}
const SERVICE_MS = 1000;
const inSeconds = (us: number): number => us / 1_000_000;

interface SourceContext {
  readonly params: Params;
  readonly arrived: number;
}
const sourceSetup = setup({
  types: {} as { context: SourceContext; input: { readonly params: Params } },
  actions: { ...kernelActions, count: assign({ arrived: ({ context }) => context.arrived + 1 }) },
  delays: {
    gap: (scope) =>
      sample(scope, exponential(SERVICE_MS / (0.8 * scope.context.params.servers)), scope.context.arrived),
  },
  guards: { 'is the last': ({ context }) => context.arrived + 1 >= context.params.customers },
});
const sendingSource = sourceSetup.createMachine({
  id: 'source',
  context: ({ input }) => ({ params: input.params, arrived: 0 }),
  initial: 'open',
  states: {
    open: {
      after: {
        gap: [
          { guard: 'is the last', target: 'closed', actions: [arrive(), 'count'] },
          { target: 'open', reenter: true, actions: [arrive(), 'count'] },
        ],
      },
    },
    closed: {},
  },
});
function arrive() {
  return send<SourceContext, { type: string }>('station', (scope) => ({
    type: 'ARRIVE',
    request: scope.context.arrived,
    atUs: world(scope).now,
  }));
}
const bearingSource = sourceSetup.createMachine({
  id: 'source',
  context: ({ input }) => ({ params: input.params, arrived: 0 }),
  initial: 'open',
  states: {
    open: {
      after: {
        gap: [
          { guard: 'is the last', target: 'closed', actions: [bear(), 'count'] },
          { target: 'open', reenter: true, actions: [bear(), 'count'] },
        ],
      },
    },
    closed: {},
  },
});
function bear() {
  return spawn<SourceContext, unknown>('customer', ({ context }) => ({ id: `c-${context.arrived}` }));
}

interface Customer {
  readonly request: number;
  readonly atUs: number;
}
interface StationContext<Who> {
  readonly servers: number;
  readonly busy: number;
  readonly waiting: Queue<Who>;
}
const stationMachine = setup({
  types: {} as {
    context: StationContext<Customer>;
    events: Customer & { readonly type: 'ARRIVE' | 'SERVED' };
    input: { readonly params: Params };
  },
  guards: {
    'a server is free': ({ context }) => context.busy < context.servers,
    'somebody waits': ({ context }) => context.waiting.size > 0,
  },
  delays: {
    service: (scope) => sample(scope, exponential(SERVICE_MS), scope.event.request),
    'service of the next': (scope) => sample(scope, exponential(SERVICE_MS), next(scope.context).request),
  },
  actions: {
    measure: observe('sojournS', (scope) => inSeconds(now(scope) - scope.event.atUs)),
  },
}).createMachine({
  id: 'station',
  context: ({ input }) => ({ servers: input.params.servers, busy: 0, waiting: EMPTY }),
  on: {
    ARRIVE: [
      {
        guard: 'a server is free',
        actions: [
          assign({ busy: ({ context }) => context.busy + 1 }),
          raise(({ event }) => ({ type: 'SERVED', request: event.request, atUs: event.atUs }), { delay: 'service' }),
        ],
      },
      { actions: assign({ waiting: ({ context, event }) => withLast(context.waiting, event) }) },
    ],
    SERVED: [
      {
        guard: 'somebody waits',
        actions: [
          'measure',
          raise(
            ({ context }) => {
              const { request, atUs } = next(context);
              return { type: 'SERVED', request, atUs };
            },
            { delay: 'service of the next' },
          ),
          assign({ waiting: ({ context }) => withoutFirst(context.waiting) }),
        ],
      },
      { actions: ['measure', assign({ busy: ({ context }) => context.busy - 1 })] },
    ],
  },
});
/** Only where a guard has seen that somebody waits. */
const next = <Who>({ waiting }: StationContext<Who>): Who => firstOf(waiting) as Who;

/** Gives its servers out to machines that ask for one. */
const deskMachine = setup({
  types: {} as {
    context: StationContext<Address>;
    events: { readonly type: 'TAKE' | 'GIVE_BACK'; readonly from: Address };
    input: { readonly params: Params };
  },
  guards: {
    'a server is free': ({ context }) => context.busy < context.servers,
    'somebody waits': ({ context }) => context.waiting.size > 0,
  },
}).createMachine({
  id: 'desk',
  context: ({ input }) => ({ servers: input.params.servers, busy: 0, waiting: EMPTY }),
  on: {
    TAKE: [
      {
        guard: 'a server is free',
        actions: [assign({ busy: ({ context }) => context.busy + 1 }), reply({ type: 'GRANTED' })],
      },
      { actions: assign({ waiting: ({ context, event }) => withLast(context.waiting, event.from) }) },
    ],
    GIVE_BACK: [
      {
        guard: 'somebody waits',
        actions: [
          sendToAddress(({ context }) => next(context), { type: 'GRANTED' }),
          assign({ waiting: ({ context }) => withoutFirst(context.waiting) }),
        ],
      },
      { actions: assign({ busy: ({ context }) => context.busy - 1 }) },
    ],
  },
});

const customerMachine = setup({
  types: {} as { context: { readonly sinceUs: number }; events: { readonly type: 'GRANTED' } },
  delays: { service: (scope) => sample(scope, exponential(SERVICE_MS), 'service') },
}).createMachine({
  id: 'customer',
  context: { sinceUs: 0 },
  initial: 'waiting',
  states: {
    waiting: {
      entry: [assign({ sinceUs: (scope) => now(scope) }), send('station', { type: 'TAKE' })],
      on: { GRANTED: 'served' },
    },
    served: { after: { service: 'gone' } },
    gone: {
      type: 'final',
      entry: [
        send('station', { type: 'GIVE_BACK' }),
        observe('sojournS', (scope) => inSeconds(now(scope) - scope.context.sinceUs)),
      ],
    },
  },
});

const common = {
  version: 1,
  question: 'How fast is the kernel?',
  knobs,
  components: (params: Params) => [
    { id: 'source', kind: 'source', input: { params } },
    { id: 'station', kind: 'station', input: { params } },
  ],
  links: () => [],
  observations: { sojournS: { kind: 'tally', unit: 's', says: 'How long a customer is there.' } },
  measures: {},
  invariants: [],
  scenarios: { steady: { title: 'Steady', says: 'ρ = 0.8.', seed: 1, untilUs: seconds(1e9) } },
  leavesOut: ['It is a load, not a claim.'],
} as const;

export const customersAsMessages: Model = defineModel({
  ...common,
  id: 'customers-as-messages',
  title: 'Customers as messages',
  summary: 'M/M/c in which a station knows its customers.',
  kinds: {
    source: { label: 'Source', says: 'Sends customers.', machine: sendingSource },
    station: { label: 'Station', says: 'Serves them.', machine: stationMachine },
  },
});

export const customersAsMachines: Model = defineModel({
  ...common,
  id: 'customers-as-machines',
  title: 'Customers as machines',
  summary: 'M/M/c in which each customer is a machine that asks for a server.',
  kinds: {
    source: { label: 'Source', says: 'Brings customers to life.', machine: bearingSource },
    station: { label: 'Desk', says: 'Gives servers out.', machine: deskMachine },
    customer: { label: 'Customer', says: 'Comes, waits, is served, goes.', machine: customerMachine, dynamic: true },
  },
});
