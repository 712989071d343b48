/**
 * Random XState machines, to hold the tables against XState itself. Everything that tables claim to understand occurs
 * here: nested and parallel states, all kinds of transitions, guards and actions, and now and then a function that throws.
 *
 * A machine is a function of its seed, so a failing test names the seed and that is enough to see it again.
 */
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  log,
  not,
  or,
  raise,
  sendTo,
  stateIn,
} from 'xstate';
import type { Message } from '../../../src/kernel/component.ts';
import { Luck } from './luck.ts';

/** The events that a random machine may meet; charts mention some of them, and wildcards that match others. */
const EVENTS = ['A', 'B', 'C', 'D.x', 'D.x.y', 'D.z', 'UNHEARD'];
const DESCRIPTORS = ['A', 'B', 'C', 'D.x', 'D.x.*', 'D.*', '*'];

interface Context {
  readonly n: number;
  readonly m: number;
  /** Every eventless transition and raised event burns some, so that most machines come to rest. */
  readonly fuel: number;
}
interface Scope {
  readonly context: Context;
  readonly event: Message;
}
type Guard = unknown;
type Action = unknown;
type Config = Record<string, unknown>;

export function randomMachine(seed: number): AnyStateMachine {
  return new Author(new Luck(seed)).machine();
}

/** The events for one machine: also those of XState's own that it is waiting for, as a timer would bring them. */
export function randomEvent(luck: Luck, awaited: readonly string[]): Message {
  const type = awaited.length > 0 && luck.chance(0.25) ? luck.pick(awaited) : luck.pick(EVENTS);
  return { type, k: luck.int(7) };
}

/** A state before it is written down: the tree comes first, because transitions may go anywhere in it. */
interface Sketch {
  readonly id: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly states: Readonly<Record<string, Sketch>>;
}

class Author {
  readonly #luck: Luck;
  readonly #sketches: Sketch[] = [];
  /** Tells things of one machine apart. */
  #count = 0;

  constructor(luck: Luck) {
    this.#luck = luck;
  }

  machine(): AnyStateMachine {
    const luck = this.#luck;
    const root = this.#sketch(
      luck.pick([1, 2, 3]),
      luck.chance(0.3) ? 'parallel' : luck.chance(0.95) ? 'compound' : 'atomic',
    );
    const initial: Context = { n: 1, m: 0, fuel: 20 };
    const config: Config = {
      ...this.#state(root),
      context: luck.chance(0.5) ? initial : ({ input }: { input: number }) => ({ ...initial, n: input }),
      options: { maxIterations: luck.pick([5, 60, 60]) },
    };
    if (luck.chance(0.5)) config.output = ({ context, event }: Scope) => ({ n: context.n, by: event });
    return createMachine(config as never, this.#declarations() as never) as unknown as AnyStateMachine;
  }

  // The tree.

