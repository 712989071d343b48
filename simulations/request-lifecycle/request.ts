/**
 * One request, from the click to its end, as the browser sees it: find the address, connect, agree on encryption, ask, wait.
 * It ends in exactly one way, and whatever comes after that finds nobody.
 *
 * What makes a request what it is depends on its number alone, so that every design is asked the same.
 */
import { assign, enqueueActions, setup } from 'xstate';
import { count, ended, mark, now, type Outcome, observe, offered, send, world } from '../../src/kernel/index.ts';
import type { LifecycleParams } from './knobs.ts';
import { BUDGET_MS, OBJECTS } from './limits.ts';
import { type Answer, fieldsOf, type RequestFields } from './messages.ts';

export interface RequestInput {
  readonly params: LifecycleParams;
  readonly request: number;
}
export interface RequestContext extends RequestInput, RequestFields {
  /** Microseconds. */
  readonly sinceUs: number;
  /** Neither the address nor a connection is there yet. */
  readonly isNewcomer: boolean;
  /** Round trips of the handshake that are left, with the one under way. */
  readonly handshakes: number;
  /** 0 until there is one. */
  readonly status: number;
}
export type RequestEvent = Answer | { readonly type: 'ADDRESS' | 'ACCEPTED' | 'SECURED'; readonly request: number };
type Scope = { readonly context: RequestContext; readonly system?: unknown };

const HANDSHAKES = { 'tls-1.2': 2, 'tls-1.3': 1, 'zero-rtt': 0 } as const;

/** What chance makes of this request. */
function drawn(scope: Scope): Partial<RequestContext> {
  const { params } = scope.context;
  const luck = (what: string) => world(scope).draw(what);
  const happens = (what: string, percent: number) => luck(what) * 100 < percent;
  // Squared: low numbers are asked for more often than high ones.
  const object = Math.floor(OBJECTS * luck('object') * luck('object')) + 1;
  return {
    path: `${happens('public', params.publicPercent) ? '/products' : '/orders'}/${object}`,
    token: happens('token', params.expiredTokensPercent) ? 'expired' : 'valid',
    payload: happens('payload', params.invalidPayloadsPercent) ? 'invalid' : 'none',
    isNewcomer: happens('newcomer', params.newcomersPercent),
    handshakes: HANDSHAKES[params.handshake],
    sinceUs: now(scope),
    deadlineUs: now(scope) + params.clientTimeoutMs * 1000,
  };
}

const request = ({ context }: Scope): number => context.request;
const detail = ({ context }: Scope): string => String(context.status);
const tookMs = (scope: Scope): number => (now(scope) - scope.context.sinceUs) / 1000;
const isInBudget = (scope: Scope): number => (tookMs(scope) <= BUDGET_MS ? 1 : 0);
const endedAs = (outcome: Outcome) => ended<RequestContext, RequestEvent>(request, outcome, detail);
const toEdge = (type: string) =>
  send<RequestContext, RequestEvent>('edge', ({ context }) => ({
    type,
    request: context.request,
    attempt: context.handshakes,
  }));

const isAnswer = (event: RequestEvent): event is Answer => event.type === 'RESPONSE';

export const requestMachine = setup({
  types: {} as { context: RequestContext; events: RequestEvent; input: RequestInput },
  delays: { patience: ({ context }) => context.params.clientTimeoutMs },
  guards: {
    'knows no address': ({ context }) => context.isNewcomer,
    'must still agree on keys': ({ context }) => context.handshakes > 0,
    'has finished the handshake': ({ context }) => context.handshakes === 1,
    'got what it asked for': ({ context }) => context.status === 200,
    'was turned away': ({ context }) => context.status >= 400 && context.status < 500,
  },
  actions: {
    // "status429", as the model's observations call it.
    'count the status': enqueueActions(({ context, enqueue }) => enqueue(count(`status${context.status}`))),
  },
}).createMachine({
  id: 'request',
  context: ({ input }) => ({
    ...input,
    path: '',
    token: 'valid',
    payload: 'none',
    deadlineUs: 0,
    sinceUs: 0,
    isNewcomer: false,
    handshakes: 0,
    status: 0,
  }),
  entry: [assign(drawn), offered(request)],
  initial: 'open',
  states: {
    open: {
      initial: 'starting',
      after: { patience: 'timed-out' },
      on: {
        RESPONSE: {
          target: 'answered',
          actions: assign({ status: ({ event }) => (isAnswer(event) ? event.status : 0) }),
        },
      },
      states: {
        starting: { always: [{ guard: 'knows no address', target: 'resolving' }, { target: 'waiting' }] },
        resolving: {
          entry: send('dns', ({ context }) => ({
            type: 'RESOLVE',
            request: context.request,
            deadlineUs: context.deadlineUs,
          })),
          on: { ADDRESS: 'connecting' },
        },
        connecting: {
          entry: toEdge('CONNECT'),
          on: { ACCEPTED: [{ guard: 'must still agree on keys', target: 'securing' }, { target: 'waiting' }] },
        },
        securing: {
          entry: toEdge('HELLO'),
          on: {
            SECURED: [
              { guard: 'has finished the handshake', target: 'waiting' },
              {
                target: 'securing',
                reenter: true,
                actions: assign({ handshakes: ({ context }) => context.handshakes - 1 }),
              },
            ],
          },
        },
        waiting: {
          entry: send('edge', ({ context }) => ({ ...fieldsOf(context), type: 'REQUEST' })),
        },
      },
    },
    answered: {
      always: [
        { guard: 'got what it asked for', target: 'completed' },
        { guard: 'was turned away', target: 'rejected' },
        { target: 'failed' },
      ],
    },
    completed: {
      type: 'final',
      entry: [endedAs('completed'), observe('latencyMs', tookMs), count('inBudget', isInBudget)],
    },
    rejected: {
      type: 'final',
      entry: [
        endedAs('rejected'),
        'count the status',
        mark(({ context }) => `request ${context.request} is turned away: ${context.status}`),
      ],
    },
    failed: {
      type: 'final',
      entry: [
        endedAs('failed'),
        'count the status',
        mark(({ context }) => `request ${context.request} fails: ${context.status}`),
      ],
    },
    'timed-out': {
      type: 'final',
      entry: [
        ended(request, 'timedOut', 'client timeout'),
        mark(({ context }) => `the client of request ${context.request} gives up`),
      ],
    },
  },
});
