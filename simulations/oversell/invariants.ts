/** What a sale promises. */
import type { Invariant, View } from '../../src/kernel/index.ts';
import type { OversellParams } from './knobs.ts';
import type { RowContext } from './row.ts';

export const NEVER_OVERSOLD = 'no more is sold than there was';
export const EVERY_BUYER_COUNTS = 'whoever was told “bought” is counted as sold';
export const SOMETHING_IS_SOLD = 'something is sold';
export const EVERYBODY_IS_ANSWERED = 'every buyer gets an answer';

const rowOf = (views: readonly View[]): RowContext => (views[0] as View).context as RowContext;
const bought = (views: readonly View[]): number => views.filter((view) => view.value === 'bought').length;

export const invariants: readonly Invariant<OversellParams>[] = [
  {
    name: NEVER_OVERSOLD,
    kind: 'always',
    reads: ['row'],
    holds: (of, { stock }) => rowOf(of('row')).sold <= stock,
    why: (of, { stock }) => `${rowOf(of('row')).sold} sold of ${stock}`,
  },
  {
    name: EVERY_BUYER_COUNTS,
    kind: 'always',
    reads: ['row', 'buyer'],
    holds: (of) => bought(of('buyer')) <= rowOf(of('row')).sold,
    why: (of) => `${bought(of('buyer'))} were told “bought”, ${rowOf(of('row')).sold} are counted`,
  },
  {
    name: SOMETHING_IS_SOLD,
    kind: 'sometimes',
    reads: ['row'],
    holds: (of) => rowOf(of('row')).sold > 0,
  },
  {
    name: EVERYBODY_IS_ANSWERED,
    kind: 'eventually',
    reads: ['buyer'],
    holds: (of) => of('buyer').every((view) => view.status === 'done'),
    why: (of) => `${of('buyer').filter((view) => view.status !== 'done').length} still wait`,
  },
];
