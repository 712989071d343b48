/**
 * The world of a run as its charts see it. A class with its getter on the prototype, because every literal with a getter
 * has a shape of its own to the engine, and a sweep makes one world a seed.
 */
import { namedKey, stepKey, uniform } from './chance.ts';
import type { Address, System } from './component.ts';
import { type Distribution, quantile } from './distributions.ts';
import type { Component } from './population.ts';
import type { Run } from './run.ts';

export class World implements System {
  /** Who is stepping. */
  current: Component;
  /** How many it has drawn in this step without a key. */
  draws = 0;
  /** How many messages it has sent in this step. */
  sent = 0;
  readonly #run: Run;

  constructor(run: Run, nobody: Component) {
    this.#run = run;
    this.current = nobody;
  }

  /** A step of `component` begins. */
  enter(component: Component): void {
    this.current = component;
    this.draws = 0;
    this.sent = 0;
  }

  /** The step of `component` goes on, in which so much has been drawn and sent. */
  resume(component: Component, draws: number, sent: number): void {
    this.current = component;
    this.draws = draws;
    this.sent = sent;
  }

  get(id: string): Address {
    return this.#run.address(id);
  }

  get now(): number {
    return this.#run.now + this.current.condition.skewUs;
  }

  draw(key?: number | string): number {
    const { seed, steps } = this.current;
    return key === undefined ? uniform(seed, stepKey(steps), this.draws++) : uniform(seed, namedKey(key), 0);
  }

  sample(distribution: Distribution, key?: number | string): number {
    return quantile(distribution, this.draw(key));
  }
}
