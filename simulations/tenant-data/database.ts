/** The tables with their policies: they see a role, a setting and a statement, and not who asked. */
import { assign, enqueueActions, setup } from 'xstate';
import { count, reply } from '../../src/kernel/index.ts';
import type { TenantParams } from './knobs.ts';
import { decide, type Setting, type Written } from './policy.ts';
import type { Role, Statement } from './statement.ts';

export interface DatabaseContext {
  readonly params: TenantParams;
  /** What was added, beside the rows that were there. */
  readonly added: readonly (Written & { readonly by: number })[];
}
export interface DatabaseEvent {
  readonly type: 'EXECUTE';
  readonly request: number;
  readonly role: Role;
  readonly setting: Setting;
  readonly statement: Statement;
}

export const databaseMachine = setup({
  types: {} as { context: DatabaseContext; events: DatabaseEvent; input: { readonly params: TenantParams } },
  actions: {
    'keep what is written': assign({
      added: ({ context, event }) => {
        const verdict = decide(event.statement, event.role, event.setting, context.params);
        return 'written' in verdict ? [...context.added, { ...verdict.written, by: event.request }] : context.added;
      },
    }),
    'answer with the verdict': enqueueActions(({ context, event, enqueue }) => {
      const verdict = decide(event.statement, event.role, event.setting, context.params);
      if ('sqlstate' in verdict) enqueue(count('refused'));
      enqueue(reply({ type: 'RESULT', request: event.request, verdict }));
    }),
  },
}).createMachine({
  id: 'database',
  context: ({ input }) => ({ params: input.params, added: [] }),
  on: { EXECUTE: { actions: ['keep what is written', 'answer with the verdict'] } },
});
