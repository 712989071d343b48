/**
 * The reference scenario of the benches: 2,000 calls through a rate limiter and a circuit breaker to a service with four
 * servers and a bounded queue, which browns out for two of its ten seconds; calls retry with jittered backoff. About
 * 21,500 events a seed, one short-lived component for each call: the kind of run that a sweep is made of.
 */
import { assign, raise, setup } from 'xstate';
import {
  type Address,
  count,
  defineModel,
  ended,
  exponential,
  kernelActions,
  now,
  observe,
  offered,
  reply,
  sample,
  send,
  sendToAddress,
  spawn,
  world,
} from '../../src/kernel/index.ts';
import { EMPTY, firstOf, type Queue, withLast, withoutFirst } from '../../src/parts/queue.ts';

const GAP_MS = 5;
const BURST = 40;
const TOKENS_PER_MS = 0.25;
const SERVERS = 4;
const QUEUE_LIMIT = 30;
const SERVICE_MS = 14;
const TIMEOUT_MS = 150;
const RETRIES = 3;
const BACKOFF_MS = 50;
const TRIP_AFTER = 8;
const COOL_OFF_MS = 400;

interface Source {
  readonly calls: number;
  readonly limit: number;
}

const sourceMachine = setup({
  types: {} as { context: Source; input: Pick<Source, 'limit'> },
  actions: kernelActions,
  delays: { gap: (scope) => sample(scope, exponential(GAP_MS), scope.context.calls) },
  guards: { 'has more': ({ context }) => context.calls < context.limit },
}).createMachine({
  id: 'source',
  context: ({ input }) => ({ calls: 0, limit: input.limit }),
  initial: 'calling',
  states: {
    calling: {
      after: {
        gap: [
          {
            guard: 'has more',
            target: 'calling',
            reenter: true,
            actions: [
              assign({ calls: ({ context }) => context.calls + 1 }),
              spawn('call', ({ context }: { readonly context: Source }) => ({
                id: `call-${context.calls}`,
                input: context.calls,
              })),
            ],
          },
          { target: 'done' },
        ],
      },
    },
    done: {},
  },
});

interface Call {
  readonly request: number;
  readonly attempt: number;
  readonly since: number;
}
type CallEvent =
  | { readonly type: 'ALLOW' | 'DENY' | 'GO' | 'OPEN' | 'BUSY' }
  | { readonly type: 'RESPONSE'; readonly attempt: number };

const requestOf = ({ context }: { readonly context: Call }): number => context.request;
const report = (ok: boolean) =>
  send<Call, CallEvent>('breaker', ({ context }) => ({ type: 'REPORT', request: context.request, ok }));

const callMachine = setup({
  types: {} as { context: Call; events: CallEvent; input: number },
  delays: {
    timeout: TIMEOUT_MS,
    backoff: (scope) =>
      BACKOFF_MS * (1 << (scope.context.attempt - 1)) * (0.5 + world(scope).draw(`backoff ${scope.context.attempt}`)),
  },
  guards: {
    'is the answer to this attempt': ({ context, event }) =>
      event.type === 'RESPONSE' && event.attempt === context.attempt,
    'has tried enough': ({ context }) => context.attempt > RETRIES,
  },
}).createMachine({
  id: 'call',
  context: ({ input }) => ({ request: input, attempt: 0, since: 0 }),
  entry: [assign({ since: (scope) => now(scope) }), offered(requestOf)],
  initial: 'limited',
  states: {
    limited: {
      entry: send('limiter', ({ context }) => ({ type: 'TAKE', request: context.request })),
      on: { ALLOW: 'asking', DENY: 'rejected' },
    },
    asking: {
      entry: [
        assign({ attempt: ({ context }) => context.attempt + 1 }),
        send('breaker', ({ context }) => ({ type: 'ASK', request: context.request })),
      ],
      on: { GO: 'waiting', OPEN: 'backing off' },
      after: { timeout: 'backing off' },
    },
    waiting: {
      entry: send('service', ({ context }) => ({
        type: 'REQUEST',
        request: context.request,
        attempt: context.attempt,
      })),
      on: {
        RESPONSE: { guard: 'is the answer to this attempt', target: 'completed', actions: report(true) },
        BUSY: { target: 'backing off', actions: report(false) },
      },
      after: { timeout: { target: 'backing off', actions: report(false) } },
    },
    'backing off': {
      always: { guard: 'has tried enough', target: 'failed' },
      after: { backoff: 'asking' },
    },
    completed: {
      type: 'final',
      entry: [
        observe('latency', (scope) => (now(scope) - scope.context.since) / 1000),
        observe('attempts', ({ context }) => context.attempt),
        ended(requestOf, 'completed'),
      ],
    },
    failed: { type: 'final', entry: ended(requestOf, 'failed') },
    rejected: { type: 'final', entry: ended(requestOf, 'rejected') },
  },
});

