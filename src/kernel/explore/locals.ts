/** The local states of one component, numbered, with what is remembered of each: it is stepped once for each distinct delivery. */
import { canonical } from '../canonical.ts';
import type { InspectableChart } from '../chart/index.ts';
import type { State, View } from '../component.ts';
import { LimitReached, MAX_IDS } from './limits.ts';
import type { StepOutcome } from './outcome.ts';

export class Locals {
  /** By local state, then by the delivery's number among its receiver's. */
  readonly outcomes: (StepOutcome | undefined)[][] = [];
  /** By local state: what a crash comes to. */
  readonly crashes: (StepOutcome | undefined)[] = [];
  readonly #states: State[] = [];
  readonly #views: View[] = [];
  readonly #configurations: (readonly number[])[] = [];
  readonly #ids = new Map<string, number>();
  readonly #chart: InspectableChart;
  readonly #name: string;

  constructor(name: string, chart: InspectableChart) {
    this.#name = name;
    this.#chart = chart;
  }

  /** The number of a state. Two states are one when configuration and context are equal. Throws for a context that is not plain data. */
  intern(state: State): number {
    const view = this.#chart.view(state);
    const configuration = this.#chart.nodes(state).map(({ order }) => order);
    const key = `${configuration.join()} ${this.#textOf(view.context)}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#states.length;
    if (id > MAX_IDS)
      throw new LimitReached(
        `"${this.#name}" has more than ${MAX_IDS} states, the last one ${textOf(view)}; contexts must be finite and small: no clocks, no counters without end`,
      );
    this.#ids.set(key, id);
    this.#states.push(state);
    this.#views.push(view);
    this.#configurations.push(configuration);
    this.outcomes.push([]);
    this.crashes.push(undefined);
    return id;
  }

  state(local: number): State {
    return this.#states[local] as State;
  }

  view(local: number): View {
    return this.#views[local] as View;
  }

  /**
   * Which states of the chart are active, in the order in which they were entered. The value does not tell the order, and
   * where regions compete for a transition it decides.
   */
  configuration(local: number): readonly number[] {
    return this.#configurations[local] as readonly number[];
  }

  get size(): number {
    return this.#states.length;
  }

  #textOf(context: unknown): string {
    try {
      return canonical(context);
    } catch (error) {
      throw new Error(`"${this.#name}" cannot be explored: in its context ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

/** A local state, for people. */
export const textOf = ({ value, context }: View): string => canonical([value, context]);
