/**
 * Interchangeable components, and what names them inside states and messages: an address, an id as a string or as a key,
 * and the fields in which their inputs differ (a request's number, say), wherever a field of that name occurs.
 */
import { canonical, isAddress } from '../canonical.ts';
import type { Address } from '../component.ts';
import type { Automata, Part } from './automata.ts';

/** A number for each interchangeable component, from 0. */
export type Member = number;
export const NOT_A_MEMBER = -1;

/** Where each member goes. */
export type Permutation = readonly Member[];

/** Symmetry was asked for where it cannot be used. The message says why; exploration without it still can. */
export class SymmetryError extends Error {
  override readonly name = 'SymmetryError';
}

export class Members {
  /** Component by member. */
  readonly parts: readonly number[];
  /** Member by component; `NOT_A_MEMBER` for the others. */
  readonly ofPart: readonly Member[];
  /** The members of each kind, ascending. */
  readonly classes: readonly (readonly Member[])[];
  readonly #automata: Automata;
  readonly #byId: ReadonlyMap<string, Member>;
  /** Field → value → member. */
  readonly #fields = new Map<string, Map<unknown, Member>>();
  /** By member: field → value. */
  readonly #names: ReadonlyMap<string, unknown>[] = [];

  /** Throws when components are declared interchangeable whose inputs say otherwise. */
  constructor(automata: Automata) {
    this.#automata = automata;
    const symmetric = [...automata.parts.keys()].filter((part) => automata.parts[part]?.kind.symmetric === true);
    const kinds = Map.groupBy(symmetric, (part) => automata.parts[part]?.kindName ?? '');
    const groups = [...kinds.values()].filter((parts) => parts.length > 1);
    this.parts = groups.flat();
    this.ofPart = automata.parts.map((_, part) => this.parts.indexOf(part));
    this.classes = groups.map((parts) => parts.map((part) => this.ofPart[part] as Member));
    this.#byId = new Map(this.parts.map((part, member) => [(automata.parts[part] as Part).id, member]));
    for (const members of this.classes) this.#readInputs(members);
  }

  get count(): number {
    return this.parts.length;
  }

  /** Members that a value names. */
  namedIn(value: unknown): ReadonlySet<Member> {
    const named = new Set<Member>();
    this.replaced(value, (member) => named.add(member));
    return named;
  }

  /** The value with every member's name put where `permutation` sends it. */
  renamed(value: unknown, permutation: Permutation): unknown {
    return this.#map(value, undefined, (member, kind, field) =>
      this.#nameOf(permutation[member] as Member, kind, field),
    );
  }

  /** One text for a value, with `tokenOf` in place of every member's name. */
  replaced(value: unknown, tokenOf: (member: Member) => unknown): string {
    return canonical(this.#map(value, undefined, (member) => `\u0000${tokenOf(member)}`, true));
  }

  #nameOf(member: Member, kind: 'address' | 'id' | 'field', field: string | undefined): unknown {
    const { address, id } = this.#automata.parts[this.parts[member] as number] as Part;
    if (kind === 'address') return address;
    return kind === 'id' ? id : this.#names[member]?.get(field as string);
  }

  #map(value: unknown, field: string | undefined, put: Put, keysAsList = false): unknown {
    if (value === null || typeof value !== 'object') return this.#mapPlain(value, field, put);
    if (isAddress(value)) return this.#mapAddress(value, put);
    if (Array.isArray(value)) return value.map((item) => this.#map(item, field, put, keysAsList));
    const entries = Object.entries(value).map(([key, inner]) => {
      const member = this.#byId.get(key);
      const name = member === undefined ? key : String(put(member, 'id', undefined));
      return [name, this.#map(inner, key, put, keysAsList)] as const;
    });
    // Two keys may have become one token: a record would lose one of them.
    return keysAsList ? entries.map(([key, inner]) => canonical([key, inner])).sort() : Object.fromEntries(entries);
  }

  #mapAddress(address: Address, put: Put): unknown {
    const member = this.#byId.get(address.id);
    return member === undefined ? address : put(member, 'address', undefined);
  }

  #mapPlain(value: unknown, field: string | undefined, put: Put): unknown {
    const byId = typeof value === 'string' ? this.#byId.get(value) : undefined;
    if (byId !== undefined) return put(byId, 'id', undefined);
    const byField = field === undefined ? undefined : this.#fields.get(field)?.get(value);
    return byField === undefined ? value : put(byField, 'field', field);
  }

  /** Fields in which the inputs of a kind's components differ name the component. */
  #readInputs(members: readonly Member[]): void {
    const inputs = members.map((member) => recordOf(this.#part(member).input));
    const fields = new Set(inputs.flatMap((input) => Object.keys(input)));
    for (const member of members) this.#names[member] = new Map();
    for (const field of fields) {
      const values = inputs.map((input) => input[field]);
      const texts = new Set(values.map(canonical));
      if (texts.size === 1) continue;
      if (texts.size < members.length || values.some((value) => typeof value === 'object'))
        this.#reject(members, field);
      this.#name(members, field, values);
    }
  }

  #name(members: readonly Member[], field: string, values: readonly unknown[]): void {
    const known = this.#fields.get(field) ?? new Map<unknown, Member>();
    for (const [i, member] of members.entries()) {
      if (known.has(values[i])) this.#reject(members, field);
      known.set(values[i], member);
      (this.#names[member] as Map<string, unknown>).set(field, values[i]);
    }
    this.#fields.set(field, known);
  }

  #reject(members: readonly Member[], field: string): never {
    const { kindName } = this.#part(members[0] as Member);
    throw new SymmetryError(
      `components of kind "${kindName}" are declared symmetric, but their inputs differ in "${field}", which does not name each of them; explore without symmetry, or make the inputs alike`,
    );
  }

  #part(member: Member): Part {
    return this.#automata.parts[this.parts[member] as number] as Part;
  }
}

type Put = (member: Member, kind: 'address' | 'id' | 'field', field: string | undefined) => unknown;

const recordOf = (input: unknown): Readonly<Record<string, unknown>> =>
  input !== null && typeof input === 'object' ? (input as Readonly<Record<string, unknown>>) : { input };
