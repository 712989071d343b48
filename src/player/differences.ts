/** Two designs met the same requests: what became of each of them in the one and in the other. */
import type { Played } from '../kernel/index.ts';

export const DIFFERENCES = {
  same: { glyph: '·', words: 'as before' },
  faster: { glyph: '▲', words: 'faster' },
  slower: { glyph: '▼', words: 'slower' },
  // What refuses may do so on purpose: a difference is no fault, and what was promised is said elsewhere.
  refused: { glyph: '⊘', words: 'refused instead of completed' },
  lost: { glyph: '□', words: 'no longer completed' },
  saved: { glyph: '■', words: 'now completed' },
  other: { glyph: '◆', words: 'ended otherwise' },
} as const;
export type Difference = keyof typeof DIFFERENCES;

export interface RequestDifference {
  readonly request: number;
  readonly difference: Difference;
  /** Microseconds that the request took longer in the second design; undefined where one of the two never ended. */
  readonly byUs: number | undefined;
}

/** What is looked at of a run. */
interface Ends {
  readonly results: Pick<Played['results'], 'ended'>;
}

/** What a reader cannot tell apart. */
const ALIKE_US = 1_000;

/** For every request that ended in either design, in the order of the requests. */
export function differencesOf(base: Ends, changed: Ends): readonly RequestDifference[] {
  const before = endsOf(base);
  const after = endsOf(changed);
  const requests = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b);
  return requests.map((request) => {
    const one = before.get(request);
    const other = after.get(request);
    const byUs = one && other ? tookUs(other) - tookUs(one) : undefined;
    return { request, byUs, difference: differenceBetween(one?.outcome, other?.outcome, byUs) };
  });
}

type Ended = Played['results']['ended'][number];
const endsOf = ({ results }: Ends): ReadonlyMap<number, Ended> =>
  new Map(results.ended.map((ended) => [ended.request, ended]));
const tookUs = ({ offeredAtUs, endedAtUs }: Ended): number => endedAtUs - offeredAtUs;

function differenceBetween(
  one: Ended['outcome'] | undefined,
  other: Ended['outcome'] | undefined,
  byUs: number | undefined,
): Difference {
  if (one !== other) return otherwise(one, other);
  if (byUs === undefined || Math.abs(byUs) < ALIKE_US) return 'same';
  return byUs < 0 ? 'faster' : 'slower';
}

function otherwise(one: Ended['outcome'] | undefined, other: Ended['outcome'] | undefined): Difference {
  if (other === 'completed') return 'saved';
  if (one !== 'completed') return 'other';
  return other === 'rejected' ? 'refused' : 'lost';
}

/** How many there are of each; what is nought is left out. */
export const countsOf = (differences: readonly RequestDifference[]) =>
  (Object.keys(DIFFERENCES) as Difference[])
    .map((name) => ({ difference: name, count: differences.filter(({ difference }) => difference === name).length }))
    .filter(({ count }) => count > 0);
