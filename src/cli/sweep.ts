/** `sweep`: one run with many seeds, for one combination of knobs or for a grid of them. */
import type { Model } from '../kernel/model.ts';
import type { Recipe } from '../kernel/recipe.ts';
import { jobsOf, planOf } from '../kernel/sweep/job.ts';
import { type Broken, reportOf, type SweepPoint, type SweepReport } from '../kernel/sweep/report.ts';
import type { Summary } from '../kernel/sweep/summary.ts';
import { addressOf } from './address.ts';
import type { Seeds } from './grid.ts';
import { withNulls } from './run.ts';
import { runJobs } from './sweep-pool.ts';
import { type Cell, formatNumber, indented, table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { describeSweptWindows, windowsAnswer } from './windows.ts';

interface SweepAsked {
  readonly recipes: readonly Recipe[];
  readonly seeds: Seeds;
  readonly workers: number;
  readonly folder: URL;
}

export async function sweepAsked(
  model: Model,
  { recipes, seeds, workers, folder }: SweepAsked,
  terminal: Terminal,
): Promise<SweepReport> {
  const plan = planOf(model, recipes, seeds.from, seeds.to);
  const runs = recipes.length * (seeds.to - seeds.from + 1);
  const jobs = jobsOf(plan, Math.max(1, Math.min(16, Math.ceil(runs / (4 * workers)))));
  const progress = (done: number) => terminal.progress(`${Math.round((100 * done) / jobs.length)} % of ${runs} runs`);
  const rows = await runJobs(jobs, { model, folder, workers, progress });
  terminal.progress('');
  return reportOf(model, plan, rows);
}

/** As JSON: a sweep without a grid has its one point's findings at the top. */
export function sweepAnswer(model: Model, report: SweepReport, isGrid: boolean): object {
  const { simulation, scenario, seeds, runs, points } = report;
  const head = { simulation, scenario };
  if (isGrid)
    return {
      ...head,
      seeds,
      runs,
      points: points.map((point) => ({
        knobs: point.knobs,
        ...pointAnswer(model, point),
        differences: point.differences,
      })),
    };
  const [only] = points;
  return only === undefined ? head : { ...head, params: only.params, seeds, runs, ...pointAnswer(model, only) };
}

function pointAnswer(model: Model, { measures, windows, worst, invariants }: SweepPoint): object {
  return {
    measures: mapped(measures, inJson),
    ...windowsAnswer(
      model,
      mapped(windows, (summaries) => summaries.map(inJson)),
    ),
    worst,
    invariants: invariants.map((broken) => ({ ...broken, firstSeed: broken.firstSeed ?? null })),
  };
}

const inJson = (summary: Summary): object => withNulls({ ...summary });
const mapped = <T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));

/** An undeclared violation in any run of any point; or, without any knob changed, a declared one in no run. */
export function sweepSurprises(model: Model, { scenario, points }: SweepReport, isAsWritten: boolean): string[] {
  const declared = model.scenarios[scenario]?.violates ?? [];
  const breaks = ({ kind, violatedRuns, name }: Broken) =>
    kind !== 'sometimes' && violatedRuns > 0 && !declared.includes(name);
  const undeclared = points.flatMap(({ invariants }) =>
    invariants
      .filter(breaks)
      .map(
        ({ name, violatedRuns, firstSeed }) =>
          `"${name}" is broken in ${violatedRuns} runs, first with seed ${firstSeed}, which the scenario "${scenario}" does not declare`,
      ),
  );
  if (!isAsWritten) return undeclared;
  const never = (name: string) =>
    points.every(({ invariants }) => invariants.every((broken) => broken.name !== name || broken.violatedRuns === 0));
  return [
    ...undeclared,
    ...declared
      .filter(never)
      .map((name) => `"${name}" holds in every run, but the scenario "${scenario}" declares that it breaks`),
  ];
}

/** The same for people; with its measures over time if `overTime`. */
export function describeSweep(model: Model, report: SweepReport, overTime: boolean): string {
  const { scenario, seeds, runs, points } = report;
  const title = model.scenarios[scenario]?.title ?? '';
  const head = `${model.title} · ${title} (${scenario}) · seeds ${seeds.from} to ${seeds.to}, ${runs} runs${points.length > 1 ? ` of each of ${points.length} points` : ''}`;
  return [head, ...points.map((point) => describePoint(model, point, runs, overTime))].join('\n\n');
}

function describePoint(model: Model, point: SweepPoint, runs: number, overTime: boolean): string {
  const knobs = Object.entries(point.knobs).map(([name, value]) => `${name} = ${value}`);
  const parts = [
    knobs.join(', '),
    indented(measuresTable(model, point)),
    overTime ? indented(describeSweptWindows(model, point.windows)) : '',
    indented(differencesTable(model, point)),
    indented(invariantsTable(point, runs)),
    worstLines(model, point),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const HEAD = ['measure', 'n', 'mean', '± 95 %', 'p50', 'p95', 'p99', 'min', 'max', 'unit'];

function measuresTable(model: Model, { measures }: SweepPoint): string {
  const row = ([name, summary]: [string, Summary]): Cell[] => {
    const { n, mean, ci95, p50, p95, p99, min, max } = summary;
    // No percentile of a handful: the 95th needs twenty values, the 99th a hundred.
    return [
      name,
      n,
      mean,
      ci95,
      p50,
      n >= 20 ? p95 : Number.NaN,
      n >= 100 ? p99 : Number.NaN,
      min,
      max,
      model.measures[name]?.unit ?? '',
    ];
  };
  return table(HEAD, Object.entries(measures).map(row));
}

function differencesTable(model: Model, { differences }: SweepPoint): string {
  const rows = Object.entries(differences).map(([name, { n, mean, ci95 }]): Cell[] => [
    name,
    n,
    mean,
    ci95,
    model.measures[name]?.unit ?? '',
  ]);
  return rows.length === 0 ? '' : table(['difference to the first point', 'n', 'mean', '± 95 %', 'unit'], rows);
}

function invariantsTable({ invariants }: SweepPoint, runs: number): string {
  const verdict = ({ kind, violatedRuns }: Broken) =>
    kind === 'sometimes'
      ? `seen in ${runs - violatedRuns} of ${runs} runs`
      : violatedRuns === 0
        ? 'holds in every run'
        : `broken in ${violatedRuns} of ${runs} runs`;
  return table(
    ['invariant', '', '', ''],
    invariants.map((broken) => [
      broken.kind,
      broken.name,
      verdict(broken),
      broken.firstSeed === undefined || broken.kind === 'sometimes' ? '' : `first seed ${broken.firstSeed}`,
    ]),
  );
}

/** The worst run of each measure; JSON has more of them. */
function worstLines(model: Model, { worst }: SweepPoint): string {
  const worstOf = new Map(worst.toReversed().map((run) => [run.measure, run]));
  return [...worstOf.values()]
    .toReversed()
    .map(
      ({ measure, seed, value, link }) =>
        `worst ${measure}: ${formatNumber(value)}, seed ${seed}: ${addressOf(model, link)}`,
    )
    .join('\n');
}
