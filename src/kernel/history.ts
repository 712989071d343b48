/**
 * Any step of a run at once, forwards and backwards.
 *
 * States are immutable, so the past costs nothing but the references: for each component the steps in which its state
 * changed, and every 128 steps a list of what was in flight. A look at step n is a binary search for each component; no
 * step is taken again.
 */
import type { State, View } from './component.ts';
import type { Envelope } from './envelope.ts';
import type { Params } from './knobs.ts';
import type { Component } from './population.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** Everything as it was after one step. */
export interface Moment {
  /** −1: before the first step. */
  readonly index: number;
  readonly atUs: number;
  /** The step that led here; undefined at −1. */
  readonly step: Step | undefined;
  readonly components: readonly ComponentNow[];
  /** Messages on their way (not timers), in the order of their sending. */
  readonly inFlight: readonly Envelope[];
  /** Timers that run. */
  readonly timers: readonly Envelope[];
  /** The run's, as a knob that was turned has left them. */
  readonly params: Params;
}
export interface ComponentNow {
  readonly component: Component;
  readonly state: State;
  readonly view: View;
  /** False between a crash and the restart. */
  readonly up: boolean;
  readonly paused: boolean;
}

const MARK_EVERY = 128;

/** What something was from step to step: only the steps that changed it are kept. */
class Track<T> {
  readonly #first: T;
  readonly #steps: number[] = [];
  readonly #values: T[] = [];

  constructor(first: T) {
    this.#first = first;
  }

  add(step: number, value: T): void {
    this.#steps.push(step);
    this.#values.push(value);
  }

  /** Adds it unless it is what it was. */
  note(step: number, value: T): void {
    if (value !== this.latest) this.add(step, value);
  }

  get latest(): T {
    return this.#values.length > 0 ? (this.#values.at(-1) as T) : this.#first;
  }

  after(step: number): T {
    const passed = countUpTo(this.#steps.length, (i) => (this.#steps[i] as number) <= step);
    return passed > 0 ? (this.#values[passed - 1] as T) : this.#first;
  }
}

/** A component's life, as steps. */
interface Life {
  readonly component: Component;
  readonly born: number;
  /** The step after which it is gone; Infinity while it lives. */
  died: number;
  readonly state: Track<State>;
  readonly up: Track<boolean>;
  readonly paused: Track<boolean>;
}

export class History {
  readonly steps: Step[] = [];
  readonly #run: Run;
  readonly #lives: Life[] = [];
  readonly #lifeOf = new Map<Component, Life>();
  readonly #params: Track<Params>;
  readonly #waitingFirst: readonly Envelope[];
  readonly #marks: Envelope[][] = [];
  readonly #live: Set<Envelope>;

  /** Starts the history of a run that has not stepped yet; feed it every step. */
  constructor(run: Run) {
    this.#run = run;
    for (const component of run.components) this.#bear(component, -1);
    this.#params = new Track(run.params);
    this.#waitingFirst = run.pending();
    this.#live = new Set(this.#waitingFirst);
  }

  add(step: Step): void {
    const { index, component, envelope, before, after } = step;
    if (index % MARK_EVERY === 0) this.#mark();
    this.steps.push(step);
    for (const newborn of step.spawned) this.#bear(newborn, index);
    for (const sent of step.sent) this.#live.add(sent);
    this.#live.delete(envelope);
    const life = this.#life(component);
    if (after !== before) life.state.add(index, after);
    if (component.retired && life.died > index) life.died = index;
    if (envelope.fault !== undefined) this.#noteFault(step, life);
  }

  #noteFault({ index, component, changed }: Step, life: Life): void {
    life.up.note(index, component.up);
    life.paused.note(index, component.condition.paused);
    for (const { component: other, after } of changed) this.#life(other).state.add(index, after);
    this.#params.note(index, this.#run.params);
  }

  get length(): number {
    return this.steps.length;
  }

  /** Everything after step `index`; −1 is before the first. Throws outside of the run. */
  at(index: number): Moment {
    if (!(index >= -1 && index < this.steps.length))
      throw new Error(`no step ${index}; the run has ${this.steps.length} steps`);
    const step = this.steps[index];
    const waiting = this.#waiting(index);
    return {
      index,
      step,
      atUs: step?.atUs ?? 0,
      components: this.#lives
        .filter(({ born, died }) => born <= index && index <= died)
        .map((life) => nowOf(life, index)),
      inFlight: waiting.filter((envelope) => envelope.timer === undefined && envelope.fault === undefined),
      timers: waiting.filter((envelope) => envelope.timer !== undefined),
      params: this.#params.after(index),
    };
  }

  /** The state of a component after step `index`; undefined before it lived. */
  stateOf(component: Component, index: number): State | undefined {
    const life = this.#lifeOf.get(component);
    return life === undefined || life.born > index ? undefined : life.state.after(index);
  }

  /** The last step at or before `atUs`; −1 when there is none. */
  indexAt(atUs: number): number {
    return countUpTo(this.steps.length, (i) => (this.steps[i] as Step).atUs <= atUs) - 1;
  }

  #bear(component: Component, born: number): void {
    const life: Life = {
      component,
      born,
      died: component.retired ? born : Infinity,
      state: new Track(component.state),
      up: new Track(true),
      paused: new Track(false),
    };
    this.#lives.push(life);
    this.#lifeOf.set(component, life);
  }

  #life(component: Component): Life {
    return this.#lifeOf.get(component) as Life; // whoever steps was there at the beginning, or was spawned
  }

  #mark(): void {
    for (const envelope of this.#live) if (envelope.cancelled || envelope.doneStep >= 0) this.#live.delete(envelope);
    this.#marks.push([...this.#live]);
  }

  #waiting(index: number): Envelope[] {
    const waits = (envelope: Envelope) => envelope.doneStep > index || (envelope.doneStep < 0 && !envelope.cancelled);
    if (index < 0) return this.#waitingFirst.filter(waits);
    const mark = Math.floor(index / MARK_EVERY);
    const waiting = (this.#marks[mark] as Envelope[]).filter(waits);
    for (let i = mark * MARK_EVERY; i <= index; i++)
      for (const envelope of (this.steps[i] as Step).sent) if (waits(envelope)) waiting.push(envelope);
    return waiting;
  }
}

const nowOf = ({ component, state: track, up, paused }: Life, index: number): ComponentNow => {
  const state = track.after(index);
  return { component, state, view: component.chart.view(state), up: up.after(index), paused: paused.after(index) };
};

/** How many of the first `length` numbers pass, when all that do come before all that do not. */
function countUpTo(length: number, passes: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