interface Bucket {
  readonly tokens: number;
  readonly filledAt: number;
}
const filled = ({ tokens, filledAt }: Bucket, atUs: number): Bucket => ({
  tokens: Math.min(BURST, tokens + ((atUs - filledAt) / 1000) * TOKENS_PER_MS),
  filledAt: atUs,
});
const limiterMachine = setup({
  types: {} as { context: Bucket; events: { readonly type: 'TAKE'; readonly request: number } },
  guards: { 'has a token': (scope) => filled(scope.context, now(scope as never)).tokens >= 1 },
}).createMachine({
  id: 'limiter',
  context: { tokens: BURST, filledAt: 0 },
  on: {
    TAKE: {
      actions: [
        assign((scope) => filled(scope.context, now(scope))),
        reply(({ context, event }) => ({ type: context.tokens >= 1 ? 'ALLOW' : 'DENY', request: event.request })),
        assign({ tokens: ({ context }) => (context.tokens >= 1 ? context.tokens - 1 : context.tokens) }),
      ],
    },
  },
});

type BreakerEvent =
  | { readonly type: 'ASK'; readonly request: number }
  | { readonly type: 'REPORT'; readonly request: number; readonly ok: boolean };
const answer = (type: 'GO' | 'OPEN') =>
  reply<{ readonly failures: number }, BreakerEvent>(({ event }) => ({ type, request: event.request }));

const breakerMachine = setup({
  types: {} as { context: { readonly failures: number }; events: BreakerEvent },
  delays: { coolOff: COOL_OFF_MS },
  guards: {
    'went well': ({ event }) => event.type === 'REPORT' && event.ok,
    'is one too many': ({ context }) => context.failures + 1 >= TRIP_AFTER,
  },
}).createMachine({
  id: 'breaker',
  context: { failures: 0 },
  initial: 'closed',
  states: {
    closed: {
      entry: assign({ failures: 0 }),
      on: {
        ASK: { actions: answer('GO') },
        REPORT: [
          { guard: 'went well', actions: assign({ failures: 0 }) },
          { guard: 'is one too many', target: 'open' },
          { actions: assign({ failures: ({ context }) => context.failures + 1 }) },
        ],
      },
    },
    open: { entry: count('opened'), on: { ASK: { actions: answer('OPEN') } }, after: { coolOff: 'half-open' } },
    'half-open': {
      initial: 'free',
      on: { REPORT: [{ guard: 'went well', target: 'closed' }, { target: 'open' }] },
      states: {
        free: { on: { ASK: { target: 'probing', actions: answer('GO') } } },
        probing: { on: { ASK: { actions: answer('OPEN') } }, after: { coolOff: 'free' } },
      },
    },
  },
});

interface Job {
  readonly request: number;
  readonly attempt: number;
  readonly from: Address;
}
interface Service {
  readonly busy: number;
  readonly queue: Queue<Job>;
}
type ServiceEvent = (Job & { readonly type: 'REQUEST' }) | (Job & { readonly type: 'WORK_DONE' });

const jobOf = ({ request, attempt, from }: Job): Job => ({ request, attempt, from });
/** Keyed by the attempt: the same one takes as long in every design. */
const workOn = (job: (scope: { readonly context: Service; readonly event: ServiceEvent }) => Job) =>
  raise<Service, ServiceEvent, ServiceEvent, undefined, never>(
    (scope) => ({ ...jobOf(job(scope)), type: 'WORK_DONE' }),
    {
      delay: (scope) => sample(scope, exponential(SERVICE_MS), job(scope).request * 8 + job(scope).attempt),
    },
  );
const respond = sendToAddress<Service, ServiceEvent>(
  ({ event }) => event.from,
  ({ event }) => ({ type: 'RESPONSE', request: event.request, attempt: event.attempt }),
);
const nextOf = (queue: Queue<Job>): Job => firstOf(queue) as Job; // the guard has seen that somebody waits

