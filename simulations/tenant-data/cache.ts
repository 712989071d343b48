/** Keeps answers by a key. It does not know what a tenant is: the key has to. Its room is that of the few keys there are. */
import { assign, setup } from 'xstate';
import { count, reply } from '../../src/kernel/index.ts';
import type { Invoice } from './people.ts';

type Rows = readonly Pick<Invoice, 'tenant' | 'id'>[];
export interface CacheContext {
  readonly kept: Readonly<Record<string, Rows>>;
}
export type CacheEvent =
  | { readonly type: 'LOOK_UP'; readonly request: number; readonly key: string }
  | { readonly type: 'KEEP'; readonly request: number; readonly key: string; readonly rows: Rows };

export const cacheMachine = setup({
  types: {} as { context: CacheContext; events: CacheEvent },
  guards: { 'it is kept': ({ context, event }) => Object.hasOwn(context.kept, event.key) },
}).createMachine({
  id: 'cache',
  context: { kept: {} },
  on: {
    LOOK_UP: [
      {
        guard: 'it is kept',
        actions: [
          reply(({ context, event }) => ({ type: 'HIT', request: event.request, rows: context.kept[event.key] })),
          count('hits'),
        ],
      },
      { actions: reply(({ event }) => ({ type: 'MISS', request: event.request })) },
    ],
    KEEP: { actions: assign({ kept: ({ context, event }) => ({ ...context.kept, [event.key]: event.rows }) }) },
  },
});
