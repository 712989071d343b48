/**
 * A tenant's client: sends by its arrivals, and does with a 429 what its retry policy says. One that paces itself reads the
 * `RateLimit` field of each answer and holds back what it has no quota for.
 */
import { assign, enqueueActions, setup } from 'xstate';
import {
  type Arrivals,
  count,
  ended,
  gapMs,
  mark,
  now,
  observe,
  offered,
  sample,
  send,
  uniformly,
  world,
} from '../../src/kernel/index.ts';
import { type ServiceLimit, wholeSeconds } from './fields.ts';
import type { RateLimiterParams } from './knobs.ts';
import type { TenantSpec } from './traffic.ts';

/** Request numbers of one tenant lie in a block of their own. */
const BLOCK = 100_000;
const MAX_ATTEMPTS = 5;
const AT_ONCE_MS = 100;
/** What a client that paces itself holds back at most; what comes then is given up. */
const HELD_BACK = 1000;

export interface TenantInput {
  readonly params: RateLimiterParams;
  readonly tenant: TenantSpec;
  readonly number: number;
}
interface Attempt {
  readonly request: number;
  readonly attempt: number;
}
interface Context {
  readonly params: RateLimiterParams;
  readonly arrivals: Arrivals;
  readonly id: string;
  readonly weight: number;
  readonly first: number;
  readonly kept: boolean;
  /** Whether it is one of those beside a scraper. */
  readonly other: boolean;
  readonly requests: number;
  /** How many were sent. */
  readonly sent: number;
  readonly gap: number;
  /** When each open request was first sent, in microseconds. */
  readonly open: Readonly<Record<number, number>>;
  readonly succeeded: number;
  readonly refused: number;
  /** Sent, and not yet answered. */
  readonly inFlight: number;
  /** How many more may be sent before the next answer; known to a client that paces itself, once it has been told. */
  readonly quota: number;
  readonly heldBack: readonly Attempt[];
}
interface Answer {
  readonly request: number;
  readonly status: number;
  /** Undefined when its gateway has restarted meanwhile and has forgotten what it decided. */
  readonly rateLimit: ServiceLimit | undefined;
}
type Event =
  | ({ readonly type: 'RESPONSE' } & Answer)
  | ({ readonly type: 'REFUSED'; readonly attempt: number; readonly retryAfterUs: number } & Answer)
  | ({ readonly type: 'RETRY' } & Attempt)
  | { readonly type: 'QUOTA_IS_BACK' };

type Handler = Parameters<
  Parameters<typeof enqueueActions<Context, Event, undefined, Event, never, never, never, 'gap', never>>[0]
>[0];

/** By the number of the request, or of the tenant where it keeps its connection. */
export const gatewayFor = (request: number, { gateways, connections }: RateLimiterParams, kept: boolean): string => {
  const number = kept || connections === 'kept' ? Math.floor(request / BLOCK) : request;
  return `gateway-${(number % gateways) + 1}`;
};

export const tenantMachine = setup({
  types: {} as { context: Context; input: TenantInput; events: Event },
  delays: { gap: ({ context }) => context.gap },
  guards: { 'nothing left to send': ({ context }) => context.sent >= context.requests || context.gap === Infinity },
}).createMachine({
  id: 'tenant',
  context: ({ input }) => ({
    params: input.params,
    arrivals: input.tenant.arrivals,
    id: input.tenant.id,
    weight: input.tenant.weight ?? 1,
    first: input.number * BLOCK,
    kept: input.tenant.kept ?? false,
    other: input.number > 0 && input.tenant.greedy !== true,
    requests: input.tenant.requests,
    sent: 0,
    gap: 0,
    open: {},
    succeeded: 0,
    refused: 0,
    inFlight: 0,
    quota: Infinity,
    heldBack: [],
  }),
  entry: assign({ gap: (scope) => gapMs(scope.context.arrivals, 0, world(scope)) }),
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'nothing left to send', target: 'quiet' }, { target: 'waiting' }] },
    waiting: {
      after: {
        gap: [
          // Asked once more: a tenant that restarts remembers what it has sent only after it has chosen.
          { guard: 'nothing left to send', target: 'quiet' },
          {
            target: 'choosing',
            actions: [
              offered(({ context }) => context.first + context.sent),
              count('othersOffered', ({ context }) => (context.other ? 1 : 0)),
              enqueueActions((scope) => {
                const { context } = scope;
                sendOrHold(scope as unknown as Handler, { request: context.first + context.sent, attempt: 1 });
              }),
              assign((scope) => {
                const { context } = scope;
                return {
                  open: { ...context.open, [context.first + context.sent]: now(scope) },
                  sent: context.sent + 1,
                  gap: gapMs(context.arrivals, context.sent + 1, world(scope)),
                };
              }),
            ],
          },
        ],
      },
    },
    quiet: {},
  },
  on: {
    RESPONSE: {
      actions: [
        observe('latencyMs', (scope) => (now(scope) - (scope.context.open[scope.event.request] ?? 0)) / 1000),
        ended(
          ({ event }) => event.request,
          ({ event }) => (event.status === 200 ? 'completed' : 'failed'),
          ({ event }) => String(event.status),
        ),
        count('othersAnswered', ({ context, event }) => (context.other && event.status === 200 ? 1 : 0)),
        enqueueActions((scope) => {
          const { context, event } = scope;
          const waitedMs = (now(scope) - (context.open[event.request] ?? 0)) / 1000;
          if (context.other) scope.enqueue(observe('othersLatencyMs', waitedMs));
          scope.enqueue.assign({
            open: without(context.open, event.request),
            succeeded: context.succeeded + (event.status === 200 ? 1 : 0),
          });
          answered(scope as unknown as Handler, event.rateLimit, context.heldBack);
        }),
      ],
    },
    REFUSED: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const { params, heldBack } = context;
        const again = { request: event.request, attempt: event.attempt + 1 };
        const delay = retryDelayMs(params.retry, event, scope);
        enqueue.assign({ refused: context.refused + 1 });
        if (delay === undefined) {
          enqueue(ended(event.request, 'rejected', String(event.status)));
          enqueue.assign({ open: without(context.open, event.request) });
        } else if (params.retry !== 'paced') enqueue.raise({ type: 'RETRY', ...again }, { delay });
        answered(
          scope as unknown as Handler,
          event.rateLimit,
          delay !== undefined && params.retry === 'paced' ? [again, ...heldBack] : heldBack,
        );
      }),
    },
    RETRY: {
      actions: [
        mark(({ event }) => `attempt ${event.attempt} of request ${event.request}`),
        enqueueActions((scope) => transmit(scope as unknown as Handler, [scope.event])),
      ],
    },
    QUOTA_IS_BACK: {
      actions: enqueueActions((scope) => {
        const [first, ...heldBack] = scope.context.heldBack;
        if (first === undefined) scope.enqueue.assign({ quota: 1 });
        else transmit(scope as unknown as Handler, [first], heldBack);
      }),
    },
  },
});

