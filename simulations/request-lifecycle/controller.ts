/**
 * The controller: the application's own code. It has so many workers, and one of them is taken from a request's beginning to
 * its answer, however long the cache and the database let it wait. So a slow database fills the controller, too.
 */
import { enqueueActions, setup } from 'xstate';
import { level, lognormal, mark, now, sample } from '../../src/kernel/index.ts';
import { listOf } from '../../src/parts/queue.ts';
import { beginNext, NOBODY, type Slots, withoutWorking, withWaiting, workingOn } from '../../src/parts/slots.ts';
import { type Act, workDone } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { CACHE_TIMEOUT_MS, CONTROLLER_MS, CONTROLLER_QUEUE, CONTROLLER_WORKERS } from './limits.ts';
import { type Ask, answerGateway, passOn, tooLate, work } from './messages.ts';

type Phase = 'waiting' | 'computing' | 'looking-up' | 'querying';
export interface Handled extends Ask {
  readonly phase: Phase;
}
export interface ControllerContext extends Slots<Handled> {
  readonly params: LifecycleParams;
}
export type ControllerEvent =
  | (Ask & { readonly type: 'HANDLE' })
  | { readonly type: 'COMPUTED' | 'CACHE_TIMED_OUT' | 'DATABASE_TIMED_OUT'; readonly request: number }
  | { readonly type: 'FOUND' | 'MISSING' | 'ROWS' | 'NO_CONNECTION' | 'TOO_LATE'; readonly request: number };

/** What a handler inside `enqueueActions` is given, as far as the controller needs it. */
interface Handler {
  readonly context: ControllerContext;
  readonly event: ControllerEvent;
  readonly system: unknown;
  readonly enqueue: ((act: Act) => void) & {
    assign(part: Partial<ControllerContext>): void;
    raise(event: ControllerEvent, options: { readonly delay: number; readonly id?: string }): void;
    cancel(id: string): void;
  };
}
/** XState types what may be enqueued by the machine that is being made; these functions are written before there is one. */
const handle = (handler: (scope: Handler) => void) => (scope: object) => handler(scope as Handler);

const inPhase = (context: ControllerContext, request: number, phase: Phase) =>
  workingOn(context, (job) => job.request === request && job.phase === phase);
const timer = (what: 'cache' | 'database', request: number): string => `${what} ${request}`;

/** Lets those begin who can. */
function settle(scope: Handler, slots: Slots<Handled>): void {
  const { context, enqueue } = scope;
  const { params } = context;
  const nowUs = now(scope);
  const isTooLate = (job: Handled) => tooLate(job.deadlineUs, nowUs, CONTROLLER_MS, params);
  const next = beginNext(slots, CONTROLLER_WORKERS, nowUs, isTooLate);
  const begun = next.slots.working.map((one) =>
    one.job.phase === 'waiting' ? { ...one, job: { ...one.job, phase: 'computing' as const } } : one,
  );
  enqueue.assign({ waiting: next.slots.waiting, working: begun });
  for (const job of next.dropped) enqueue(answerGateway(job, 504));
  for (const { request } of next.begun) {
    const delay = sample(scope, lognormal(CONTROLLER_MS, 0.4), `compute ${request}`);
    enqueue.raise({ type: 'COMPUTED', request }, { delay });
  }
  if (next.slots.waiting.size !== context.waiting.size) enqueue(level('controllerQueue', next.slots.waiting.size));
  if (begun.length !== context.working.length) enqueue(level('controllerBusy', begun.length));
}

function moveOn(scope: Handler, request: number, from: Phase, to: Phase): void {
  const working = scope.context.working.map((one) =>
    one.job.request === request && one.job.phase === from ? { ...one, job: { ...one.job, phase: to } } : one,
  );
  scope.enqueue.assign({ working });
}

/** Answers, and gives the worker to whoever is next. */
function answer(scope: Handler, phase: Phase, status: number): void {
  const one = inPhase(scope.context, scope.event.request, phase);
  if (one === undefined) return;
  scope.enqueue(answerGateway(one.job, status));
  settle(scope, withoutWorking(scope.context, one));
}

/** Asks the database, unless its answer would come too late. */
function query(scope: Handler, phase: Phase): void {
  const { context, event, enqueue } = scope;
  const { params } = context;
  const one = inPhase(context, event.request, phase);
  if (one === undefined) return;
  if (tooLate(one.job.deadlineUs, now(scope), params.databaseMs, params)) {
    answer(scope, phase, 504);
    return;
  }
  const { request } = event;
  const timeoutUs = now(scope) + params.databaseTimeoutMs * 1000;
  const deadlineUs = one.job.deadlineUs < timeoutUs ? one.job.deadlineUs : timeoutUs;
  moveOn(scope, request, phase, 'querying');
  enqueue(passOn('database', 'QUERY', { ...one.job, deadlineUs }));
  const timeout = { delay: params.databaseTimeoutMs, id: timer('database', request) };
  enqueue.raise({ type: 'DATABASE_TIMED_OUT', request }, timeout);
}

