/**
 * States of everything as rows of numbers: local states first, what is left of the adversary's budget, then what is
 * pending in ascending order. Equal states are equal rows.
 */
import { LimitReached, MAX_ROW } from './limits.ts';
import { type Row, row } from './packed-set.ts';

/** A row with room, and how it is divided. Item 0 is its length. */
export class StateRow {
  row: Row;
  /** Where what is pending begins. */
  readonly first: number;

  /** `fixed`: how many items are always there. */
  constructor(fixed: number) {
    this.first = fixed + 1;
    this.row = row(fixed + 64);
  }

  /** Room for `items` items; what was there stays. */
  fit(items: number): void {
    if (items < this.row.items.length - 1) return;
    if (items > MAX_ROW) throw new LimitReached(`more than ${MAX_ROW} messages and timers are pending at once`);
    const larger = row(Math.min(items * 2, MAX_ROW + 1));
    larger.items.set(this.row.items);
    this.row = larger;
  }

  set(locals: readonly number[], budget: readonly number[], pending: readonly number[]): void {
    const items = [...locals, ...budget, ...[...pending].sort((a, b) => a - b)];
    this.fit(items.length);
    this.row.items[0] = items.length;
    this.row.items.set(items, 1);
  }

  /** The same state with the adversary's budget in it. */
  withBudget(budget: readonly number[]): StateRow {
    const [length = 0, ...items] = this.row.items;
    const larger = new StateRow(this.first - 1 + budget.length);
    larger.set(items.slice(0, this.first - 1), budget, items.slice(this.first - 1, length));
    return larger;
  }

  copy(): StateRow {
    const copy = new StateRow(this.first - 1);
    copy.assign(this);
    return copy;
  }

  assign({ row: { items, pairs } }: StateRow): void {
    this.fit(items[0] as number);
    const to = this.row.pairs;
    const words = ((items[0] as number) + 2) >> 1;
    for (let i = 0; i < words; i++) to[i] = pairs[i] as number;
  }

  /** Adds to what is pending. */
  insert(delivery: number): void {
    const length = (this.row.items[0] as number) + 1;
    this.fit(length);
    const { items } = this.row;
    let i = length;
    while (i > this.first && (items[i - 1] as number) > delivery) {
      items[i] = items[i - 1] as number;
      i--;
    }
    items[i] = delivery;
    items[0] = length;
  }

  /** Takes item `at` out of what is pending. */
  take(at: number): void {
    const { items } = this.row;
    const length = items[0] as number;
    for (let i = at; i < length; i++) items[i] = items[i + 1] as number;
    items[0] = length - 1;
  }

  /** What is pending, in ascending order again. */
  sortPending(): void {
    const { items } = this.row;
    const length = items[0] as number;
    for (let i = this.first + 1; i <= length; i++) {
      const delivery = items[i] as number;
      let at = i;
      while (at > this.first && (items[at - 1] as number) > delivery) {
        items[at] = items[at - 1] as number;
        at--;
      }
      items[at] = delivery;
    }
  }

  equals(other: StateRow): boolean {
    const length = this.row.items[0] as number;
    for (let i = 0; i <= length; i++) if (this.row.items[i] !== other.row.items[i]) return false;
    return true;
  }
}
