/** What a chart may not say, and what its author is told: what, where, what is known, what to do. */
import { describe, expect, test } from 'vitest';
import {
  type AnyStateMachine,
  and,
  assign,
  createMachine,
  enqueueActions,
  not,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
} from 'xstate';
import { chart, interpreted } from '../../../src/kernel/chart/index.ts';
import { aloneAt } from './ambient.ts';

/** A machine that does something on GO in its state "idle". */
const machineThat = (does: { actions?: unknown; guard?: unknown }, idle: object = {}): AnyStateMachine =>
  setup({
    actions: { beep: () => {}, honk: () => {} },
    guards: { ready: () => true },
    delays: { short: 10 },
  }).createMachine({
    id: 'horn',
    initial: 'idle',
    states: { idle: { on: { GO: does }, ...idle } },
  } as never) as unknown as AnyStateMachine;

const go = (machine: AnyStateMachine, way = chart) => {
  const stepped = way(machine);
  const ambient = aloneAt(0);
  return stepped.step(stepped.start(undefined, ambient), { type: 'GO' }, ambient);
};

describe.each([
  ['chart', chart],
  ['interpreted', interpreted],
])('%s refuses, before the first step,', (_name, make) => {
  const refuses = (machine: AnyStateMachine, ...words: string[]) => {
    for (const word of words) expect(() => make(machine)).toThrow(word);
  };

  test('an inline action', () => {
    const machine = machineThat({ actions: function ring() {} });
    refuses(machine, 'inline action "ring" in state "horn.idle" of machine "horn"', 'setup({ actions })');
  });

  test('an action nobody declared', () => {
    const words =
      'unknown action "bep" in state "horn.idle" of machine "horn"; known: beep, honk. Declare it in setup({ actions })';
    refuses(machineThat({ actions: 'bep' }), words);
    refuses(machineThat({ actions: { type: 'bep', params: {} } }), words);
    refuses(machineThat({}, { entry: 'bep' }), words);
    refuses(machineThat({}, { exit: 'bep' }), words);
    refuses(machineThat({}, { always: { guard: 'ready', actions: 'bep' } }), words);
  });

  test('a delay nobody declared', () => {
    const words = 'unknown delay "shrt" in state "horn.idle" of machine "horn"; known: short';
    refuses(machineThat({ actions: raise({ type: 'X' }, { delay: 'shrt' } as never) }), words);
    refuses(machineThat({}, { after: { shrt: {} } }), words);
  });

  test('a delay below zero', () => {
    const words = 'invalid delay -5 for "xstate.after.-5.horn.idle" in state "horn.idle" of machine "horn"';
    refuses(machineThat({}, { after: { '-5': {} } }), words);
  });

  test('a guard nobody declared', () => {
    const words = 'unknown guard "redy" in state "horn.idle" of machine "horn"; known: ready';
    refuses(machineThat({ guard: 'redy' }), words);
    refuses(machineThat({ guard: and(['ready', not('redy')]) }), words);
  });

  test('a target that is a name', () => {
    const words = `The sendTo in state "horn.idle" of machine "horn" should give an address: ({ system }) => system.get("…")`;
    refuses(
      machineThat({ actions: sendTo('database', { type: 'HI' }) }),
      "Unable to send event to actor 'database'",
      words,
    );
    refuses(machineThat({ actions: sendParent({ type: 'HI' }) }), words);
  });

  test('an event that is a name', () => {
    refuses(machineThat({ actions: raise('X' as never) }), 'use raise({ type: "X" }) instead, in state "horn.idle"');
  });
});

