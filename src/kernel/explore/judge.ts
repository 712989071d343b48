/**
 * A model's invariants, looked at in every state that exploration finds: once for each distinct tuple of the local states
 * that one reads.
 *
 * `always` is looked at everywhere, `eventually` where nothing is left to happen, and `sometimes` until it was true once.
 * Exploration goes breadth first, so the first state that breaks an invariant is one of those reached in the fewest steps.
 */
import type { Params } from '../knobs.ts';
import type { Invariant, Model, Reading } from '../model.ts';
import { NONE, PackedSet, type Row, row } from './packed-set.ts';
import type { World } from './world.ts';

/** One invariant that is still undecided. */
interface Open {
  readonly invariant: Invariant;
  /** Components that it reads. */
  readonly parts: readonly number[];
  /** Tuples of local states that have been looked at and decided nothing. */
  readonly seen: PackedSet;
  readonly tuple: Row;
  decided: boolean;
}

export class Judge {
  /** Invariants `sometimes` that no state so far has made true. */
  readonly #unseen = new Set<string>();
  readonly #world: World;
  readonly #params: Params;
  readonly #ofKind: ReadonlyMap<string, readonly number[]>;
  #everywhere: Open[];
  #atRest: Open[];
  /** By component: whether an undecided invariant reads it. */
  readonly #read: boolean[];

  constructor(model: Model, params: Params, world: World) {
    this.#world = world;
    this.#params = params;
    this.#ofKind = Map.groupBy(world.parts.keys(), (part) => world.parts[part]?.kindName ?? '');
    const open = model.invariants.map((invariant) => openOf(invariant, world));
    this.#everywhere = open.filter(({ invariant }) => invariant.kind !== 'eventually');
    this.#atRest = open.filter(({ invariant }) => invariant.kind === 'eventually');
    for (const { kind, name } of model.invariants) if (kind === 'sometimes') this.#unseen.add(name);
    this.#read = world.parts.map(() => false);
    this.#readAgain();
  }

  /** Whether a step of the component can decide anything. */
  isRead(part: number): boolean {
    return this.#read[part] as boolean;
  }

  /** Invariants that this state breaks, each reported once. */
  brokenIn(state: Row): readonly Invariant[] {
    const [broken, open] = this.#look(this.#everywhere, state);
    if (open !== undefined) {
      this.#everywhere = open;
      this.#readAgain();
    }
    return broken;
  }

  /** The same for a state in which nothing is left to happen. */
  brokenAtRest(state: Row): readonly Invariant[] {
    const [broken, open] = this.#look(this.#atRest, state);
    if (open !== undefined) this.#atRest = open;
    return broken;
  }

  get neverSeen(): readonly string[] {
    return [...this.#unseen];
  }

  /** What is broken, and what is still open when anything was decided. Called for every state: it allocates nothing as a rule. */
  #look(among: Open[], state: Row): readonly [readonly Invariant[], Open[] | undefined] {
    let decided = 0;
    for (let i = 0; i < among.length; i++) {
      const open = among[i] as Open;
      if (!this.#isNew(open, state)) continue;
      open.decided = this.#decides(open.invariant, state);
      if (open.decided) decided++;
    }
    if (decided === 0) return NOTHING;
    const broken = among.filter((open) => open.decided && open.invariant.kind !== 'sometimes');
    return [broken.map(({ invariant }) => invariant), among.filter((open) => !open.decided)];
  }

  #isNew({ parts, seen, tuple }: Open, state: Row): boolean {
    for (let i = 0; i < parts.length; i++) tuple.items[i + 1] = state.items[(parts[i] as number) + 1] as number;
    tuple.items[0] = parts.length;
    return seen.add(tuple, NONE) !== NONE;
  }

  #decides(invariant: Invariant, state: Row): boolean {
    const holds = invariant.holds(this.#reading(state), this.#params);
    if (invariant.kind !== 'sometimes') return !holds;
    if (holds) this.#unseen.delete(invariant.name);
    return holds;
  }

  #reading({ items }: Row): Reading {
    return (kind) => (this.#ofKind.get(kind) ?? []).map((part) => this.#world.view(part, items[part + 1] as number));
  }

  #readAgain(): void {
    for (let part = 0; part < this.#read.length; part++)
      this.#read[part] = this.#everywhere.some(({ parts }) => parts.includes(part));
  }
}

const NOTHING: readonly [readonly Invariant[], Open[] | undefined] = [[], undefined];

function openOf(invariant: Invariant, world: World): Open {
  const parts = world.parts.flatMap(({ kindName }, index) => (invariant.reads.includes(kindName) ? [index] : []));
  return { invariant, parts, seen: new PackedSet(), tuple: row(parts.length + 1), decided: false };
}
