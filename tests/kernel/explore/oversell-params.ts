/** The verification parameters of the oversell, for any design and size. */
import oversell from '../../../simulations/oversell/index.ts';
import { type Params, paramsWith } from '../../../src/kernel/index.ts';

export const paramsOf = (design: string, buyers: number, stock = buyers - 1): Params =>
  paramsWith(oversell.knobs, { design, buyers, stock, spreadMs: 0, thinkMs: 0 });

/** States, transitions and steps of the shortest counterexample; the same that SPIN counts (see tests/spin). */
export type Row = readonly [
  design: string,
  buyers: number,
  states: number,
  transitions: number,
  steps: number | undefined,
];
export const TABLE: readonly Row[] = [
  ['read-decide-write', 2, 33, 48, 6],
  ['read-decide-write', 3, 337, 756, 9],
  ['read-decide-write', 4, 3_641, 11_056, 12],
  ['atomic-decrement', 2, 13, 16, undefined],
  ['atomic-decrement', 3, 43, 78, undefined],
  ['atomic-decrement', 4, 129, 312, undefined],
  ['optimistic-version', 2, 33, 50, undefined],
  ['optimistic-version', 3, 339, 801, undefined],
  ['optimistic-version', 4, 3_665, 11_748, undefined],
  ['lease-lock', 2, 281, 608, 11],
  ['lease-lock', 3, 10_474, 31_383, 17],
  ['lease-lock', 4, 559_325, 2_150_512, 23],
  ['fenced-writes', 2, 311, 664, 11],
  ['fenced-writes', 3, 13_678, 40_089, 17],
  ['fenced-writes', 4, 868_889, 3_254_224, 23],
  ['fenced-reads-and-writes', 2, 269, 594, undefined],
  ['fenced-reads-and-writes', 3, 9_196, 27_771, undefined],
  ['fenced-reads-and-writes', 4, 408_641, 1_566_388, undefined],
];
