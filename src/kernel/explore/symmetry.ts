/**
 * States that differ only in the names of interchangeable components are one state. Each is brought into a form that stands
 * for all of them: the components of a kind are sorted by what they are (their local state, their place in what others
 * remember, what is on its way from and to them), and renamed consistently.
 *
 * That is sound because a renamed state behaves alike. It is not taken on trust: every new step is compared with the same
 * step of renamed components, and every invariant with its value for them.
 */

import type { Automata, Part } from './automata.ts';
import type { Delivery } from './deliveries.ts';
import { type Member, Members, NOT_A_MEMBER, type Permutation, SymmetryError } from './members.ts';
import type { StepOutcome } from './outcome.ts';
import { Renaming, swap } from './renaming.ts';
import { Signatures } from './signatures.ts';
import type { StateRow } from './state-row.ts';

export class Symmetry {
  /** How many states the last one that was made canonical stands for. */
  orbit = 1;
  readonly #automata: Automata;
  readonly #members: Members;
  readonly #renaming: Renaming;
  readonly #shared: readonly number[];
  readonly #signatures: Signatures;
  readonly #order: Member[][];
  readonly #permutation: Member[];
  /** Scratch: the local states before they are renamed. */
  readonly #locals: Uint16Array;
  #checking = false;

  constructor(automata: Automata) {
    this.#automata = automata;
    this.#members = new Members(automata);
    this.#renaming = new Renaming(automata, this.#members);
    this.#shared = [...automata.parts.keys()].filter((part) => this.#members.ofPart[part] === NOT_A_MEMBER);
    this.#locals = new Uint16Array(automata.parts.length);
    this.#signatures = new Signatures(this.#members.count, 1 + this.#shared.length);
    this.#permutation = this.#members.parts.map((_, member) => member);
    this.#order = this.#members.classes.map((members) => [...members]);
    automata.onNewOutcome = (part, local, delivery, outcome) => this.#check(part, local, delivery, outcome);
  }