/** A new request: it is sent, unless the client paces itself and has no quota, or others wait already. */
function sendOrHold(scope: Handler, attempt: Attempt): void {
  const { params, quota, heldBack } = scope.context;
  if (params.retry !== 'paced' || (quota > 0 && heldBack.length === 0)) transmit(scope, [attempt], heldBack, quota);
  else if (heldBack.length < HELD_BACK) scope.enqueue.assign({ heldBack: [...heldBack, attempt] });
  else scope.enqueue(ended(attempt.request, 'rejected', 'given up by the client'));
}

/** Sends attempts, and keeps the books of a client that paces itself. */
function transmit({ context, enqueue }: Handler, attempts: readonly Attempt[], heldBack = context.heldBack, quota = 1) {
  for (const { request, attempt } of attempts)
    enqueue(
      send(gatewayFor(request, context.params, context.kept), {
        type: 'REQUEST',
        request,
        attempt,
        tenant: context.id,
        weight: context.weight,
      }),
    );
  enqueue.assign({ heldBack, inFlight: context.inFlight + attempts.length, quota: quota - attempts.length });
}

/** Who is not told waits a second, and then tries one. */
const UNTOLD: ServiceLimit = { r: 0, t: 1 };

/**
 * An answer says what is left: `r` less what is still on its way. Answers overtake each other, so while some are missing the
 * client's own count holds where it is lower. When nothing is left, it waits for `t` and then tries one.
 */
function answered(scope: Handler, told: ServiceLimit | undefined, heldBack: readonly Attempt[]): void {
  const { r, t } = told ?? UNTOLD;
  const { context, enqueue } = scope;
  const inFlight = context.inFlight - 1;
  if (context.params.retry !== 'paced') {
    enqueue.assign({ inFlight });
    return;
  }
  const quota = Math.max(0, inFlight === 0 ? r : Math.min(context.quota, r - inFlight));
  const next = heldBack.slice(0, quota);
  transmit({ ...scope, context: { ...context, inFlight } }, next, heldBack.slice(quota), quota);
  if (quota === next.length) enqueue.raise({ type: 'QUOTA_IS_BACK' }, { delay: t * 1000, id: 'quota' });
}

/** Milliseconds until the next attempt; undefined when the client gives up. */
function retryDelayMs(
  policy: RateLimiterParams['retry'],
  event: { readonly request: number; readonly attempt: number; readonly retryAfterUs: number },
  scope: { readonly system: unknown },
): number | undefined {
  if (policy === 'none' || event.attempt >= MAX_ATTEMPTS) return undefined;
  if (policy === 'at-once') return AT_ONCE_MS;
  const retryAfterMs = wholeSeconds(event.retryAfterUs) * 1000;
  if (policy === 'retry-after' || policy === 'paced') return retryAfterMs;
  // What jitter comes to in the mean, but for chance: tells the longer wait from the spreading.
  if (policy === 'longer') return 1.5 * retryAfterMs;
  return retryAfterMs + sample(scope, uniformly(0, retryAfterMs), `jitter ${event.request} ${event.attempt}`);
}

function without(open: Readonly<Record<number, number>>, request: number): Readonly<Record<number, number>> {
  const { [request]: _gone, ...rest } = open;
  return rest;
}
