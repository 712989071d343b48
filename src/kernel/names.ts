/**
 * Who bears which name: a hash table whose links are in the components themselves. Where components come and go, a `Map` makes
 * its table anew every few names, which took a tenth of a run with a machine for each customer.
 */
import { hashName } from './chance.ts';
import type { Component } from './population.ts';

export class Names {
  /** With it a name's hash is the seed of the component that bears it, which is worked out in any case. */
  readonly #seed: number;
  /** The first of those whose hashes end alike; a power of two of them. */
  #buckets: (Component | undefined)[] = emptyBuckets(16);
  #size = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Who is called that; undefined when nobody is. */
  get(id: string): Component | undefined {
    return this.#find(id, hashName(id, this.#seed));
  }

  /** False when somebody else is called so. */
  add(component: Component): boolean {
    if (this.#find(component.id, component.seed) !== undefined) return false;
    if (this.#size === this.#buckets.length) this.#grow();
    this.#size++;
    this.#link(component);
    return true;
  }

  /** Frees the name of one who has been added. */
  delete(component: Component): void {
    const place = this.#placeOf(component.seed);
    let before = this.#buckets[place] as Component;
    if (before === component) this.#buckets[place] = component.nextInBucket;
    else {
      while (before.nextInBucket !== component) before = before.nextInBucket as Component;
      before.nextInBucket = component.nextInBucket;
    }
    component.nextInBucket = undefined;
    this.#size--;
  }

  #find(id: string, hash: number): Component | undefined {
    let component = this.#buckets[this.#placeOf(hash)];
    while (component !== undefined && component.id !== id) component = component.nextInBucket;
    return component;
  }

  #placeOf(hash: number): number {
    return hash & (this.#buckets.length - 1);
  }

  #link(component: Component): void {
    const place = this.#placeOf(component.seed);
    component.nextInBucket = this.#buckets[place];
    this.#buckets[place] = component;
  }

  #grow(): void {
    const before = this.#buckets;
    this.#buckets = emptyBuckets(2 * before.length);
    for (const first of before)
      for (let component = first; component !== undefined; ) {
        const next = component.nextInBucket;
        this.#link(component);
        component = next;
      }
  }
}

const emptyBuckets = (length: number): undefined[] => new Array(length).fill(undefined);
