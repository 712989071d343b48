/**
 * What each interchangeable component is, as a row of numbers without its name: as many in a fixed order as all have, then
 * any number in ascending order. The rows lie in one array, because they are written anew for each state.
 */
import type { Member } from './members.ts';

export class Signatures {
  readonly #fixed: number;
  readonly #lengths: Int32Array;
  /** How much room a row has. */
  #width: number;
  #numbers: Int32Array;

  /** `fixed`: how many numbers every row begins with. */
  constructor(count: number, fixed: number) {
    this.#fixed = fixed;
    this.#lengths = new Int32Array(count);
    this.#width = fixed + 8;
    this.#numbers = new Int32Array(count * this.#width);
  }

  /** All rows are to be written anew. */
  begin(): void {
    this.#lengths.fill(this.#fixed);
  }

  /** Sets one of the numbers that every row begins with. */
  set(member: Member, place: number, value: number): void {
    this.#numbers[member * this.#width + place] = value;
  }

  /** Adds one of those that are in ascending order. */
  insert(member: Member, value: number): void {
    const length = this.#lengths[member] as number;
    if (length === this.#width) this.#widen();
    const numbers = this.#numbers;
    const row = member * this.#width;
    let at = row + length;
    while (at > row + this.#fixed && (numbers[at - 1] as number) > value) {
      numbers[at] = numbers[at - 1] as number;
      at--;
    }
    numbers[at] = value;
    this.#lengths[member] = length + 1;
  }

  /** Negative when `a` comes first, 0 when the two are alike. */
  compare(a: Member, b: Member): number {
    const numbers = this.#numbers;
    const rowA = a * this.#width;
    const rowB = b * this.#width;
    const lengthA = this.#lengths[a] as number;
    const lengthB = this.#lengths[b] as number;
    const common = lengthA < lengthB ? lengthA : lengthB;
    for (let i = 0; i < common; i++) {
      const difference = (numbers[rowA + i] as number) - (numbers[rowB + i] as number);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  #widen(): void {
    const wider = new Int32Array(this.#numbers.length * 2);
    for (let member = 0; member < this.#lengths.length; member++) {
      const row = member * this.#width;
      wider.set(this.#numbers.subarray(row, row + this.#width), row * 2);
    }
    this.#numbers = wider;
    this.#width *= 2;
  }
}
