/** A seeded source of choices for tests. */
import { uniform } from '../../../src/kernel/chance.ts';

export class Luck {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  chance(probability: number): boolean {
    return uniform(this.#seed, 1, this.#drawn++) < probability;
  }

  /** 0, 1, …, `below` - 1. */
  int(below: number): number {
    return Math.floor(uniform(this.#seed, 1, this.#drawn++) * below);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => rest.splice(this.int(rest.length), 1)[0] as T);
  }
}