describe('while it steps, a chart refuses', () => {
  test.each([
    ['below zero', -5],
    ['not a number', Number.NaN],
    ['a text', '10'],
  ])('a delay that is %s', (_what, delay) => {
    const raising = machineThat({ actions: raise({ type: 'X' }, { delay: () => delay as number }) });
    expect(() => go(raising)).toThrow(
      `invalid delay ${delay} for "X" in state "horn.idle" of machine "horn"; expected a number, 0 or more (Infinity: never)`,
    );
    expect(() => go(raising, interpreted)).toThrow(`invalid delay ${delay} for "X" in machine "horn"`);
    const sending = machineThat({
      actions: sendTo(({ self }) => self, { type: 'X' }, { delay: () => delay as number }),
    });
    expect(() => go(sending)).toThrow(`invalid delay ${delay} for "X"`);
  });

  test('a delay that is missing where one was promised', () => {
    const machine = machineThat({ actions: raise({ type: 'X' }, { delay: (() => undefined) as never }) });
    expect(() => go(machine)).toThrow('invalid delay undefined for "X"');
  });

  test('a target that is missing', () => {
    const machine = machineThat({ actions: sendTo((() => undefined) as never, { type: 'HI' } as never) });
    expect(() => go(machine)).toThrow('sendTo of "HI" in state "horn.idle" of machine "horn" has no target');
  });

  test('a target that turns out to be a name', () => {
    const machine = machineThat({ actions: sendTo((() => 'database') as never, { type: 'HI' } as never) });
    for (const way of [chart, interpreted])
      expect(() => go(machine, way)).toThrow("Unable to send event to actor 'database' from machine 'horn'.");
  });

  test('an actor of its own', () => {
    const spawning = machineThat({
      actions: assign((({ spawn }: { spawn: (what: string) => unknown }) => ({ child: spawn('x') })) as never),
    });
    expect(() => go(spawning)).toThrow(
      'spawn in state "horn.idle" of machine "horn"; a chart has no actors of its own',
    );
    const enqueuing = machineThat({
      actions: enqueueActions((({ enqueue }: Enqueueing) => enqueue.spawnChild('x')) as never),
    });
    expect(() => go(enqueuing)).toThrow('spawnChild in state "horn.idle"');
    const handing = machineThat({
      actions: enqueueActions((({ enqueue }: Enqueueing) => enqueue(spawnChild('x' as never))) as never),
    });
    expect(() => go(handing)).toThrow('xstate.spawnChild in state "horn.idle"');
    const born = createMachine({
      id: 'born',
      context: (({ spawn }: { spawn: (what: string) => unknown }) => ({ child: spawn('x') })) as never,
    });
    expect(() => chart(born as unknown as AnyStateMachine).start(undefined, aloneAt(0))).toThrow(
      'spawn in the root of machine "born"',
    );
  });

  test('what it may not enqueue either', () => {
    const enqueuing = (action: unknown) =>
      machineThat({ actions: enqueueActions((({ enqueue }: Enqueueing) => enqueue(action)) as never) });
    expect(() => go(enqueuing('bep'))).toThrow('unknown action "bep" in state "horn.idle"');
    expect(() => go(enqueuing('bep'), interpreted)).toThrow('unknown action "bep" in machine "horn"');
    expect(() => go(enqueuing(() => {}))).toThrow('inline action in state "horn.idle"');
    expect(() =>
      go(
        enqueuing(() => {}),
        interpreted,
      ),
    ).toThrow('inline action');
  });
});

interface Enqueueing {
  readonly enqueue: ((action: unknown) => void) & { spawnChild(what: string): void };
}

test("the author's own error comes through as it is", () => {
  const broken = () => {
    throw new RangeError('no stock');
  };
  for (const way of [chart, interpreted]) {
    expect(() => go(machineThat({ actions: assign(broken as never) }), way)).toThrow(RangeError);
    expect(() => go(machineThat({ guard: broken }), way)).toThrow(
      "Unable to evaluate guard in transition for event 'GO' in state node 'horn.idle':\nno stock",
    );
    const stillborn = createMachine({ context: broken }) as unknown as AnyStateMachine;
    expect(() => way(stillborn).start(undefined, aloneAt(0))).toThrow('no stock');
  }
});
