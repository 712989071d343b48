/** How much the adversary may still do. What is left is part of the state, as one number. */
import type { ExplorationBudget, Model } from '../model.ts';
import type { Automata } from './automata.ts';
import { type Delivery, NOBODY } from './deliveries.ts';
import { MAX_IDS } from './limits.ts';

export type Budget = Pick<ExplorationBudget, 'drop' | 'duplicate' | 'crash' | 'timers'>;

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
  /** How often timers of `rationed` types may fire. */
  readonly timers: number;
  readonly rationed: readonly string[];
  readonly #automata: Automata;

  /** Throws for numbers that are not whole, and for kinds that the model does not have. */
  constructor(model: Model, automata: Automata, { drop = 0, duplicate = 0, crash, timers }: Budget) {
    this.#automata = automata;
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
        : automata.parts.flatMap(({ kindName }, index) => (crash?.kinds.includes(kindName) ? [index] : []));
    this.timers = whole('timers.times', timers?.times ?? 0);
    this.rationed = timers?.types ?? [];
    this.full = (this.drops + 1) * (this.duplicates + 1) * (this.crashes + 1) * (this.timers + 1) - 1;
    this.items = this.full > 0 ? 1 : 0;
    if (this.full > MAX_IDS)
      throw new Error(
        `a budget of ${drop} drops, ${duplicate} duplicates, ${this.crashes} crashes and ${this.timers} timers is too large to explore`,
      );
  }

  dropsLeft(budget: number): number {
    return budget % (this.drops + 1);
  }
  duplicatesLeft(budget: number): number {
    return Math.floor(budget / (this.drops + 1)) % (this.duplicates + 1);
  }
  crashesLeft(budget: number): number {
    return Math.floor(budget / ((this.drops + 1) * (this.duplicates + 1))) % (this.crashes + 1);
  }
  timersLeft(budget: number): number {
    return Math.floor(budget / this.#oneTimer);
  }
  /** Whether a delivery is a timer of a type that may not fire without end. */
  isRationed(delivery: Delivery): boolean {
    if (this.rationed.length === 0) return false;
    const { owner, event } = this.#automata.deliveries;
    return owner[delivery] !== NOBODY && this.rationed.includes(event[delivery]?.type ?? '');
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
  afterTimer(budget: number): number {
    return budget - this.#oneTimer;
  }

  get #oneTimer(): number {
    return (this.drops + 1) * (this.duplicates + 1) * (this.crashes + 1);
  }
}

function whole(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`"${name}" of an exploration is ${value}; expected a whole number ≥ 0`);
}
