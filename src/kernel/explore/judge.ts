/**
 * A model's invariants, looked at in every state that exploration finds: once for each distinct tuple of the local states
 * that one reads.
 *
 * `always` is looked at everywhere, `eventually` where nothing is left to happen, and `sometimes` until it was true once.
 * Exploration goes breadth first, so the first state that breaks an invariant is one of those reached in the fewest steps.
 */
import type { Params } from '../knobs.ts';
import type { Invariant, Model, Reading } from '../model.ts';
import type { Automata } from './automata.ts';
import { SymmetryError } from './members.ts';
import { NONE, PackedSet, type Row, row } from './packed-set.ts';
import { StateRow } from './state-row.ts';
import type { Symmetry } from './symmetry.ts';

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
  readonly #automata: Automata;
  readonly #params: Params;
  readonly #symmetry: Symmetry | undefined;
  readonly #ofKind: ReadonlyMap<string, readonly number[]>;
  /** Undecided invariants that are looked at in every state, and for each component those that read it. */
  #everywhere: readonly Open[];
  #readBy: readonly (readonly Open[])[];
  #atRest: readonly Open[];

  constructor(model: Model, params: Params, automata: Automata, symmetry?: Symmetry) {
    this.#symmetry = symmetry;
    this.#automata = automata;
    this.#params = params;
    this.#ofKind = Map.groupBy(automata.parts.keys(), (part) => automata.parts[part]?.kindName ?? '');
    const open = model.invariants.map((invariant) => openOf(invariant, automata));
    this.#everywhere = open.filter(({ invariant }) => invariant.kind !== 'eventually');
    this.#atRest = open.filter(({ invariant }) => invariant.kind === 'eventually');
    this.#readBy = this.#readers();
    for (const { kind, name } of model.invariants) if (kind === 'sometimes') this.#unseen.add(name);
  }

  /** Invariants that a state breaks, however it came about; each is reported once. */
  brokenIn(state: Row): readonly Invariant[] {
    return this.#look(this.#everywhere, state);
  }

  /** Invariants that a step of the component has broken. */
  brokenBy(part: number, state: Row): readonly Invariant[] {
    const readers = this.#readBy[part] as readonly Open[];
    return readers.length === 0 ? NOTHING : this.#look(readers, state);
  }

  /** Invariants that are broken now that nothing is left to happen. */
  brokenAtRest(state: Row): readonly Invariant[] {
    return this.#look(this.#atRest, state);
  }

  get neverSeen(): readonly string[] {
    return [...this.#unseen];
  }

  /** Called for every state: as a rule it decides nothing and allocates nothing. */
  #look(among: readonly Open[], state: Row): readonly Invariant[] {
    let decided = 0;
    for (let i = 0; i < among.length; i++) {
      const open = among[i] as Open;
      if (!this.#isNew(open, state)) continue;
      open.decided = this.#decides(open.invariant, state);
      if (open.decided) decided++;
    }
    if (decided === 0) return NOTHING;
    this.#close();
    return among
      .filter((open) => open.decided && open.invariant.kind !== 'sometimes')
      .map(({ invariant }) => invariant);
  }

  /** What is decided is not looked at again. */
  #close(): void {
    this.#everywhere = this.#everywhere.filter((open) => !open.decided);
    this.#atRest = this.#atRest.filter((open) => !open.decided);
    this.#readBy = this.#readers();
  }

  #readers(): Open[][] {
    return this.#automata.parts.map((_, part) => this.#everywhere.filter(({ parts }) => parts.includes(part)));
  }

  #isNew({ parts, seen, tuple }: Open, state: Row): boolean {
    for (let i = 0; i < parts.length; i++) tuple.items[i + 1] = state.items[(parts[i] as number) + 1] as number;
    tuple.items[0] = parts.length;
    return seen.add(tuple, NONE) !== NONE;
  }

  #decides(invariant: Invariant, state: Row): boolean {
    const holds = invariant.holds(this.#reading(state), this.#params);
    if (this.#symmetry !== undefined) this.#expectAlike(this.#symmetry, invariant, state, holds);
    if (invariant.kind !== 'sometimes') return !holds;
    if (holds) this.#unseen.delete(invariant.name);
    return holds;
  }

  /** An invariant that counts on a component's name cannot be asked of a state that stands for others. */
  #expectAlike(symmetry: Symmetry, invariant: Invariant, state: Row, holds: boolean): void {
    const renamed = new StateRow(this.#automata.parts.length);
    for (let i = 1; i < renamed.first; i++) renamed.row.items[i] = state.items[i] as number;
    renamed.row.items[0] = renamed.first - 1;
    symmetry.permute(renamed, symmetry.reversal);
    if (invariant.holds(this.#reading(renamed.row), this.#params) === holds) return;
    throw new SymmetryError(
      `symmetry cannot be used here: the invariant "${invariant.name}" tells interchangeable components apart; explore without symmetry`,
    );
  }

  #reading({ items }: Row): Reading {
    return (kind) => (this.#ofKind.get(kind) ?? []).map((part) => this.#automata.view(part, items[part + 1] as number));
  }
}

const NOTHING: readonly Invariant[] = [];

function openOf(invariant: Invariant, automata: Automata): Open {
  const parts = automata.parts.flatMap(({ kindName }, index) => (invariant.reads.includes(kindName) ? [index] : []));
  return { invariant, parts, seen: new PackedSet(), tuple: row(parts.length + 1), decided: false };
}
