/**
 * The way into the origin: load balancer and API gateway in one. It holds each request open while the others work on it:
 * limiter, authentication, validation and controller stand in a row behind it, and whichever of them decides the status
 * tells the gateway.
 *
 * It can hold so many open; one more is refused with 503. What takes too long is answered with 504.
 */
import { enqueueActions, setup } from 'xstate';
import { level, lognormal, mark, now, reply, sample, sendToAddress } from '../../src/kernel/index.ts';
import type { LifecycleParams } from './knobs.ts';
import { GATEWAY_MS, GATEWAY_OPEN, GATEWAY_TIMEOUT_MS } from './limits.ts';
import { type Answer, type Ask, passOn } from './messages.ts';

export interface GatewayContext {
  readonly params: LifecycleParams;
  readonly open: Readonly<Record<number, Ask>>;
  /** Requests answered with 200. */
  readonly served: number;
}
export type GatewayEvent =
  | (Ask & { readonly type: 'REQUEST' })
  | { readonly type: 'ROUTED' | 'UPSTREAM_TIMED_OUT'; readonly request: number }
  | Answer;

const openAsk = (context: GatewayContext, request: number): Ask | undefined => context.open[request];
const openCount = (context: GatewayContext): number => Object.keys(context.open).length;
const without = (open: GatewayContext['open'], request: number): GatewayContext['open'] => {
  const { [request]: _closed, ...others } = open;
  return others;
};
const upstreamTimer = (request: number): string => `upstream ${request}`;
const answerTo = (ask: Ask, answer: object) =>
  sendToAddress<GatewayContext, GatewayEvent>(() => ask.from, {
    ...answer,
    type: 'RESPONSE',
    request: ask.request,
    path: ask.path,
  });

/** Whoever works for the gateway may work until the gateway gives up, or the client does. */
const shortened = (ask: Ask, nowUs: number): Ask => {
  const gatewayUs = nowUs + GATEWAY_TIMEOUT_MS * 1000;
  return ask.deadlineUs <= gatewayUs ? ask : { ...ask, deadlineUs: gatewayUs };
};

export const gatewayMachine = setup({
  types: {} as { context: GatewayContext; events: GatewayEvent; input: { readonly params: LifecycleParams } },
  guards: {
    'too many are open': ({ context }) => openCount(context) >= GATEWAY_OPEN,
    'has room': ({ context }) => openCount(context) < GATEWAY_OPEN,
    'still waits for it': ({ context, event }) => openAsk(context, event.request) !== undefined,
  },
  actions: {
    'open and route': enqueueActions((scope) => {
      const { context, event, enqueue } = scope;
      if (event.type !== 'REQUEST') return;
      const open = { ...context.open, [event.request]: shortened(event, now(scope)) };
      enqueue.assign({ open });
      enqueue(level('gatewayOpen', Object.keys(open).length));
      const delay = sample(scope, lognormal(GATEWAY_MS, 0.3), `route ${event.request}`);
      enqueue.raise({ type: 'ROUTED', request: event.request }, { delay });
      const timer = { delay: GATEWAY_TIMEOUT_MS, id: upstreamTimer(event.request) };
      enqueue.raise({ type: 'UPSTREAM_TIMED_OUT', request: event.request }, timer);
    }),
    'pass it in': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask !== undefined) enqueue(passOn<GatewayContext, GatewayEvent>('limiter', 'ADMIT', ask));
    }),
    'close and answer': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask === undefined) return;
      const open = without(context.open, event.request);
      const { status, retryAfterMs } = event.type === 'RESPONSE' ? event : { status: 504, retryAfterMs: undefined };
      enqueue.assign({ open, served: status === 200 ? context.served + 1 : context.served });
      enqueue(level('gatewayOpen', Object.keys(open).length));
      enqueue.cancel(upstreamTimer(event.request));
      enqueue(answerTo(ask, retryAfterMs === undefined ? { status } : { status, retryAfterMs }));
    }),
  },
}).createMachine({
  id: 'gateway',
  context: ({ input }) => ({ params: input.params, open: {}, served: 0 }),
  initial: 'accepting',
  on: {
    ROUTED: { guard: 'still waits for it', actions: 'pass it in' },
    RESPONSE: { guard: 'still waits for it', actions: 'close and answer' },
    UPSTREAM_TIMED_OUT: {
      guard: 'still waits for it',
      actions: ['close and answer', mark(({ event }) => `the gateway gives up request ${event.request}`)],
    },
  },
  states: {
    accepting: {
      always: { guard: 'too many are open', target: 'full' },
      on: { REQUEST: { actions: 'open and route' } },
    },
    full: {
      always: { guard: 'has room', target: 'accepting' },
      on: {
        REQUEST: {
          actions: [
            reply(({ event }) => ({ type: 'RESPONSE', request: event.request, status: 503 })),
            mark('the gateway has too many open requests'),
          ],
        },
      },
    },
  },
});
