/** The books as they stood at a moment: what had become of every request by then. */
import type { Accounting, Played } from '../kernel/index.ts';

type Entry = readonly [index: number, books: Accounting];
const entriesOf = new WeakMap<Played, readonly Entry[]>();

/** completed + failed + rejected + timed out + in flight = offered, after step `index` of a run. */
export function booksAt(played: Played, index: number): Accounting {
  const entries = keepOnce(played);
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry)[0] <= index) low = middle + 1;
    else high = middle;
  }
  return (entries[Math.max(0, low - 1)] as Entry)[1];
}

function keepOnce(played: Played): readonly Entry[] {
  const known = entriesOf.get(played);
  if (known !== undefined) return known;
  const entries = [...changesOf(played)];
  entriesOf.set(played, entries);
  return entries;
}

function* changesOf(played: Played): Generator<Entry> {
  let books = { ...beforeFirstStep(played) };
  yield [-1, books];
  for (const { index, emitted } of played.history.steps) {
    const next = emitted.reduce(enter, books);
    if (next === books) continue;
    books = next;
    yield [index, books];
  }
}

function enter(
  books: Accounting,
  { type, outcome }: Played['history']['steps'][number]['emitted'][number],
): Accounting {
  if (type === 'offered') return { ...books, offered: books.offered + 1, inFlight: books.inFlight + 1 };
  if (type !== 'ended') return books;
  const name = outcome as 'completed' | 'failed' | 'rejected' | 'timedOut';
  return { ...books, [name]: books[name] + 1, inFlight: books.inFlight - 1 };
}

/** Requests that were offered while the components started are in no step's record: they are what the steps do not explain. */
function beforeFirstStep(played: Played): Accounting {
  const nothing: Accounting = { offered: 0, completed: 0, failed: 0, rejected: 0, timedOut: 0, inFlight: 0 };
  const during = played.history.steps.reduce((books, { emitted }) => emitted.reduce(enter, books), nothing);
  const early = played.accounting.offered - during.offered;
  return { ...nothing, offered: early, inFlight: early };
}
