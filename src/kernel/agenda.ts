/**
 * What is due: a queue ordered by (time, sequence). Ties go to whoever was scheduled first.
 *
 * What is due at once waits in a plain first-in-first-out list beside the heap: it is the commonest case by far, and it
 * costs nothing to keep in order. Sequence numbers decide between the two.
 */
export interface Due {
  /** Microseconds. */
  at: number;
  /** Set by the run, ascending. */
  readonly sequence: number;
  /** Called off: it is dropped when its time comes, which is cheaper than finding it in the heap. */
  cancelled: boolean;
}

/** Who is next. `Agenda` goes by time; a schedule goes by its list. */
export interface Queue<T extends Due> {
  /** Adds an entry; `now` tells whether it is due at once. */
  add(entry: T, now: number): void;
  /** Takes the entry that is next, or undefined when there is none. */
  take(): T | undefined;
  /** The entry that is next, left where it is. */
  peek(): T | undefined;
  /** Everything that waits, in the order of its time. */
  entries(): T[];
}

const sooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

export class Agenda<T extends Due> implements Queue<T> {
  readonly #heap: T[] = [];
  #immediate: T[] = [];
  /** How many of `#immediate` have been taken. */
  #taken = 0;

  add(entry: T, now: number): void {
    if (entry.at <= now) this.#immediate.push(entry);
    else this.#siftUp(entry);
  }

  take(): T | undefined {
    for (;;) {
      const entry = this.#takeAny();
      if (entry === undefined || !entry.cancelled) return entry;
    }
  }

  peek(): T | undefined {
    while (this.#taken < this.#immediate.length && (this.#immediate[this.#taken] as T).cancelled) this.#advance();
    while (this.#heap.length > 0 && (this.#heap[0] as T).cancelled) this.#takeFromHeap();
    const first = this.#immediate[this.#taken];
    const top = this.#heap[0];
    return first === undefined ? top : top === undefined || sooner(first, top) ? first : top;
  }

  entries(): T[] {
    const waiting = [...this.#immediate.slice(this.#taken), ...this.#heap].filter((entry) => !entry.cancelled);
    return waiting.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  }

  #takeAny(): T | undefined {
    const first = this.#immediate[this.#taken];
    const top = this.#heap[0];
    if (first === undefined) return top === undefined ? undefined : this.#takeFromHeap();
    if (top !== undefined && sooner(top, first)) return this.#takeFromHeap();
    this.#advance();
    return first;
  }

  #advance(): void {
    this.#taken++;
    if (this.#taken === this.#immediate.length) {
      this.#immediate.length = 0;
      this.#taken = 0;
    } else if (this.#taken > 1024) {
      this.#immediate = this.#immediate.slice(this.#taken);
      this.#taken = 0;
    }
  }

  #siftUp(entry: T): void {
    const heap = this.#heap;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as T;
      if (!sooner(entry, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = entry;
  }

  #takeFromHeap(): T {
    const heap = this.#heap;
    const top = heap[0] as T;
    const last = heap.pop() as T;
    const size = heap.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      let below = heap[child] as T;
      const right = heap[child + 1];
      if (child + 1 < size && sooner(right as T, below)) {
        below = right as T;
        child++;
      }
      if (sooner(last, below)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}
