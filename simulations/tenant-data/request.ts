/**
 * One request and its walk: address, tenant, token, role, bit, cache, connection, setting, statement, rows. A job begins its
 * walk at the connection: nobody asks it who it is.
 */
import { assign, enqueueActions, setup } from 'xstate';
import { count, ended, mark, now, observe, offered, send, world } from '../../src/kernel/index.ts';
import { type Ask, isKept, pathOf } from './asks.ts';
import type { TenantParams } from './knobs.ts';
import { type Invoice, mayDo, subdomains, type Tenant } from './people.ts';
import type { Verdict } from './policy.ts';
import { roleOf, statementOf } from './statement.ts';

export interface RequestInput {
  readonly request: number;
  readonly ask: Ask;
  readonly params: TenantParams;
}
export interface RequestContext extends RequestInput {
  /** When it began, in microseconds. */
  readonly since: number;
  /** The tenant that it works for, as far as it knows. */
  readonly tenant: Tenant | null;
  readonly mask: number;
  readonly connection: string;
  /** What it was given. */
  readonly rows: readonly Pick<Invoice, 'tenant' | 'id'>[];
  /** Why it was refused: an HTTP status or an SQLSTATE. */
  readonly refusal: string;
}
export type RequestEvent =
  | { readonly type: 'TENANT'; readonly tenant: Tenant | null }
  | { readonly type: 'MEMBER'; readonly mask: number; readonly role: string }
  | { readonly type: 'NO_MEMBER' | 'MISS' | 'TENANT_SET' }
  | { readonly type: 'HIT'; readonly rows: RequestContext['rows'] }
  | { readonly type: 'CONNECTION'; readonly connection: string }
  | { readonly type: 'RESULT'; readonly verdict: Verdict };

const request = ({ context }: { readonly context: RequestContext }): number => context.request;
export const keyOf = ({ ask, tenant, params }: RequestContext): string =>
  params.cache === 'tenant' ? `${tenant}:${pathOf(ask)}` : pathOf(ask);
const foreign = ({ rows, ask }: RequestContext): number => rows.filter(({ tenant }) => tenant !== ask.rightTo).length;
/** A job without a context has forgotten its tenant. */
const ownTenant = ({ ask, params }: RequestContext): Tenant | null => (params.jobContext ? ask.rightTo : null);