  #sketch(depth: number, type: Sketch['type']): Sketch {
    const luck = this.#luck;
    const states: Record<string, Sketch> = {};
    const sketch = { id: `s${this.#count++}`, type, states };
    this.#sketches.push(sketch);
    if (type === 'atomic' || type === 'final') return sketch;
    // Keys that look like numbers come first in an object, whatever the order they were written in.
    const keys = luck
      .shuffled(luck.chance(0.2) ? ['k', '10', '2', 'a'] : ['a', 'b', 'c', 'd'])
      .slice(0, luck.pick([1, 2, 2, 3, 4]));
    for (const key of keys) states[key] = this.#sketch(depth - 1, this.#typeBelow(depth, type));
    return sketch;
  }

  #typeBelow(depth: number, parent: Sketch['type']): Sketch['type'] {
    const luck = this.#luck;
    if (luck.chance(parent === 'compound' ? 0.15 : 0.04)) return 'final';
    return depth <= 1 ? 'atomic' : luck.pick(['atomic', 'compound', 'compound', 'parallel']);
  }

  #state(sketch: Sketch): Config {
    const luck = this.#luck;
    const config: Config = { id: sketch.id, entry: this.#actions(), exit: this.#actions() };
    if (luck.chance(0.3)) config.tags = luck.pick(['busy', ['busy', 'late'], ['late', 'busy', 'odd']]);
    if (sketch.type === 'final') {
      if (luck.chance(0.5))
        config.output = luck.chance(0.5) ? { fixed: luck.int(5) } : ({ context }: Scope) => context.m;
      return { ...config, type: 'final' };
    }
    config.on = this.#transitionsByEvent();
    if (luck.chance(0.2)) config.after = this.#timers();
    if (luck.chance(0.15)) config.always = this.#list(2, () => this.#burning(this.#transition()));
    if (sketch.type === 'atomic') return config;
    if (luck.chance(0.4))
      config.onDone = luck.chance(0.5) ? this.#transition() : [this.#transition(), this.#transition()];
    if (sketch.type === 'parallel') config.type = 'parallel';
    else config.initial = this.#initial(luck.pick(Object.keys(sketch.states)));
    config.states = Object.fromEntries(Object.entries(sketch.states).map(([key, below]) => [key, this.#state(below)]));
    return config;
  }

  #initial(key: string): unknown {
    return this.#luck.chance(0.7) ? key : { target: key, actions: this.#actions() };
  }

  // Transitions.

  #transitionsByEvent(): Config {
    const heard = this.#luck.shuffled(DESCRIPTORS).filter(() => this.#luck.chance(0.25));
    return Object.fromEntries(
      heard.map((type) => [type, this.#luck.chance(0.08) ? {} : this.#list(3, () => this.#transition())]),
    );
  }

  #transition(): Config {
    const luck = this.#luck;
    const transition: Config = { actions: this.#actions() };
    if (luck.chance(0.75)) transition.target = this.#target();
    if (luck.chance(0.5)) transition.guard = this.#guard(2);
    if (luck.chance(0.25)) transition.reenter = true;
    return transition;
  }

  #target(): string | string[] {
    const luck = this.#luck;
    const parallel = luck.pick(this.#sketches);
    const regions = Object.values(parallel.states);
    if (parallel.type === 'parallel' && regions.length > 1 && luck.chance(0.5)) {
      const inTwoRegions = luck.shuffled(regions).slice(0, 2);
      const targets = inTwoRegions.map((region) => `#${luck.pick(everySketch(region)).id}`);
      return luck.chance(0.2) ? [...targets, `#${parallel.id}`] : targets;
    }
    // Two states that need not go together: whatever XState makes of that, tables should too.
    if (luck.chance(0.04)) return [this.#anywhere(), this.#anywhere()];
    return this.#anywhere();
  }

  #anywhere(): string {
    return `#${this.#luck.pick(this.#sketches).id}`;
  }

  #timers(): Config {
    const luck = this.#luck;
    const delays = luck.shuffled(['100', '250', 'patience', 'mood']).slice(0, luck.pick([1, 2]));
    return Object.fromEntries(delays.map((delay) => [delay, luck.chance(0.3) ? this.#anywhere() : this.#transition()]));
  }

  /** The same transition, taken only while there is fuel, and burning some. */
  #burning(transition: Config): Config {
    const wanted = this.#luck.int(5);
    const guard = ({ context }: Scope) => context.fuel > 0 && (context.n + context.m) % 5 === wanted;
    const burn = assign({ fuel: ({ context }: Scope) => context.fuel - 1 } as never);
    const guarded = this.#luck.chance(0.8) ? guard : and([guard, this.#guard(1)] as never);
    return {
      ...transition,
      guard: guarded,
      actions: this.#luck.chance(0.97) ? [...(transition.actions as Action[]), burn] : [],
    };
  }

  // Guards.

  #guard(depth: number): Guard {
    const luck = this.#luck;
    const k = luck.int(4);
    const deeper = () => this.#guard(depth - 1) as never;
    if (depth > 0 && luck.chance(0.3)) {
      return luck.pick([() => and([deeper(), deeper()]), () => or([deeper(), deeper()]), () => not(deeper())])();
    }
    if (luck.chance(0.01)) return () => fail(`guard ${k}`);
    return luck.pick<() => Guard>([
      () =>
        ({ context }: Scope) =>
          context.n % 4 !== k,
      () =>
        ({ context, event }: Scope) =>
          (context.m + Number(event.k ?? 0)) % 3 !== k,
      () => 'n is large',
      () => 'either',
      () => ({ type: 'm is not', params: { k } }),
      () => ({ type: 'm is not', params: ({ context }: Scope) => ({ k: context.n % 4 }) }),
      () => stateIn(`#${luck.pick(this.#sketches).id}` as never),
      () => stateIn(this.#someValue() as never),
    ])();
  }

  /** A state value that may or may not hold: a key, a path, or nested. */
  #someValue(): unknown {
    const luck = this.#luck;
    const key = () => luck.pick(['a', 'b', 'c', 'k', '2']);
    return luck.pick([key(), `${key()}.${key()}`, { [key()]: key() }, { [key()]: { [key()]: key() } }]);
  }

  // Actions.

  #actions(): Action[] {
    return this.#list(this.#luck.pick([0, 0, 1, 2, 3]), () => this.#action(1));
  }

  #action(depth: number): Action {
    const luck = this.#luck;
    const k = this.#count++;
    const id = `id${k % 3}`;
    const message = luck.chance(0.5)
      ? { type: 'SAID', k }
      : ({ context }: Scope) => ({ type: 'SAID', k, n: context.n });
    const delay = luck.pick([undefined, 10 * k, 'patience', 'mood', ({ context }: Scope) => context.m * 2]);
    if (luck.chance(0.005)) return assign((() => fail(`assign ${k}`)) as never);
    return luck.pick<() => Action>([
      () => assign({ n: ({ context }: Scope) => (context.n * 7 + k) % 101 } as never),
      () => assign({ m: k % 13, extra: ({ context }: Scope) => context.n, none: undefined } as never),
      () => assign((({ context, event }: Scope) => ({ m: (context.m + event.type.length + k) % 13 })) as never),
      () => this.#burningRaise(),
      () => raise(message as never, { delay: delay ?? 5, id } as never),
      () => cancel((luck.chance(0.5) ? id : ({ context }: Scope) => `id${context.n % 3}`) as never),
      () =>
        sendTo(
          (() => ({ id: 'peer', index: k })) as never,
          message as never,
          { ...(delay !== undefined && { delay }), id } as never,
        ),
      () => sendTo({ id: 'peer', index: 0 } as never, message as never),
      () => emit(message as never),
      () => log(message as never, luck.pick([undefined, 'label'])),
      () => 'custom',
      () => ({ type: 'custom', params: { k } }),
      () => ({ type: 'custom', params: ({ context, event }: Scope) => ({ n: context.n, type: event.type }) }),
      () => ({ type: 'add', params: { by: k } }),
      () => ({ type: 'add', params: ({ context }: Scope) => ({ by: context.m }) }),
      () => ({ type: 'say', params: { k } }),
      () => (depth > 0 ? this.#enqueued() : 'custom'),
    ])();
  }

  /** An event for the chart itself, now; rarely one that ignores the fuel, so that some charts go round in circles. */
  #burningRaise(): Action {
    const type = this.#luck.pick(EVENTS);
    if (this.#luck.chance(0.2)) return raise({ type } as never);
    return enqueueActions((({ enqueue, context }: { enqueue: Enqueue; context: Context }) => {
      if (context.fuel <= 0) return;
      enqueue.assign({ fuel: context.fuel - 1 });
      enqueue.raise({ type, k: context.n });
    }) as never);
  }

  #enqueued(): Action {
    const guard = this.#guard(1);
    const wrapped = this.#list(2, () => this.#action(0));
    const k = this.#count++;
    return enqueueActions((({ enqueue, check, context, event }: Collected) => {
      if (check(guard)) enqueue.assign({ m: (context.m + 1) % 13 });
      for (const action of wrapped) enqueue(action);
      enqueue.assign(({ context: later }: Scope) => ({ n: (later.n + k) % 101 }));
      enqueue.emit(({ context: later }: Scope) => ({ type: 'enqueued', k, n: later.n, m: context.m, by: event.type }));
      if (k % 3 === 0) enqueue.raise({ type: 'LATER', k }, { delay: k, id: 'id1' });
      if (k % 3 === 1) enqueue.sendTo(() => ({ id: 'peer', index: k }), { type: 'SAID', k });
      if (k % 3 === 2) enqueue.cancel('id2');
      enqueue({ type: 'custom', params: { k } });
    }) as never);
  }

  /** What charts refer to by name. */
  #declarations() {
    return {
      delays: { patience: 500, mood: ({ context, event }: Scope) => context.n + event.type.length },
      guards: {
        'n is large': ({ context }: Scope) => context.n > 50,
        'm is not': ({ context }: Scope, { k }: { k: number }) => context.m % 4 !== k,
        either: or(['n is large', { type: 'm is not', params: { k: 2 } }] as never),
      },
      actions: {
        custom: () => fail('nobody runs it'),
        add: assign((({ context }: Scope, { by }: { by: number }) => ({ n: (context.n + by) % 101 })) as never),
        say: emit((({ context }: Scope, { k }: { k: number }) => ({ type: 'said', k, n: context.n })) as never),
      },
    };
  }

  #list<T>(atMost: number, make: () => T): T[] {
    return Array.from({ length: this.#luck.int(atMost + 1) }, make);
  }
}

interface Enqueue {
  (action: Action): void;
  assign(assignment: unknown): void;
  raise(event: unknown, options?: object): void;
  sendTo(to: unknown, event: unknown): void;
  emit(event: unknown): void;
  cancel(id: string): void;
}
interface Collected extends Scope {
  readonly enqueue: Enqueue;
  check(guard: Guard): boolean;
}

const everySketch = (sketch: Sketch): Sketch[] => [sketch, ...Object.values(sketch.states).flatMap(everySketch)];

function fail(what: string): never {
  throw new Error(`thrown by the author's ${what}`);
}
