/**
 * The nearest server of the content delivery network. It ends the client's connection, answers from its copy when it has one,
 * and asks the origin otherwise. It keeps copies of public pages only.
 *
 * It can hold so many requests open towards the origin; one more is refused at once.
 */
import { assign, enqueueActions, setup } from 'xstate';
import {
  type Address,
  count,
  lognormal,
  type Message,
  mark,
  reply,
  sample,
  send,
  sendToAddress,
  world,
} from '../../src/kernel/index.ts';
import type { LifecycleParams } from './knobs.ts';
import { EDGE_MS, EDGE_OPEN, OBJECTS, ORIGIN_TIMEOUT_MS } from './limits.ts';
import { type Answer, type Ask, fieldsOf, isPublic } from './messages.ts';

export interface EdgeContext {
  readonly params: LifecycleParams;
  /** Pages that it has a copy of. */
  readonly copies: readonly string[];
  /** Requests that it is at work on, or that the origin is asked for. */
  readonly open: Readonly<Record<number, Ask>>;
  readonly hits: number;
}
interface Handshake extends Message {
  readonly type: 'CONNECT' | 'HELLO';
  readonly request: number;
  readonly from: Address;
}
export type EdgeEvent =
  | Handshake
  | (Ask & { readonly type: 'REQUEST' })
  | { readonly type: 'LOOKED_UP' | 'ORIGIN_TIMED_OUT'; readonly request: number }
  | Answer;
type Scope = { readonly context: EdgeContext; readonly system?: unknown };

/** What it holds at the start: each public page with the same probability, the same pages in every design. */
const warmCopies = (scope: Scope): readonly string[] =>
  Array.from({ length: OBJECTS }, (_, i) => `/products/${i + 1}`).filter(
    (path) => world(scope).draw(`copy of ${path}`) * 100 < scope.context.params.edgeWarmPercent,
  );

const openAsk = (context: EdgeContext, request: number): Ask | undefined => context.open[request];
const without = (open: EdgeContext['open'], request: number): EdgeContext['open'] => {
  const { [request]: _closed, ...others } = open;
  return others;
};
const answerTo = (ask: Ask, status: number, retryAfterMs?: number) =>
  sendToAddress<EdgeContext, EdgeEvent>(() => ask.from, {
    type: 'RESPONSE',
    request: ask.request,
    status,
    path: ask.path,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
const originTimer = (request: number): string => `origin ${request}`;

export const edgeMachine = setup({
  types: {} as { context: EdgeContext; events: EdgeEvent; input: { readonly params: LifecycleParams } },
  guards: {
    'too many are open': ({ context }) => Object.keys(context.open).length >= EDGE_OPEN,
    'has room': ({ context }) => Object.keys(context.open).length < EDGE_OPEN,
    'has a copy': ({ context, event }) =>
      event.type === 'LOOKED_UP' && context.copies.includes(openAsk(context, event.request)?.path ?? ''),
    'still waits for it': ({ context, event }) => openAsk(context, event.request) !== undefined,
  },
  actions: {
    'look for a copy': enqueueActions((scope) => {
      const { context, event, enqueue } = scope;
      if (event.type !== 'REQUEST') return;
      enqueue.assign({ open: { ...context.open, [event.request]: event } });
      const delay = sample(scope, lognormal(EDGE_MS, 0.3), `look up ${event.request}`);
      enqueue.raise({ type: 'LOOKED_UP', request: event.request }, { delay });
    }),
    'answer from the copy': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask === undefined) return;
      enqueue.assign({ open: without(context.open, event.request), hits: context.hits + 1 });
      enqueue(count('edgeHits'));
      enqueue(answerTo(ask, 200));
    }),
    'ask the origin': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask === undefined) return;
      if (isPublic(ask.path)) enqueue(count('edgeMisses'));
      enqueue(send('gateway', { ...fieldsOf(ask), type: 'REQUEST' }));
      const timer = { delay: ORIGIN_TIMEOUT_MS, id: originTimer(event.request) };
      enqueue.raise({ type: 'ORIGIN_TIMED_OUT', request: event.request }, timer);
    }),
    'give up the origin': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask === undefined) return;
      enqueue.assign({ open: without(context.open, event.request) });
      enqueue(mark(`the origin does not answer request ${event.request}`));
      enqueue(answerTo(ask, 504));
    }),
    'keep a copy and answer': enqueueActions(({ context, event, enqueue }) => {
      const ask = openAsk(context, event.request);
      if (ask === undefined || event.type !== 'RESPONSE') return;
      const isNew = event.status === 200 && isPublic(event.path) && !context.copies.includes(event.path);
      enqueue.assign({
        open: without(context.open, event.request),
        copies: isNew ? [...context.copies, event.path] : context.copies,
      });
      enqueue.cancel(originTimer(event.request));
      enqueue(answerTo(ask, event.status, event.retryAfterMs));
    }),
  },
}).createMachine({
  id: 'edge',
  context: ({ input }) => ({ params: input.params, copies: [], open: {}, hits: 0 }),
  entry: assign({ copies: (scope) => warmCopies(scope) }),
  initial: 'accepting',
  on: {
    CONNECT: { actions: reply(({ event }) => ({ type: 'ACCEPTED', request: event.request })) },
    HELLO: { actions: reply(({ event }) => ({ type: 'SECURED', request: event.request })) },
    LOOKED_UP: [{ guard: 'has a copy', actions: 'answer from the copy' }, { actions: 'ask the origin' }],
    RESPONSE: { guard: 'still waits for it', actions: 'keep a copy and answer' },
    ORIGIN_TIMED_OUT: { guard: 'still waits for it', actions: 'give up the origin' },
  },
  states: {
    accepting: {
      always: { guard: 'too many are open', target: 'full' },
      on: { REQUEST: { actions: 'look for a copy' } },
    },
    full: {
      always: { guard: 'has room', target: 'accepting' },
      on: {
        REQUEST: {
          actions: [
            reply(({ event }) => ({ type: 'RESPONSE', request: event.request, status: 503 })),
            mark('the edge has too many open requests'),
          ],
        },
      },
    },
  },
});