  /** Puts the state that stands for this one in its place. */
  canonicalise(state: StateRow): void {
    this.#describe(state);
    this.orbit = 1;
    let sorted = true;
    for (let i = 0; i < this.#order.length; i++) if (!this.#sort(i)) sorted = false;
    if (!sorted) this.permute(state, this.#toOrder());
  }

  /** The state with its members renamed. */
  permute(state: StateRow, permutation: Permutation): void {
    const { items } = state.row;
    const locals = this.#locals;
    for (let part = 0; part < locals.length; part++) locals[part] = items[part + 1] as number;
    for (let part = 0; part < locals.length; part++) {
      const local = locals[part] as number;
      const member = this.#members.ofPart[part] as Member;
      const stays =
        member === NOT_A_MEMBER ? this.#renaming.roles(part, local) === null : permutation[member] === member;
      if (stays) continue;
      items[this.#renaming.partAfter(part, permutation) + 1] = this.#renaming.local(part, local, permutation);
    }
    const length = items[0] as number;
    for (let i = state.first; i <= length; i++) {
      const { member } = this.#renaming.named(items[i] as Delivery);
      if (member !== NOT_A_MEMBER)
        items[i] = this.#renaming.delivery(items[i] as Delivery, permutation[member] as Member);
    }
    state.sortPending();
  }

  /** A permutation that moves every member that has another one to go to: the order of each kind turned round. */
  get reversal(): Permutation {
    const permutation: Member[] = [];
    for (const members of this.#members.classes)
      for (const [i, member] of members.entries()) permutation[member] = members[members.length - 1 - i] as Member;
    return permutation;
  }

  /** Each member's local state, its place in what the others remember, and what is on its way from and to it. */
  #describe({ first, row: { items } }: StateRow): void {
    const signatures = this.#signatures;
    const { parts } = this.#members;
    signatures.begin();
    for (let member = 0; member < parts.length; member++) {
      const part = parts[member] as number;
      signatures.set(member, 0, this.#renaming.shape(part, items[part + 1] as number));
    }
    for (let i = 0; i < this.#shared.length; i++) {
      const part = this.#shared[i] as number;
      const roles = this.#renaming.roles(part, items[part + 1] as number);
      for (let member = 0; member < parts.length; member++)
        signatures.set(member, i + 1, roles === null ? 0 : (roles[member] as number));
    }
    const length = items[0] as number;
    for (let i = first; i <= length; i++) {
      const { member, skeleton } = this.#renaming.named(items[i] as Delivery);
      if (member !== NOT_A_MEMBER) signatures.insert(member, skeleton);
    }
  }

  /** Orders the members of one kind; says whether they were in order. Multiplies the orbit. */
  #sort(kind: number): boolean {
    const members = this.#members.classes[kind] as readonly Member[];
    const order = this.#order[kind] as Member[];
    for (let i = 0; i < order.length; i++) order[i] = members[i] as Member;
    let sorted = true;
    for (let i = 1; i < order.length; i++) if (this.#sink(order, i)) sorted = false;
    let alike = 1;
    for (let i = 1; i < order.length; i++) {
      alike = this.#signatures.compare(order[i - 1] as Member, order[i] as Member) === 0 ? alike + 1 : 1;
      this.orbit *= (i + 1) / alike;
    }
    return sorted;
  }

  /** Moves the member at `i` before those that are larger; says whether it moved. */
  #sink(order: Member[], i: number): boolean {
    const member = order[i] as Member;
    let at = i;
    while (at > 0 && this.#signatures.compare(order[at - 1] as Member, member) > 0) {
      order[at] = order[at - 1] as Member;
      at--;
    }
    order[at] = member;
    return at < i;
  }

  /** Sends each member to its place in the order. It is written anew for each state. */
  #toOrder(): Permutation {
    const permutation = this.#permutation;
    for (let kind = 0; kind < this.#order.length; kind++) {
      const members = this.#members.classes[kind] as readonly Member[];
      const order = this.#order[kind] as readonly Member[];
      for (let i = 0; i < order.length; i++) permutation[order[i] as Member] = members[i] as Member;
    }
    return permutation;
  }

  /** A renamed component has to take the renamed step. */
  #check(part: number, local: number, delivery: Delivery, outcome: StepOutcome): void {
    if (this.#checking) return;
    this.#checking = true;
    for (const members of this.#members.classes)
      for (const a of members)
        for (const b of members)
          if (a < b) this.#compareSteps(part, local, delivery, outcome, swap(this.#members.count, a, b));
    this.#checking = false;
  }

  #compareSteps(part: number, local: number, delivery: Delivery, outcome: StepOutcome, permutation: Permutation): void {
    const renamed = (other: Delivery): Delivery => {
      const { member } = this.#renaming.named(other);
      return member === NOT_A_MEMBER ? other : this.#renaming.delivery(other, permutation[member] as Member);
    };
    const there = this.#renaming.partAfter(part, permutation);
    const theirs = this.#automata.step(there, this.#renaming.local(part, local, permutation), renamed(delivery));
    const alike =
      theirs.to === this.#renaming.local(part, outcome.to, permutation) &&
      theirs.cancels.length === outcome.cancels.length &&
      sameNumbers(theirs.adds, outcome.adds.map(renamed));
    if (alike) return;
    const { id, kindName } = this.#automata.parts[part] as Part;
    throw new SymmetryError(
      `symmetry cannot be used here: "${id}" (kind "${kindName}") does not treat interchangeable components alike when it takes ${this.#automata.deliveries.key[delivery]}; explore without symmetry`,
    );
  }
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => {
  const left = [...a].sort((x, y) => x - y);
  const right = [...b].sort((x, y) => x - y);
  return left.length === right.length && left.every((value, i) => value === right[i]);
};
