/**
 * The tables against XState itself: thousands of random machines, a random history each. This is what makes it safe to step
 * charts by tables at all.
 *
 * FAULTLINE_MACHINES sets how many machines, FAULTLINE_SEED looks at one alone.
 */
import { expect, test } from 'vitest';
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { chart, interpreted } from '../../../src/kernel/chart/index.ts';
import type { Message } from '../../../src/kernel/component.ts';
import { ChartStepper, isError, type Stepper, type Surroundings, told, walkTogether } from './agrees.ts';
import type { Action } from './asked.ts';
import { Luck } from './luck.ts';
import { randomEvent, randomMachine } from './random-machine.ts';

const { FAULTLINE_MACHINES = 2_500, FAULTLINE_SEED } = process.env;
const SEEDS = FAULTLINE_SEED
  ? [Number(FAULTLINE_SEED)]
  : Array.from({ length: Number(FAULTLINE_MACHINES) }, (_, i) => i + 1);
const EVENTS_EACH = 40;

const ambient: Surroundings = {
  self: { id: 'self', index: 0 },
  system: { get: (id) => ({ id, index: 1 }), now: 0, draw: () => 0.5, sample: () => 1 },
};

test('tables agree with XState on random machines', { timeout: 600_000 }, () => {
  const seen = { machines: 0, parallel: 0, steps: 0, changed: 0, actions: 0, done: 0, threw: 0 };
  for (const seed of SEEDS) compareOn(seed, seen);
  console.log(seen);
  if (FAULTLINE_SEED) return;
  // The test would be worth little if the machines hardly moved.
  expect(seen.machines).toBe(SEEDS.length);
  expect(seen.changed / seen.steps).toBeGreaterThan(0.3);
  expect(Math.min(seen.parallel, seen.done, seen.threw) / SEEDS.length).toBeGreaterThan(0.02);
});

function compareOn(seed: number, seen: Record<string, number>): void {
  const machine = randomMachine(seed);
  const luck = new Luck(seed);
  const xstate = new PureXState(machine);
  const byTables = new ChartStepper('tables', chart(machine), () => ambient);
  const byXState = new ChartStepper('interpreted', interpreted(machine), () => ambient);
  expect(chart(machine).how).toBe('tables');
  function* events() {
    for (let i = 0; i < EVENTS_EACH; i++) yield randomEvent(luck, xstate.awaited);
  }
  seen.steps! += walkTogether([byTables, xstate, byXState], events(), luck.int(10), `seed ${seed}`);
  seen.machines!++;
  if (machine.root.type === 'parallel') seen.parallel!++;
  for (const key of ['changed', 'actions', 'done', 'threw'] as const) seen[key]! += xstate[key];
}

/** XState's documented functions for pure stepping. */
class PureXState implements Stepper {
  readonly name = 'XState';
  readonly #machine: AnyStateMachine;
  #snapshot: (AnyMachineSnapshot & Internal) | undefined;
  changed = 0;
  actions = 0;
  done = 0;
  threw = 0;

  constructor(machine: AnyStateMachine) {
    this.#machine = machine;
  }

  get over(): boolean {
    return this.threw > 0 || this.done > 0;
  }

  /** The events of XState's own that the machine is waiting for now: timers, and states that are done. */
  get awaited(): string[] {
    const nodes = (this.#snapshot as Internal | undefined)?._nodes ?? [];
    return nodes.flatMap((node) => [...node.transitions.keys()]).filter((type) => type.startsWith('xstate.'));
  }

  start(input: unknown): string {
    return this.#told(() => initialTransition(this.#machine, input as never) as never);
  }

  step(event: Message): string {
    return this.#told(() => transition(this.#machine, this.#snapshot as never, event as never) as never);
  }

  #told(step: () => [AnyMachineSnapshot & Internal, Action[]]): string {
    const text = told(() => {
      const [snapshot, actions] = step();
      if (snapshot.status === 'error') throw snapshot.error;
      const changed = snapshot !== this.#snapshot;
      this.#snapshot = snapshot;
      this.changed += Number(changed);
      this.actions += actions.length;
      this.done += Number(snapshot.status === 'done');
      return { ...snapshot, nodes: snapshot._nodes, actions, changed };
    });
    this.threw += Number(isError(text));
    return text;
  }
}

interface Internal {
  readonly _nodes: readonly { readonly id: string; readonly transitions: ReadonlyMap<string, unknown> }[];
}
