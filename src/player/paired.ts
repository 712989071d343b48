/**
 * What many pairs of runs say of two designs: every seed gave both the same arrivals and the same luck, so the difference is
 * taken pair by pair, and what they share cancels out.
 */
import type { Model } from '../kernel/index.ts';
import { columnsOf, reportOf } from '../kernel/sweep/index.ts';
import type { Found } from './labour.ts';

type Sweep = Extract<Found, { kind: 'sweep' }>;

export interface PairedRow {
  readonly measure: string;
  readonly says: string;
  readonly unit: string;
  /** Means over the seeds. */
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Half the width of its 95 % confidence interval. */
  readonly ci95: number;
  /** Pairs in which both had something to measure. */
  readonly n: number;
  /** Undefined where the interval holds 0, or nobody says which direction is better. */
  readonly verdict: 'better' | 'worse' | 'other' | undefined;
  /** The seed whose pair differs most. */
  readonly seed: number;
}
export interface PairedBreaks {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}
export interface PairedSummary {
  readonly runs: number;
  /** Measures that differ. */
  readonly rows: readonly PairedRow[];
  /** Measures of which nothing can be said: what they say. */
  readonly alike: readonly string[];
  /** Runs in which an invariant broke in one of the two. */
  readonly breaks: readonly PairedBreaks[];
}

/** Design `nth` (from 1) against the first. */
export function pairedSummary(model: Model, found: Sweep, nth: number): PairedSummary {
  const { points, runs } = reportOf(model, found, found.rows);
  const [base, point] = [points[0], points[nth]];
  if (base === undefined || point === undefined) throw new Error(`no design ${nth} of ${points.length} was swept`);
  const measured = Object.entries(model.measures).filter(([name]) => (point.differences[name]?.n ?? 0) > 0);
  const all = measured.map(([measure, { says, unit, better }]): PairedRow => {
    const { n, mean: difference, ci95 } = point.differences[measure] as { n: number; mean: number; ci95: number };
    const differs = n > 1 && Math.abs(difference) > ci95;
    const toBetter = better === 'lower' ? difference < 0 : difference > 0;
    const verdict = !differs ? undefined : better === undefined ? 'other' : toBetter ? 'better' : 'worse';
    const [before, after] = [base, point].map(({ measures }) => measures[measure]?.mean ?? Number.NaN);
    const seed = widestSeed(model, found, nth, measure);
    return {
      measure,
      says,
      unit,
      before: before as number,
      after: after as number,
      difference,
      ci95,
      n,
      verdict,
      seed,
    };
  });
  return {
    runs,
    rows: all.filter(({ verdict }) => verdict !== undefined),
    alike: all.filter(({ verdict }) => verdict === undefined).map(({ says }) => says),
    breaks: point.invariants.flatMap(({ name, kind, violatedRuns }, i) => {
      const before = base.invariants[i]?.violatedRuns ?? 0;
      return kind === 'sometimes' || before + violatedRuns === 0 ? [] : [{ name, before, after: violatedRuns }];
    }),
  };
}

function widestSeed(model: Model, { recipes, rows, from, to }: Sweep, nth: number, measure: string): number {
  const { names, measures, invariants } = columnsOf(model);
  // A measure may be called like a column of the books: its own stand behind those.
  const column = names.length - invariants.length - measures.length + measures.indexOf(measure);
  const values = rows.flatMap((part) =>
    Array.from({ length: part.length / names.length }, (_, i) => part[i * names.length + column] as number),
  );
  const runs = values.length / recipes.length;
  let [widest, seed] = [-1, from];
  for (let i = 0; i < runs && from + i <= to; i++) {
    const difference = Math.abs((values[nth * runs + i] as number) - (values[i] as number));
    if (difference > widest) [widest, seed] = [difference, from + i];
  }
  return seed;
}
