/**
 * A connection to the database. It remembers app.tenant: what SET gave it until somebody sets it anew, what SET LOCAL gave it
 * until COMMIT. After that a setting that was never SET is '' and no longer NULL; PostgreSQL does the same.
 */
import { assign, setup } from 'xstate';
import { type Address, reply, send, sendToAddress } from '../../src/kernel/index.ts';
import type { Tenant } from './people.ts';
import type { Setting } from './policy.ts';
import type { Role, Statement } from './statement.ts';

export interface ConnectionContext {
  readonly id: string;
  readonly session: Setting;
  readonly local: Setting;
  /** Who waits for the answer of the statement that is running. */
  readonly client: Address | null;
}
export type ConnectionEvent =
  | { readonly type: 'SET'; readonly request: number; readonly tenant: Tenant; readonly local: boolean }
  | {
      readonly type: 'QUERY';
      readonly request: number;
      readonly from: Address;
      readonly role: Role;
      readonly statement: Statement;
    }
  | { readonly type: 'RESULT'; readonly request: number; readonly verdict: unknown }
  | { readonly type: 'COMMIT'; readonly request: number };

export const settingOf = ({ session, local }: ConnectionContext): Setting => local ?? session;

export const connectionMachine = setup({
  types: {} as { context: ConnectionContext; events: ConnectionEvent; input: { readonly id: string } },
  actions: {
    'set the tenant': assign(({ context, event }) =>
      event.type !== 'SET' ? context : { ...context, [event.local ? 'local' : 'session']: String(event.tenant) },
    ),
    'forget what was local': assign({
      session: ({ context }) => (context.local === null ? context.session : (context.session ?? '')),
      local: null,
    }),
  },
}).createMachine({
  id: 'connection',
  context: ({ input }) => ({ id: input.id, session: null, local: null, client: null }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        SET: {
          target: 'in-transaction',
          actions: ['set the tenant', reply(({ event }) => ({ type: 'TENANT_SET', request: event.request }))],
        },
        QUERY: 'executing',
      },
    },
    'in-transaction': { on: { QUERY: 'executing', COMMIT: 'freeing' } },
    executing: {
      entry: [
        assign({ client: ({ context, event }) => (event.type === 'QUERY' ? event.from : context.client) }),
        send('database', ({ context, event }) =>
          event.type === 'QUERY'
            ? {
                type: 'EXECUTE',
                request: event.request,
                role: event.role,
                statement: event.statement,
                setting: settingOf(context),
              }
            : { type: 'EXECUTE' },
        ),
      ],
      on: {
        RESULT: {
          target: 'in-transaction',
          actions: sendToAddress(
            ({ context }) => context.client as Address, // a result comes only after a query
            ({ event }) => ({ type: 'RESULT', request: event.request, verdict: event.verdict }),
          ),
        },
      },
    },
    freeing: {
      entry: [
        'forget what was local',
        assign({ client: null }),
        send('pool', ({ context, event }) => ({ type: 'FREED', request: event.request, connection: context.id })),
      ],
      always: 'idle',
    },
  },
});
