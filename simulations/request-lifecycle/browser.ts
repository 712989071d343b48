/** The users' browsers: they send requests as chance has it. Each request is a component of its own (see request.ts). */
import { assign, setup } from 'xstate';
import { gapMs, kernelActions, spawn, world } from '../../src/kernel/index.ts';
import type { LifecycleParams } from './knobs.ts';

export interface BrowserContext {
  readonly params: LifecycleParams;
  /** How many requests were sent; they are numbered from 1. */
  readonly sent: number;
}

export const browserMachine = setup({
  types: {} as { context: BrowserContext; input: { readonly params: LifecycleParams } },
  actions: kernelActions,
  delays: {
    // The first request is sent at once, so that a run of one begins at 0.
    gap: (scope) => {
      const { params, sent } = scope.context;
      return sent === 0 ? 0 : gapMs({ kind: 'poisson', perSecond: params.perSecond }, sent, world(scope));
    },
  },
  guards: { 'all are sent': ({ context }) => context.sent >= context.params.requests },
}).createMachine({
  id: 'browser',
  // Requests that come all at once are there from the beginning: the model lists them, nobody sends them.
  context: ({ input: { params } }) => ({ params, sent: params.arrivals === 'at-once' ? params.requests : 0 }),
  initial: 'in-use',
  states: {
    'in-use': {
      always: { guard: 'all are sent', target: 'done' },
      after: {
        gap: [
          // Asked once more: a browser that restarts remembers what it has sent only after it has chosen.
          { guard: 'all are sent', target: 'done' },
          {
            target: 'in-use',
            reenter: true,
            actions: [
              assign({ sent: ({ context }) => context.sent + 1 }),
              spawn('request', ({ context }: { readonly context: BrowserContext }) => ({
                id: `request-${context.sent}`,
                input: { request: context.sent, params: context.params },
              })),
            ],
          },
        ],
      },
    },
    done: {},
  },
});