const serviceMachine = setup({
  types: {} as { context: Service; events: ServiceEvent },
  guards: {
    'has a free server': ({ context }) => context.busy < SERVERS,
    'is full': ({ context }) => context.queue.size >= QUEUE_LIMIT,
    'has somebody waiting': ({ context }) => context.queue.size > 0,
  },
}).createMachine({
  id: 'service',
  context: { busy: 0, queue: EMPTY },
  on: {
    REQUEST: [
      {
        guard: 'has a free server',
        actions: [assign({ busy: ({ context }) => context.busy + 1 }), workOn(({ event }) => event)],
      },
      {
        guard: 'is full',
        actions: reply(({ event }) => ({ type: 'BUSY', request: event.request, attempt: event.attempt })),
      },
      { actions: assign({ queue: ({ context, event }) => withLast(context.queue, jobOf(event)) }) },
    ],
    WORK_DONE: [
      {
        guard: 'has somebody waiting',
        actions: [
          respond,
          workOn(({ context }) => nextOf(context.queue)),
          assign({ queue: ({ context }) => withoutFirst(context.queue) }),
        ],
      },
      { actions: [respond, assign({ busy: ({ context }) => context.busy - 1 })] },
    ],
  },
});

export const gateway = defineModel({
  id: 'gateway',
  version: 1,
  title: 'Gateway',
  question: 'How fast is the kernel?',
  summary: 'Calls through a limiter and a breaker to a service that browns out.',
  knobs: {
    calls: { label: 'calls', says: 'How many are made.', initial: 2000, min: 1, max: 100_000, unit: 'calls' },
    loss: {
      label: 'loss',
      says: 'Which part of the messages is lost.',
      initial: 0.005,
      min: 0,
      max: 1,
      step: 0.001,
      unit: '',
      live: true,
    },
  },
  kinds: {
    source: { label: 'Source', says: 'Makes the calls.', machine: sourceMachine },
    limiter: { label: 'Limiter', says: 'A token bucket.', machine: limiterMachine },
    breaker: { label: 'Breaker', says: 'Lets nothing through after too many failures.', machine: breakerMachine },
    service: { label: 'Service', says: 'Four servers and a bounded queue.', machine: serviceMachine },
    call: { label: 'Call', says: 'One call with its retries.', machine: callMachine, dynamic: true, within: 'source' },
  },
  components: ({ calls }) => [
    { id: 'limiter', kind: 'limiter' },
    { id: 'breaker', kind: 'breaker' },
    { id: 'service', kind: 'service' },
    { id: 'source', kind: 'source', input: { limit: calls } },
  ],
  links: ({ loss }) => [{ from: 'call', to: 'service', latency: exponential(3), loss }],
  observations: {
    latency: { kind: 'tally', unit: 'ms', says: 'From the call to its answer.' },
    attempts: { kind: 'tally', unit: 'attempts', says: 'Attempts of a completed call.' },
    opened: { kind: 'count', says: 'How often the breaker opened.' },
  },
  measures: {
    p99: {
      unit: 'ms',
      says: 'The 99th percentile of the latency.',
      better: 'lower',
      value: ({ tallies }) => tallies.latency?.percentile(99) ?? Number.NaN,
    },
    attempts: {
      unit: 'attempts',
      says: 'Attempts of a completed call.',
      better: 'lower',
      value: ({ tallies }) => tallies.attempts?.mean ?? Number.NaN,
    },
    opened: {
      unit: 'times',
      says: 'How often the breaker opened.',
      value: ({ counts }) => counts.opened ?? Number.NaN,
    },
  },
  invariants: [
    {
      name: 'the queue stays within its limit',
      kind: 'always',
      reads: ['service'],
      holds: (of) => of('service').every(({ context }) => context.queue.size <= QUEUE_LIMIT && context.busy <= SERVERS),
    },
    {
      name: 'the breaker opens',
      kind: 'sometimes',
      reads: ['breaker'],
      holds: (of) => of('breaker').some(({ value }) => value === 'open'),
    },
    { name: 'every call comes to an end', kind: 'eventually', reads: ['call'], holds: (of) => of('call').length === 0 },
  ],
  scenarios: {
    'brown-out': {
      title: 'Brown-out',
      says: 'The service takes five times as long for two seconds.',
      seed: 1,
      untilUs: 60_000_000,
      faults: [{ kind: 'slow', component: 'service', factor: 5, atUs: 3_000_000, untilUs: 5_000_000 }],
    },
  },
  leavesOut: ['It is a load, not a claim.'],
});
