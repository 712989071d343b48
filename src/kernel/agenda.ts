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
  /** Adds an entry. What is due by `now` comes at once, in the order of its adding. */
  add(entry: T, now: number): void;
  /** Takes the entry that is next; undefined when there is none, or none that is due by `untilUs`. */
  take(untilUs: number): T | undefined;
  /**
   * Calls an entry off: it is never taken, and `cancelled` is set, by which others tell. It may not be here any more: what came
   * to one that is paused is kept elsewhere until it goes on.
   */
  callOff(entry: T): void;
  /** Everything that waits, without what was called off. */
  entries(): T[];
}

const sooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

export class Agenda<T extends Due> implements Queue<T> {
  readonly #heap: (T | undefined)[] = [];
  #size = 0;
  /** What is due at once. Places are used again when all of them are taken: a list that shrinks has to grow again. */
  readonly #immediate: (T | undefined)[] = [];
  /** How many of `#immediate` have been taken, and how many there are. */
  #taken = 0;
  #filled = 0;

  add(entry: T, now: number): void {
    if (entry.at <= now) this.#immediate[this.#filled++] = entry;
    else this.#siftUp(entry);
  }

  take(untilUs: number): T | undefined {
    for (;;) {
      const first = this.#first();
      const top = this.#top();
      const next = first === undefined || (top !== undefined && sooner(top, first)) ? top : first;
      if (next === undefined || next.at > untilUs) return undefined;
      if (next === first) this.#advance();
      else this.#takeFromHeap();
      if (!next.cancelled) return next;
    }
  }

  /** A timer that is called off soon after it was set, as a timeout is by a quick answer, is often the heap's last leaf still. */
  callOff(entry: T): void {
    entry.cancelled = true;
    if (this.#size > 0 && this.#heap[this.#size - 1] === entry) this.#heap[--this.#size] = undefined;
  }

  entries(): T[] {
    const immediate = this.#immediate.slice(this.#taken, this.#filled) as T[]; // between the two every place is filled
    return [...immediate, ...(this.#heap.slice(0, this.#size) as T[])]
      .filter((entry) => !entry.cancelled)
      .sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  }

  #first(): T | undefined {
    return this.#taken < this.#filled ? this.#immediate[this.#taken] : undefined;
  }
  #top(): T | undefined {
    return this.#size > 0 ? this.#heap[0] : undefined;
  }

  #advance(): void {
    this.#immediate[this.#taken++] = undefined;
    if (this.#taken < this.#filled) return;
    this.#taken = 0;
    this.#filled = 0;
  }

  #siftUp(entry: T): void {
    const heap = this.#heap;
    let i = this.#size++;
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
    const size = --this.#size;
    const last = heap[size] as T;
    heap[size] = undefined;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      let below = heap[child] as T;
      if (child + 1 < size && sooner(heap[child + 1] as T, below)) below = heap[++child] as T;
      if (sooner(last, below)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}
