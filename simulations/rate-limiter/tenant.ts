/** A tenant's client: sends by its arrivals, and does with a 429 what its retry policy says. */
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
import { wholeSeconds } from './fields.ts';
import type { RateLimiterParams } from './knobs.ts';
import type { TenantSpec } from './traffic.ts';

/** Request numbers of one tenant lie in a block of their own. */
const BLOCK = 100_000;
const MAX_ATTEMPTS = 5;
const AT_ONCE_MS = 100;

export interface TenantInput {
  readonly params: RateLimiterParams;
  readonly tenant: TenantSpec;
  readonly number: number;
}
interface Context {
  readonly params: RateLimiterParams;
  readonly arrivals: Arrivals;
  readonly id: string;
  readonly first: number;
  readonly requests: number;
  /** How many were sent. */
  readonly sent: number;
  readonly gap: number;
  /** When each open request was first sent, in microseconds. */
  readonly open: Readonly<Record<number, number>>;
  readonly succeeded: number;
  readonly refused: number;
}
type Event =
  | { readonly type: 'RESPONSE'; readonly request: number; readonly status: number }
  | {
      readonly type: 'REFUSED';
      readonly request: number;
      readonly attempt: number;
      readonly status: number;
      readonly retryAfterUs: number;
    }
  | { readonly type: 'RETRY'; readonly request: number; readonly attempt: number };

export const gatewayFor = (request: number, gateways: number): string => `gateway-${(request % gateways) + 1}`;

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
    first: input.number * BLOCK,
    requests: input.tenant.requests,
    sent: 0,
    gap: 0,
    open: {},
    succeeded: 0,
    refused: 0,
  }),
  entry: assign({ gap: (scope) => gapMs(scope.context.arrivals, 0, world(scope)) }),
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'nothing left to send', target: 'quiet' }, { target: 'waiting' }] },
    waiting: {
      after: {
        gap: {
          target: 'choosing',
          actions: [
            offered(({ context }) => context.first + context.sent),
            count('othersOffered', ({ context }) => (context.first > 0 ? 1 : 0)),
            send(
              ({ context }) => gatewayFor(context.first + context.sent, context.params.gateways),
              ({ context }) => ({
                type: 'REQUEST',
                request: context.first + context.sent,
                attempt: 1,
                tenant: context.id,
              }),
            ),
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
        count('othersAnswered', ({ context, event }) => (context.first > 0 && event.status === 200 ? 1 : 0)),
        assign({
          open: ({ context, event }) => without(context.open, event.request),
          succeeded: ({ context, event }) => context.succeeded + (event.status === 200 ? 1 : 0),
        }),
      ],
    },
    REFUSED: {
      actions: enqueueActions((scope) => {
        const { context, event, enqueue } = scope;
        const delay = retryDelayMs(context.params.retry, event, scope);
        enqueue.assign({ refused: context.refused + 1 });
        if (delay === undefined) {
          enqueue(ended(event.request, 'rejected', String(event.status)));
          enqueue.assign({ open: without(context.open, event.request) });
        } else {
          enqueue.raise({ type: 'RETRY', request: event.request, attempt: event.attempt + 1 }, { delay });
        }
      }),
    },
    RETRY: {
      actions: [
        mark(({ event }) => `attempt ${event.attempt} of request ${event.request}`),
        send(
          ({ context, event }) => gatewayFor(event.request, context.params.gateways),
          ({ context, event }) => ({
            type: 'REQUEST',
            request: event.request,
            attempt: event.attempt,
            tenant: context.id,
          }),
        ),
      ],
    },
  },
});

/** Milliseconds until the next attempt; undefined when the client gives up. */
function retryDelayMs(
  policy: RateLimiterParams['retry'],
  event: { readonly request: number; readonly attempt: number; readonly retryAfterUs: number },
  scope: { readonly system: unknown },
): number | undefined {
  if (policy === 'none' || event.attempt >= MAX_ATTEMPTS) return undefined;
  if (policy === 'at-once') return AT_ONCE_MS;
  const retryAfterMs = wholeSeconds(event.retryAfterUs) * 1000;
  if (policy === 'retry-after') return retryAfterMs;
  return retryAfterMs + sample(scope, uniformly(0, retryAfterMs), `jitter ${event.request} ${event.attempt}`);
}

function without(open: Readonly<Record<number, number>>, request: number): Readonly<Record<number, number>> {
  const { [request]: _gone, ...rest } = open;
  return rest;
}
