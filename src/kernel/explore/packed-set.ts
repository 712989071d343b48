/**
 * A set of states, each a short row of 16-bit numbers, packed end to end: every state that exploration has visited, in the
 * order of its discovery, with the state that led to it.
 *
 * Rows live in segments of an arena that are never moved. Open addressing with linear probing finds them: each row's hash
 * stands in the table beside its name, so that probing seldom leaves one line of the processor's cache, and a row is compared
 * only when it is almost certainly the one. No row is ever told by its hash alone.
 */
import { LimitReached } from './limits.ts';

/** A row as it is built: item 0 is the number of items that follow. Both views share one buffer, so that rows are compared two items at a time. */
export interface Row {
  readonly items: Uint16Array;
  readonly pairs: Uint32Array;
}

/** `capacity` items at most, the count included. */
export function row(capacity: number): Row {
  const pairs = new Uint32Array((capacity + 1) >> 1);
  return { pairs, items: new Uint16Array(pairs.buffer) };
}

/** Names a row in the set; 0 is none. */
export type Ref = number;
export const NONE: Ref = 0;

const SEGMENT_BITS = 20;
/** In 32-bit words: 4 MB. */
const SEGMENT = 1 << SEGMENT_BITS;
const WITHIN = SEGMENT - 1;
const FIRST_SLOTS = 1 << 12;
/** Eighths of the table that may be in use. */
const FULL = 7;

interface Segment {
  readonly pairs: Uint32Array;
  readonly items: Uint16Array;
}

export class PackedSet {
  size = 0;
  readonly #segments: Segment[] = [];
  /** Where the next row goes. Word 0 stays empty: 0 is no row. */
  #end = 1;
  /** Pairs of a row's hash and its name; a slot without a name is empty. */
  #table = new Int32Array(2 * FIRST_SLOTS);
  readonly #maxBytes: number;

  constructor(maxBytes = Infinity) {
    this.#maxBytes = maxBytes;
  }

  /** Adds a row with the one that led to it. Gives its name when it is new, `NONE` when it is there already. Throws `LimitReached`. */
  add({ pairs, items }: Row, parent: Ref): Ref {
    const length = items[0] as number;
    if ((length & 1) === 0) items[length + 1] = 0; // the last pair is whole
    const words = (length + 2) >> 1;
    const hash = hashOf(pairs, words);
    const table = this.#table;
    const mask = table.length - 1;
    let slot = (hash << 1) & mask;
    for (let found = table[slot + 1] as Ref; found !== NONE; found = table[slot + 1] as Ref) {
      if (table[slot] === hash && this.#equals(found, pairs, words)) return NONE;
      slot = (slot + 2) & mask;
    }
    const ref = this.#append(pairs, words, parent);
    table[slot] = hash;
    table[slot + 1] = ref;
    if (++this.size * 16 > table.length * FULL) this.#grow();
    return ref;
  }

  /** Copies a row; `into` must be large enough (see `lengthOf`). */
  read(ref: Ref, into: Row): void {
    const { pairs, items } = this.#segments[ref >>> SEGMENT_BITS] as Segment;
    const at = (ref & WITHIN) + 1;
    const words = ((items[at << 1] as number) + 2) >> 1;
    for (let i = 0; i < words; i++) into.pairs[i] = pairs[at + i] as number;
  }

  /** How many items a row has, its count not included. */
  lengthOf(ref: Ref): number {
    return (this.#segments[ref >>> SEGMENT_BITS] as Segment).items[((ref & WITHIN) + 1) << 1] as number;
  }

  parentOf(ref: Ref): Ref {
    return (this.#segments[ref >>> SEGMENT_BITS] as Segment).pairs[ref & WITHIN] as Ref;
  }

  /** The row that was added after `ref`, or the first one after `NONE`; `NONE` when there is none. */
  after(ref: Ref): Ref {
    let next = ref === NONE ? 1 : ref + 1 + ((this.lengthOf(ref) + 2) >> 1);
    // A row that did not fit has opened a new segment: what is left of the old one is empty.
    if (next < this.#end && !(this.lengthOf(next) > 0)) next = ((next + WITHIN) & ~WITHIN) >>> 0;
    return next < this.#end ? next : NONE;
  }

  /** What is in use: the arena as far as it is filled, and the table. */
  get bytes(): number {
    return this.#end * 4 + this.#table.byteLength;
  }

  #append(pairs: Uint32Array, words: number, parent: Ref): Ref {
    if ((this.#end & WITHIN) + words + 1 > SEGMENT) this.#end = ((this.#end + WITHIN) & ~WITHIN) >>> 0;
    const ref = this.#end;
    const segment = this.#segments[ref >>> SEGMENT_BITS] ?? this.#open();
    const at = ref & WITHIN;
    segment.pairs[at] = parent;
    for (let i = 0; i < words; i++) segment.pairs[at + 1 + i] = pairs[i] as number;
    this.#end = ref + words + 1;
    return ref;
  }

  #open(): Segment {
    this.#expectRoom(SEGMENT * 4);
    const pairs = new Uint32Array(SEGMENT);
    const segment = { pairs, items: new Uint16Array(pairs.buffer) };
    this.#segments.push(segment);
    return segment;
  }

  /** Whether `bytes` more may be taken. Segments count as a whole. */
  #expectRoom(bytes: number): void {
    if (this.#segments.length * SEGMENT * 4 + this.#table.byteLength + bytes <= this.#maxBytes) return;
    throw new LimitReached(`the visited states need more than ${Math.round(this.#maxBytes / 1_000_000)} MB`);
  }

  #equals(ref: Ref, pairs: Uint32Array, words: number): boolean {
    const segment = (this.#segments[ref >>> SEGMENT_BITS] as Segment).pairs;
    const at = (ref & WITHIN) + 1;
    for (let i = 0; i < words; i++) if (segment[at + i] !== pairs[i]) return false;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#expectRoom(old.byteLength);
    const table = new Int32Array(old.length * 2);
    const mask = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === NONE) continue;
      let slot = ((old[from] as number) << 1) & mask;
      while (table[slot + 1] !== NONE) slot = (slot + 2) & mask;
      table[slot] = old[from] as number;
      table[slot + 1] = old[from + 1] as Ref;
    }
    this.#table = table;
  }
}

/** One multiplication a word, and the end of MurmurHash3's finaliser: 32 bits, signed, as the table holds them. */
function hashOf(pairs: Uint32Array, words: number): number {
  let hash = 0x9e3779b9;
  for (let i = 0; i < words; i++) {
    hash = Math.imul(hash ^ (pairs[i] as number), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