export const requestMachine = setup({
  types: {} as { context: RequestContext; events: RequestEvent; input: RequestInput },
  delays: {
    arrival: (scope) => scope.context.ask.afterMs + world(scope).draw('arrival') * 2,
  },
  guards: {
    'nobody asks it': ({ context }) => context.ask.host === null,
    'every bit is set': ({ context }) => mayDo(context.mask, context.ask.needs),
    'an answer may be kept': ({ context }) => context.params.cache !== 'none' && isKept(context.ask),
    'the tenant is set already': ({ context }) => context.tenant === null,
    'the setting stays on the connection': ({ context }) => context.params.context === 'session',
    'it is refused': ({ event }) => event.type === 'RESULT' && 'sqlstate' in event.verdict,
  },
  actions: {
    'take the rows': assign({
      rows: ({ event }) =>
        'rows' in event ? event.rows : event.type === 'RESULT' && 'rows' in event.verdict ? event.verdict.rows : [],
    }),
    'say why not': assign({
      refusal: ({ event }) => (event.type === 'RESULT' && 'sqlstate' in event.verdict ? event.verdict.sqlstate : '403'),
    }),
    'keep the answer': enqueueActions(({ context, enqueue }) => {
      if (context.params.cache !== 'none' && isKept(context.ask))
        enqueue(send('cache', { type: 'KEEP', request: context.request, key: keyOf(context), rows: context.rows }));
    }),
    'give the connection back': send(
      ({ context }) => context.connection,
      ({ context }) => ({ type: 'COMMIT', request: context.request }),
    ),
    'report what crossed': enqueueActions(({ context, enqueue }) => {
      const crossed = foreign(context);
      if (crossed === 0) return;
      enqueue(count('crossed', crossed));
      enqueue(mark('rows of another tenant'));
    }),
  },
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ ...input, since: 0, tenant: null, mask: 0, connection: '', rows: [], refusal: '' }),
  initial: 'arriving',
  states: {
    arriving: { after: { arrival: 'beginning' } },
    beginning: {
      entry: [assign({ since: (scope) => now(scope) }), offered(request)],
      always: [
        {
          guard: 'nobody asks it',
          target: 'connecting',
          actions: assign({ tenant: ({ context }) => ownTenant(context) }),
        },
        { target: 'resolving' },
      ],
    },
    resolving: {
      entry: send('directory', ({ context }) => ({
        type: 'WHICH_TENANT',
        request: context.request,
        subdomain: subdomains[context.ask.host ?? context.ask.rightTo],
      })),
      on: { TENANT: { target: 'identifying', actions: assign({ tenant: ({ event }) => event.tenant }) } },
    },
    identifying: {
      entry: send('identity', ({ context }) => ({
        type: 'WHO_IS',
        request: context.request,
        token: context.ask.who,
        tenant: context.tenant,
      })),
      on: {
        MEMBER: { target: 'deciding', actions: assign({ mask: ({ event }) => event.mask }) },
        NO_MEMBER: { target: 'refused', actions: 'say why not' },
      },
    },
    deciding: {
      always: [
        { guard: 'every bit is set', target: 'permitted' },
        { target: 'refused', actions: 'say why not' },
      ],
    },
    permitted: { always: [{ guard: 'an answer may be kept', target: 'looking-up' }, { target: 'connecting' }] },
    'looking-up': {
      entry: send('cache', ({ context }) => ({ type: 'LOOK_UP', request: context.request, key: keyOf(context) })),
      on: { HIT: { target: 'answered', actions: 'take the rows' }, MISS: 'connecting' },
    },
    connecting: {
      entry: send('pool', ({ context }) => ({ type: 'ACQUIRE', request: context.request })),
      on: {
        CONNECTION: [
          {
            guard: 'the tenant is set already',
            target: 'querying',
            actions: assign({ connection: ({ event }) => event.connection }),
          },
          { target: 'setting', actions: assign({ connection: ({ event }) => event.connection }) },
        ],
      },
    },
    setting: {
      entry: send(
        ({ context }) => context.connection,
        ({ context }) => ({
          type: 'SET',
          request: context.request,
          tenant: context.tenant,
          local: context.params.context === 'local',
        }),
      ),
      on: {
        TENANT_SET: [
          // SET is a transaction of its own; a pool that lends by transaction takes the connection back after it.
          {
            guard: 'the setting stays on the connection',
            target: 'connecting-again',
            actions: 'give the connection back',
          },
          { target: 'querying' },
        ],
      },
    },
    'connecting-again': {
      entry: send('pool', ({ context }) => ({ type: 'ACQUIRE', request: context.request })),
      on: { CONNECTION: { target: 'querying', actions: assign({ connection: ({ event }) => event.connection }) } },
    },
    querying: {
      entry: send(
        ({ context }) => context.connection,
        ({ context }) => ({
          type: 'QUERY',
          request: context.request,
          role: roleOf(context.ask, context.params),
          statement: statementOf(context.ask, context.tenant, context.params),
        }),
      ),
      on: {
        RESULT: [
          { guard: 'it is refused', target: 'refused', actions: ['say why not', 'give the connection back'] },
          { target: 'answered', actions: ['take the rows', 'give the connection back', 'keep the answer'] },
        ],
      },
    },
    answered: {
      type: 'final',
      entry: [
        'report what crossed',
        ended(request, 'completed', ({ context }) => `${context.rows.length} rows`),
        observe('walk', (scope) => (now(scope) - scope.context.since) / 1000),
      ],
    },
    refused: {
      type: 'final',
      entry: [ended(request, 'rejected', ({ context }) => context.refusal), count('turnedAway')],
    },
  },
});
