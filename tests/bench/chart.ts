/**
 * How fast a chart is stepped: by tables, by XState's own step in a scope that is used again, and by the documented
 * `transition()`. The ratios count; nanoseconds depend on the machine.
 */
import {
  type AnyActorRef,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  enqueueActions,
  initialTransition,
  raise,
  sendTo,
  setup,
  transition,
} from 'xstate';
import { chart, interpreted } from '../../src/kernel/chart/index.ts';
import type { Address, Ambient, Chart, Message } from '../../src/kernel/component.ts';
import { type Bench, median, type Row } from './rows.ts';

/** Three states and one assignment: the least a chart can be. */
const small = setup({ types: {} as { context: { n: number } } }).createMachine({
  id: 'small',
  initial: 'a',
  context: { n: 0 },
  states: {
    a: { on: { GO: { target: 'b', actions: assign({ n: ({ context }) => context.n + 1 }) } } },
    b: { on: { GO: { target: 'c', actions: assign({ n: ({ context }) => context.n + 1 }) } } },
    c: { on: { GO: { target: 'a', actions: assign({ n: ({ context }) => context.n + 1 }) } } },
  },
});

/** An address, which XState takes for one of its actors. */
const peer = { id: 'database', index: 1 } as Address & AnyActorRef;

/** A circuit breaker: hierarchy, guards, timers, messages, raised events, actions decided at run time. */
const medium = setup({
  types: {} as {
    context: { calls: number; failures: number };
    events: { type: 'CALL'; request: number } | { type: 'OK' } | { type: 'FAILED' } | { type: 'FAILURE_COUNTED' };
  },
  delays: { coolDown: 5000 },
  guards: {
    'has tripped': ({ context }) => context.failures >= 3,
    'has room': ({ context }) => context.calls < 1e9,
  },
}).createMachine({
  id: 'breaker',
  initial: 'closed',
  context: { calls: 0, failures: 0 },
  states: {
    closed: {
      initial: 'ready',
      on: {
        FAILED: {
          actions: [assign({ failures: ({ context }) => context.failures + 1 }), raise({ type: 'FAILURE_COUNTED' })],
        },
        FAILURE_COUNTED: { guard: 'has tripped', target: 'open' },
      },
      states: {
        ready: {
          on: {
            CALL: {
              guard: 'has room',
              target: 'waiting',
              actions: [
                assign({ calls: ({ context }) => context.calls + 1 }),
                sendTo(
                  () => peer,
                  ({ event }) => ({ type: 'QUERY', request: event.request }),
                ),
              ],
            },
          },
        },
        waiting: {
          after: { 1000: { target: 'ready', actions: raise({ type: 'FAILED' }) } },
          on: {
            OK: { target: 'ready', actions: assign({ failures: 0 }) },
            FAILED: {
              target: 'ready',
              actions: enqueueActions(({ enqueue, context }) => {
                enqueue.assign({ failures: context.failures + 1 });
                enqueue.raise({ type: 'FAILURE_COUNTED' });
              }),
            },
          },
        },
      },
    },
    open: { after: { coolDown: 'halfOpen' } },
    halfOpen: { on: { CALL: 'closed.waiting' } },
  },
});

const go: Message[] = [{ type: 'GO' }];
const calls: Message[] = [
  { type: 'CALL', request: 1 },
  { type: 'OK' },
  { type: 'CALL', request: 2 },
  { type: 'FAILED' },
  { type: 'CALL', request: 3 },
  { type: 'OK' },
];
const ignored: Message[] = [{ type: 'UNHEARD' }];

const ambient: Ambient = {
  self: { id: 'self', index: 0 },
  system: { get: () => peer, now: 0, draw: () => 0.5, sample: () => 1 },
  // What is asked for goes nowhere: the steps are timed, not what comes of them.
  effects: { raise() {}, sendTo() {}, cancel() {}, emit() {}, log() {}, other() {} },
};

/** Takes `count` steps through the events, over and over. */
type Walk = (count: number) => void;

function byChart(stepped: Chart, events: readonly Message[]): Walk {
  return (count) => {
    let state = stepped.start(undefined, ambient);
    for (let i = 0; i < count; i++) state = stepped.step(state, events[i % events.length]!, ambient);
  };
}

function byTransition(machine: AnyStateMachine, events: readonly Message[]): Walk {
  return (count) => {
    let [snapshot] = initialTransition(machine, undefined as never) as unknown as [AnyMachineSnapshot];
    for (let i = 0; i < count; i++) {
      [snapshot] = transition(machine, snapshot, events[i % events.length]! as never) as unknown as [
        AnyMachineSnapshot,
      ];
    }
  };
}

const ROUNDS = 15;

/** Nanoseconds per step of each walk, by round. They take turns, so that all meet the same machine; the first round warms up. */
function measure(walks: readonly Walk[], counts: readonly number[]): number[][] {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => walks.map((walk, i) => timed(walk, counts[i]!)));
  return walks.map((_, i) => rounds.slice(1).map((round) => round[i]!));
}

function timed(walk: Walk, count: number): number {
  const from = performance.now();
  walk(count);
  return ((performance.now() - from) * 1e6) / count;
}

function compare(name: string, machine: AnyStateMachine, events: readonly Message[], atLeast: number): Row[] {
  const walks = [byChart(chart(machine), events), byChart(interpreted(machine), events), byTransition(machine, events)];
  const [tables, xstate, documented] = measure(walks, [100_000, 3_000, 2_000]) as [number[], number[], number[]];
  const times = (slower: readonly number[]) => median(slower.map((ns, round) => ns / tables[round]!));
  return [
    { figure: `${name}: a step by tables`, value: median(tables), unit: 'ns' },
    { figure: `${name}: by XState's own step`, value: median(xstate), unit: 'ns' },
    { figure: `${name}: by transition()`, value: median(documented), unit: 'ns' },
    { figure: `${name}: tables are faster than XState's own step`, value: times(xstate), unit: 'times' },
    { figure: `${name}: tables are faster than transition()`, value: times(documented), unit: 'times', atLeast },
  ];
}

export async function bench(): Promise<Bench> {
  const rows = [
    ...compare('small chart', small as unknown as AnyStateMachine, go, 100),
    ...compare('medium chart', medium as unknown as AnyStateMachine, calls, 30),
    ...compare('ignored event', medium as unknown as AnyStateMachine, ignored, 100),
  ];
  return { name: 'chart', rows };
}
