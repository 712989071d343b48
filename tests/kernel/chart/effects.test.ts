/** What a step asks for: XState's own actions, whichever way the chart is stepped. */
import { expect, test } from 'vitest';
import { assign, cancel, emit, enqueueActions, log, raise, sendTo, setup } from 'xstate';
import { chart, interpreted } from '../../../src/kernel/chart/index.ts';
import type { Address, Chart, Message } from '../../../src/kernel/component.ts';
import { aloneAt } from './ambient.ts';
import { Asked } from './asked.ts';

const machine = setup({
  types: {} as { context: { n: number }; events: Message },
  actions: { spawn: (_scope, _params: { kind: string }) => {}, bump: assign({ n: ({ context }) => context.n + 1 }) },
  delays: { patience: ({ context }) => context.n * 100 },
}).createMachine({
  id: 'm',
  initial: 'a',
  context: { n: 1 },
  states: {
    a: {
      on: {
        RAISE: { actions: raise({ type: 'HEARD' }) },
        HEARD: { actions: 'bump' },
        'RAISE.LATER': { actions: raise({ type: 'HEARD' }, { delay: 250, id: 'later' }) },
        'RAISE.NAMED': { actions: raise({ type: 'HEARD' }, { delay: 'patience' }) },
        SEND: {
          actions: sendTo(
            ({ system }) => system.get('database'),
            ({ self }) => ({ type: 'HI', from: self }),
          ),
        },
        'SEND.LATER': { actions: sendTo(({ self }) => self, { type: 'HI' }, { delay: 'patience', id: 'hi' }) },
        CANCEL: { actions: cancel('later') },
        EMIT: { actions: emit(({ context }) => ({ type: 'counted', n: context.n })) },
        LOG: { actions: log(({ context }) => context.n, 'n') },
        DECLARED: { actions: { type: 'spawn', params: ({ event: { kind } }) => ({ kind: String(kind) }) } },
        ASSIGN: { actions: assign({ n: 7 }) },
        ENQUEUE: {
          actions: enqueueActions(({ enqueue }) => {
            enqueue.assign({ n: 10 });
            enqueue.raise({ type: 'HEARD' });
            enqueue.emit(({ context }) => ({ type: 'counted', n: context.n }));
          }),
        },
        NEXT: 'b',
      },
    },
    b: { after: { 500: 'a', patience: 'a' }, on: { BACK: 'a' } },
  },
});

const self = { id: 'self', index: 0 };
const database = { id: 'database', index: 1 };
const timer = (delay: string) => `xstate.after.${delay}.m.b`;

/** What each event makes the machine ask for, in its first state. */
const asked: [Message, { type: string; params: unknown }[]][] = [
  [{ type: 'UNHEARD' }, []],
  [{ type: 'ASSIGN' }, []],
  // A raised event is taken within the step; that it was raised is told all the same.
  [
    { type: 'RAISE' },
    [{ type: 'xstate.raise', params: { event: { type: 'HEARD' }, id: undefined, delay: undefined } }],
  ],
  [{ type: 'RAISE.LATER' }, [{ type: 'xstate.raise', params: { event: { type: 'HEARD' }, id: 'later', delay: 250 } }]],
  [
    { type: 'RAISE.NAMED' },
    [{ type: 'xstate.raise', params: { event: { type: 'HEARD' }, id: undefined, delay: 100 } }],
  ],
  [
    { type: 'SEND' },
    [
      {
        type: 'xstate.sendTo',
        params: {
          to: database,
          targetId: undefined,
          event: { type: 'HI', from: self },
          id: undefined,
          delay: undefined,
        },
      },
    ],
  ],
  [
    { type: 'SEND.LATER' },
    [{ type: 'xstate.sendTo', params: { to: self, targetId: undefined, event: { type: 'HI' }, id: 'hi', delay: 100 } }],
  ],
  [{ type: 'CANCEL' }, [{ type: 'xstate.cancel', params: { sendId: 'later' } }]],
  [{ type: 'EMIT' }, [{ type: 'xstate.emit', params: { event: { type: 'counted', n: 1 } } }]],
  [{ type: 'LOG' }, [{ type: 'xstate.log', params: { value: 1, label: 'n' } }]],
  [{ type: 'DECLARED', kind: 'call' }, [{ type: 'spawn', params: { kind: 'call' } }]],
  [
    { type: 'ENQUEUE' },
    [
      { type: 'xstate.raise', params: { event: { type: 'HEARD' }, id: undefined, delay: undefined } },
      { type: 'xstate.emit', params: { event: { type: 'counted', n: 10 } } },
    ],
  ],
  // The id of a timer keeps the delay's name; the delay itself is worked out.
  [
    { type: 'NEXT' },
    [
      { type: 'xstate.raise', params: { event: { type: timer('500') }, id: timer('500'), delay: 500 } },
      { type: 'xstate.raise', params: { event: { type: timer('patience') }, id: timer('patience'), delay: 100 } },
    ],
  ],
];

const ways: [string, Chart][] = [
  ['by tables', chart(machine)],
  ['by XState', interpreted(machine)],
];

for (const [way, stepped] of ways) {
  /** What the last of these events makes the chart ask for. */
  const askedBy = (...events: Message[]) => {
    const ambient = aloneAt(0);
    ambient.system.get('database');
    let state = stepped.start(undefined, ambient);
    for (const event of events.slice(0, -1)) state = stepped.step(state, event, ambient);
    const asked = new Asked();
    stepped.step(state, events.at(-1)!, { ...ambient, effects: asked });
    return { ambient, actions: asked.actions };
  };

  test.each(asked)(`%o asks for these effects, ${way}`, (event, expected) => {
    expect(askedBy(event).actions).toStrictEqual(expected);
  });

  test(`leaving a state calls off its timers, ${way}`, () => {
    expect(askedBy({ type: 'NEXT' }, { type: 'BACK' }).actions).toStrictEqual([
      { type: 'xstate.cancel', params: { sendId: timer('500') } },
      { type: 'xstate.cancel', params: { sendId: timer('patience') } },
    ]);
  });

  test(`a target is handed on as it is, ${way}`, () => {
    const { ambient, actions } = askedBy({ type: 'SEND' });
    const { to, event } = actions[0]!.params as { to: Address; event: Message };
    expect(to).toBe(ambient.system.get('database'));
    expect(event.from).toBe(ambient.self);
  });
}
