/** How much the adversary may still do. What is left is part of the state, as one number. */
import type { ExplorationBudget, Model } from '../model.ts';
import { MAX_IDS } from './limits.ts';
import type { World } from './world.ts';

export type Budget = Pick<ExplorationBudget, 'drop' | 'duplicate' | 'crash'>;

export class Adversary {
  /** 0 when it may do nothing: then there is nothing to keep in a state. */
  readonly items: 0 | 1;
  /** What is left at the beginning. */
  readonly full: number;
  readonly drops: number;
  readonly duplicates: number;
  readonly crashes: number;
  /** Who may crash. */
  readonly victims: readonly number[];

  /** Throws for numbers that are not whole, and for kinds that the model does not have. */
  constructor(model: Model, world: World, { drop = 0, duplicate = 0, crash }: Budget) {
    this.drops = whole('drop', drop);
    this.duplicates = whole('duplicate', duplicate);
    this.crashes = whole('crash.times', crash?.times ?? 0);
    for (const kind of crash?.kinds ?? [])
      if (!Object.hasOwn(model.kinds, kind))
        throw new Error(
          `unknown kind "${kind}" in the crashes to explore of ${model.id}; known: ${Object.keys(model.kinds).join(', ')}`,
        );
    this.victims =
      this.crashes === 0
        ? []
        : world.parts.flatMap(({ kindName }, index) => (crash?.kinds.includes(kindName) ? [index] : []));
    this.full = (this.drops + 1) * (this.duplicates + 1) * (this.crashes + 1) - 1;
    this.items = this.full > 0 ? 1 : 0;
    if (this.full > MAX_IDS)
      throw new Error(
        `a budget of ${drop} drops, ${duplicate} duplicates and ${this.crashes} crashes is too large to explore`,
      );
  }

  dropsLeft(budget: number): number {
    return budget % (this.drops + 1);
  }
  duplicatesLeft(budget: number): number {
    return Math.floor(budget / (this.drops + 1)) % (this.duplicates + 1);
  }
  crashesLeft(budget: number): number {
    return Math.floor(budget / ((this.drops + 1) * (this.duplicates + 1)));
  }

  // What is left after one of them.
  afterDrop(budget: number): number {
    return budget - 1;
  }
  afterDuplicate(budget: number): number {
    return budget - (this.drops + 1);
  }
  afterCrash(budget: number): number {
    return budget - (this.drops + 1) * (this.duplicates + 1);
  }
}

function whole(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`"${name}" of an exploration is ${value}; expected a whole number ≥ 0`);
}
