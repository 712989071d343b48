/**
 * What a component of a simulation is to the kernel: something with a state, stepped by events, that asks for what should
 * happen and never does it.
 *
 * Components are written as ordinary XState charts; `chart/` turns one into a `Chart`. Nothing here is XState's own, so
 * the rest of the kernel does not know how a chart decides.
 */

/** What a message or a timer carries. `request` names the request it belongs to, where there is one. */
export interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * Where a component lives. It is an object and compared by identity: when a component is retired and its slot is used
 * again, the successor has another address, so a late reply cannot reach it by mistake.
 */
export interface Address {
  readonly id: string;
  /** Slot in the run's table of components. */
  readonly index: number;
}

/** What a step may ask of the world, and be told: it is passed to each step and never stored. */
export interface System {
  /** The address of a component; throws when there is none of that name. */
  get(id: string): Address;
  /** Simulated time in whole microseconds. */
  readonly now: number;
  /**
   * A number in the open interval (0, 1). With a key, a pure function of (seed, component, key): name what it is for
   * ("service 17"), and every design meets the same luck. Without, of (seed, component, its step, how many were drawn in it).
   */
  draw(key?: number | string): number;
  /** A value of a distribution, drawn by the same key. */
  sample(distribution: import('./distributions.ts').Distribution, key?: number | string): number;
}

/**
 * Whoever carries out what a chart asks for: one verb for each of XState's actions, called in their order while the chart
 * steps or right after it. A delay is a number ≥ 0, which charts see to; Infinity is never. A run makes it happen, exploration
 * writes it down.
 */
export interface Effects {
  /** Sends to itself after `delay` milliseconds. Without a delay the chart takes the event within its step: it is only told. */
  raise(event: Message, id: string | undefined, delay: number | undefined): void;
  sendTo(to: Address, event: Message, id: string | undefined, delay: number | undefined): void;
  /** Calls off what was raised with a delay under this id. */
  cancel(id: string): void;
  /** Records something. */
  emit(event: Message): void;
  log(value: unknown, label: string | undefined): void;
  /** An action that the chart declares and does not define: one of the kernel's own, `spawn`. */
  other(type: string, params: unknown): void;
}

/** Who is stepping, the world it may ask, and who carries out what it asks for. */
export interface Ambient {
  self: Address;
  readonly system: System;
  readonly effects: Effects;
}

/** A readable look at a component's state. */
export interface View {
  /** XState's state value: a string, or nested records for parallel and compound states. */
  readonly value: StateValue;
  // biome-ignore lint/suspicious/noExplicitAny: each chart has a context of its own
  readonly context: any;
  readonly status: 'active' | 'done';
  readonly tags: readonly string[];
  /** What a finished chart hands over. */
  readonly output: unknown;
}
export type StateValue = string | { readonly [key: string]: StateValue };

/** One state of one component: opaque to everybody but its chart, immutable, compared by identity. */
export type State = { readonly __state: unique symbol };

/**
 * A steppable machine. Pure: the same state, event and system give the same next state, and ask for the same effects. An
 * ignored event returns the same state object.
 */
export interface Chart {
  /** `kept` is what a restart finds on disk: fields of the context that are there from the beginning. */
  start(input: unknown, ambient: Ambient, kept?: object): State;
  step(state: State, event: Message, ambient: Ambient): State;
  view(state: State): View;
  isDone(state: State): boolean;
  /** The same state with another context: a crash that keeps some fields, a knob changed during a run. */
  withContext(state: State, context: object): State;
  /** 'tables' when compiled, 'xstate' when XState's own step is used (history, invoke, spawn). */
  readonly how: 'tables' | 'xstate';
  /** The XState machine: its definition draws the statechart. */
  readonly machine: import('xstate').AnyStateMachine;
}
