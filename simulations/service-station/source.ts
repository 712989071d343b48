/** Where customers come from: one after another, until the doors close. */
import { assign, setup } from 'xstate';
import { type Arrivals, gapMs, offered, send, startMeasuring, world } from '../../src/kernel/index.ts';
import type { StationParams } from './knobs.ts';

export interface SourceContext {
  readonly params: StationParams;
  /** How many have come. */
  readonly arrived: number;
}

const arrivalsOf = ({ arrivals, arrivalRate }: StationParams): Arrivals => ({
  kind: arrivals === 'evenly' ? 'uniform' : 'poisson',
  perSecond: arrivalRate,
});

export const sourceMachine = setup({
  types: {} as { context: SourceContext; input: { readonly params: StationParams } },
  delays: {
    gap: (scope) => gapMs(arrivalsOf(scope.context.params), scope.context.arrived, world(scope)),
  },
  guards: {
    'is the last': ({ context }) => context.arrived + 1 >= context.params.customers,
    'is the first that counts': ({ context }) => context.arrived === context.params.warmup,
  },
  actions: {
    'send in a customer': send('station', ({ context }) => ({ type: 'ARRIVE', request: context.arrived })),
    'enter in the books': offered(({ context }) => context.arrived),
    'count it': assign({ arrived: ({ context }) => context.arrived + 1 }),
  },
}).createMachine({
  id: 'source',
  context: ({ input }) => ({ params: input.params, arrived: 0 }),
  initial: 'open',
  states: {
    open: {
      after: {
        gap: [
          {
            guard: 'is the last',
            target: 'closed',
            actions: ['enter in the books', 'send in a customer', 'count it'],
          },
          {
            guard: 'is the first that counts',
            target: 'open',
            reenter: true,
            actions: [startMeasuring(), 'enter in the books', 'send in a customer', 'count it'],
          },
          { target: 'open', reenter: true, actions: ['enter in the books', 'send in a customer', 'count it'] },
        ],
      },
    },
    closed: {},
  },
});
