/** Local states and deliveries under a permutation of interchangeable components; each computed once. */

import type { Automata, Part } from './automata.ts';
import { type Delivery, NOBODY } from './deliveries.ts';
import { textOf } from './locals.ts';
import { type Member, type Members, NOT_A_MEMBER, type Permutation, SymmetryError } from './members.ts';

/** Tokens for one member's view: itself, and any other. */
const SELF = '!';
const OTHER = '_';

/** What a delivery is without the name of the one member it names. */
interface Named {
  readonly member: Member;
  readonly skeleton: number;
}

export class Renaming {
  readonly #automata: Automata;
  readonly #members: Members;
  /** Texts that were given numbers; equal texts mean equal roles, skeletons or shapes. */
  readonly #numbers = new Map<string, number>();
  readonly #shapes: number[][];
  readonly #roles: (Int32Array | null)[][];
  readonly #named: Named[] = [];
  /** By delivery × members + member. */
  readonly #deliveries = new Map<number, Delivery>();
  readonly #locals: readonly Map<number | string, number>[][];

  constructor(automata: Automata, members: Members) {
    this.#automata = automata;
    this.#members = members;
    this.#shapes = automata.parts.map(() => []);
    this.#roles = automata.parts.map(() => []);
    this.#locals = automata.parts.map(() => []);
  }

  /** A number for a member's local state that does not tell which member it is. Throws when the state names another one. */
  shape(part: number, local: number): number {
    return (this.#shapes[part] as number[])[local] ?? this.#newShape(part, local);
  }

  /** For a component that is no member: a number for each member's place in its state; null when it names none. */
  roles(part: number, local: number): Int32Array | null {
    const known = (this.#roles[part] as (Int32Array | null)[])[local];
    return known === undefined ? this.#newRoles(part, local) : known;
  }

  /** The member that a delivery names, or `NOT_A_MEMBER`; and a number for the rest of it. Throws when it names two. */
  named(delivery: Delivery): Named {
    return this.#named[delivery] ?? this.#newNamed(delivery);
  }

  /** The same delivery, for and of another member. */
  delivery(delivery: Delivery, to: Member): Delivery {
    const { member } = this.named(delivery);
    if (member === NOT_A_MEMBER || member === to) return delivery;
    const key = delivery * this.#members.count + to;
    const renamed = this.#deliveries.get(key) ?? this.#rename(delivery, swap(this.#members.count, member, to));
    this.#deliveries.set(key, renamed);
    return renamed;
  }

  /** The local state that a component's becomes; of the component `partAfter`. */
  local(part: number, local: number, permutation: Permutation): number {
    const member = this.#members.ofPart[part] as Member;
    // A member's state names nobody but itself: only where it goes matters.
    const key = member === NOT_A_MEMBER ? keyOf(permutation) : (permutation[member] as Member);
    const byLocal = this.#locals[part] as Map<number | string, number>[];
    const known = byLocal[local] ?? new Map<number | string, number>();
    byLocal[local] = known;
    const id = known.get(key) ?? this.#permuted(part, local, permutation);
    known.set(key, id);
    return id;
  }

  /** The component that takes the place of `part`. */
  partAfter(part: number, permutation: Permutation): number {
    const member = this.#members.ofPart[part] as Member;
    return member === NOT_A_MEMBER ? part : (this.#members.parts[permutation[member] as Member] as number);
  }

  #permuted(part: number, local: number, permutation: Permutation): number {
    const { chart, locals } = this.#automata.parts[part] as Part;
    const target = this.#automata.parts[this.partAfter(part, permutation)] as Part;
    const context = this.#members.renamed(locals.view(local).context, permutation) as object;
    return target.locals.intern(chart.withContext(locals.state(local), context));
  }

  #rename(delivery: Delivery, permutation: Permutation): Delivery {
    const { deliveries, parts } = this.#automata;
    const to = this.partAfter(deliveries.to[delivery] as number, permutation);
    const event = this.#members.renamed(deliveries.event[delivery], permutation) as { readonly type: string };
    const { address } = parts[to] as Part;
    if (deliveries.owner[delivery] === NOBODY) return deliveries.message(to, address, event);
    return deliveries.timerOf(to, address, deliveries.idOf(delivery), event);
  }

  #newShape(part: number, local: number): number {
    const self = this.#members.ofPart[part] as Member;
    const { locals } = this.#automata.parts[part] as Part;
    const view = locals.view(local);
    const named = this.#members.namedIn(view.context);
    if (named.size > (named.has(self) ? 1 : 0))
      this.#reject(
        `a state of "${this.#automata.parts[part]?.id}" names another component of its kind: ${textOf(view)}`,
      );
    const shape = this.#number(
      `shape ${this.#members.replaced([locals.configuration(local), view.context], () => SELF)}`,
    );
    (this.#shapes[part] as number[])[local] = shape;
    return shape;
  }

  #newRoles(part: number, local: number): Int32Array | null {
    const { locals } = this.#automata.parts[part] as Part;
    const { context } = locals.view(local);
    const named = this.#members.namedIn(context);
    const roles =
      named.size === 0
        ? null
        : Int32Array.from(this.#members.parts, (_, member) =>
            this.#role(member, named, [locals.configuration(local), context]),
          );
    (this.#roles[part] as (Int32Array | null)[])[local] = roles;
    return roles;
  }

  #role(member: Member, named: ReadonlySet<Member>, state: unknown): number {
    if (!named.has(member)) return 0;
    return this.#number(`role ${this.#members.replaced(state, (other) => (other === member ? SELF : OTHER))}`);
  }

  #newNamed(delivery: Delivery): Named {
    const { deliveries } = this.#automata;
    const event = deliveries.event[delivery];
    const ends = [deliveries.to[delivery] as number, deliveries.owner[delivery] as number];
    const atEnds = ends
      .map((part) => this.#members.ofPart[part] ?? NOT_A_MEMBER)
      .filter((member) => member !== NOT_A_MEMBER);
    const members = new Set([...this.#members.namedIn(event), ...atEnds]);
    if (members.size > 1) this.#reject(`${deliveries.key[delivery]} names two of them`);
    const member = [...members][0] ?? NOT_A_MEMBER;
    const places = ends.map((part) => (part !== NOBODY && this.#members.ofPart[part] !== NOT_A_MEMBER ? SELF : part));
    const skeleton = this.#number(
      `delivery ${places.join()} ${deliveries.idOf(delivery) ?? ''} ${this.#members.replaced(event, () => SELF)}`,
    );
    const named = { member, skeleton };
    this.#named[delivery] = named;
    return named;
  }

  /** From 1: 0 is for what a state does not name. */
  #number(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }

  #reject(what: string): never {
    throw new SymmetryError(
      `symmetry cannot be used here: ${what}. It is made for interchangeable components that talk through others; explore without symmetry`,
    );
  }
}

/** The permutation that exchanges two members. */
export const swap = (count: number, a: Member, b: Member): Permutation =>
  Array.from({ length: count }, (_, member) => (member === a ? b : member === b ? a : member));

/** Up to twelve members a number is enough, and quicker than a text. */
function keyOf(permutation: Permutation): number | string {
  if (permutation.length > 12) return permutation.join();
  let key = 0;
  for (let i = 0; i < permutation.length; i++) key = key * permutation.length + (permutation[i] as Member);
  return key;
}