export const controllerMachine = setup({
  types: {} as { context: ControllerContext; events: ControllerEvent; input: { readonly params: LifecycleParams } },
  guards: {
    'every worker is busy': ({ context }) => context.working.length >= CONTROLLER_WORKERS,
    'a worker is free': ({ context }) => context.working.length < CONTROLLER_WORKERS,
    'the queue is full': ({ context }) => context.waiting.size >= CONTROLLER_QUEUE,
    'the queue has room': ({ context }) => context.waiting.size < CONTROLLER_QUEUE,
    // A message that came twice must not take two workers: their timers have one name, and one of them would wait for ever.
    'has it already': ({ context, event }) =>
      [...context.working.map(({ job }) => job), ...listOf(context.waiting)].some(
        ({ request }) => request === event.request,
      ),
    'has begun it': ({ context, event }) => inPhase(context, event.request, 'computing') !== undefined,
    'waits for the cache': ({ context, event }) => inPhase(context, event.request, 'looking-up') !== undefined,
    'waits for the database': ({ context, event }) => inPhase(context, event.request, 'querying') !== undefined,
  },
  actions: {
    take: enqueueActions(
      handle((scope) => {
        if (scope.event.type === 'HANDLE')
          settle(scope, withWaiting(scope.context, { ...scope.event, phase: 'waiting' } satisfies Handled));
      }),
    ),
    refuse: enqueueActions(
      handle(({ event, enqueue }) => {
        if (event.type === 'HANDLE') enqueue(answerGateway(event, 503));
      }),
    ),
    'look it up in the cache': enqueueActions(
      handle((scope) => {
        const { context, event, enqueue } = scope;
        const { request } = event;
        const one = inPhase(context, request, 'computing');
        if (one === undefined) return;
        for (const act of workDone(work, one.job, one.sinceUs, now(scope))) enqueue(act);
        moveOn(scope, request, 'computing', 'looking-up');
        enqueue(passOn('cache', 'LOOK_UP', one.job));
        const timeout = { delay: CACHE_TIMEOUT_MS, id: timer('cache', request) };
        enqueue.raise({ type: 'CACHE_TIMED_OUT', request }, timeout);
      }),
    ),
    'stop waiting for the cache': enqueueActions(
      handle(({ event, enqueue }) => enqueue.cancel(timer('cache', event.request))),
    ),
    'stop waiting for the database': enqueueActions(
      handle(({ event, enqueue }) => enqueue.cancel(timer('database', event.request))),
    ),
    'ask the database': enqueueActions(handle((scope) => query(scope, 'looking-up'))),
    'answer from the cache': enqueueActions(handle((scope) => answer(scope, 'looking-up', 200))),
    'answer with the rows': enqueueActions(handle((scope) => answer(scope, 'querying', 200))),
    'store the rows': enqueueActions(
      handle(({ context, event, enqueue }) => {
        const one = inPhase(context, event.request, 'querying');
        if (one !== undefined) enqueue(passOn('cache', 'STORE', one.job));
      }),
    ),
    'answer 503': enqueueActions(handle((scope) => answer(scope, 'querying', 503))),
    'answer 504': enqueueActions(handle((scope) => answer(scope, 'querying', 504))),
  },
}).createMachine({
  id: 'controller',
  context: ({ input }) => ({ ...NOBODY, params: input.params }),
  initial: 'free',
  on: {
    COMPUTED: { guard: 'has begun it', actions: 'look it up in the cache' },
    FOUND: { guard: 'waits for the cache', actions: ['stop waiting for the cache', 'answer from the cache'] },
    MISSING: { guard: 'waits for the cache', actions: ['stop waiting for the cache', 'ask the database'] },
    CACHE_TIMED_OUT: { guard: 'waits for the cache', actions: 'ask the database' },
    ROWS: {
      guard: 'waits for the database',
      actions: ['stop waiting for the database', 'store the rows', 'answer with the rows'],
    },
    NO_CONNECTION: {
      guard: 'waits for the database',
      actions: ['stop waiting for the database', 'answer 503', mark('no place left in the line for a connection')],
    },
    TOO_LATE: { guard: 'waits for the database', actions: ['stop waiting for the database', 'answer 504'] },
    DATABASE_TIMED_OUT: {
      guard: 'waits for the database',
      actions: ['answer 504', mark(({ event }) => `the database does not answer request ${event.request} in time`)],
    },
  },
  states: {
    free: {
      on: { HANDLE: [{ guard: 'has it already' }, { actions: 'take' }] },
      always: { guard: 'every worker is busy', target: 'busy' },
    },
    busy: {
      on: { HANDLE: [{ guard: 'has it already' }, { actions: 'take' }] },
      always: [
        { guard: 'a worker is free', target: 'free' },
        { guard: 'the queue is full', target: 'full' },
      ],
    },
    full: {
      on: {
        HANDLE: [
          { guard: 'has it already' },
          { actions: ['refuse', mark('every worker of the controller is busy, and the queue is full')] },
        ],
      },
      always: [
        { guard: 'a worker is free', target: 'free' },
        { guard: 'the queue has room', target: 'busy' },
      ],
    },
  },
});
