/**
 * A first-in-first-out queue that never changes: adding or removing gives another queue, and the old one stays as it was, as
 * states of a run must.
 *
 * The batched (banker's) queue of Okasaki, "Purely Functional Data Structures" (1998), section 5.2: two linked lists, the
 * back one turned round when the front one is empty. Each operation takes constant time on average, however long it is.
 */
interface Cell<T> {
  readonly value: T;
  readonly next: Cell<T> | null;
}
export interface Queue<T> {
  readonly front: Cell<T> | null;
  /** The newest first. */
  readonly back: Cell<T> | null;
  readonly size: number;
}

export const EMPTY: Queue<never> = { front: null, back: null, size: 0 };

/** The same queue with `value` at its end. */
export const withLast = <T>(queue: Queue<T>, value: T): Queue<T> =>
  queue.front === null
    ? { front: { value, next: null }, back: null, size: 1 }
    : { front: queue.front, back: { value, next: queue.back }, size: queue.size + 1 };

/** The same queue with `value` before everybody else: last come, first served. */
export const withFirst = <T>(queue: Queue<T>, value: T): Queue<T> => ({
  front: { value, next: queue.front },
  back: queue.back,
  size: queue.size + 1,
});

/** Who is next; undefined when nobody waits. */
export const firstOf = <T>(queue: Queue<T>): T | undefined => queue.front?.value;

/** The same queue without its first. Of an empty queue, the empty queue. */
export function withoutFirst<T>(queue: Queue<T>): Queue<T> {
  const { front, back, size } = queue;
  if (front === null) return queue;
  if (front.next !== null) return { front: front.next, back, size: size - 1 };
  return { front: turned(back), back: null, size: size - 1 };
}

/** Everybody who waits, in order. */
export function listOf<T>(queue: Queue<T>): T[] {
  const list: T[] = [];
  for (let cell = queue.front; cell !== null; cell = cell.next) list.push(cell.value);
  for (let cell = turned(queue.back); cell !== null; cell = cell.next) list.push(cell.value);
  return list;
}

function turned<T>(cell: Cell<T> | null): Cell<T> | null {
  let result: Cell<T> | null = null;
  for (let from = cell; from !== null; from = from.next) result = { value: from.value, next: result };
  return result;
}
