/** Measures over the time of a run: a table for people, with a line for each window, and the same as JSON. */
import type { Model } from '../kernel/model.ts';
import type { Summary } from '../kernel/sweep/summary.ts';
import type { Windowed, WindowPlan } from '../kernel/windows.ts';
import { table } from './table.ts';
import { UsageError } from './usage.ts';

type OverTime<Value> = Readonly<Record<string, readonly Value[]>>;

/** Empty where no window was over before the end. */
export function describeWindows({ windows }: Model, values: Windowed): string {
  if (windows === undefined) return '';
  const columns = Object.entries(windows.measures).map(([name, { unit }]) => ({
    head: `${name} (${unit})`,
    values: values[name] ?? [],
  }));
  return lines(windows, columns);
}

/** The same of many runs: means with their 95 % intervals, over the `n` that had not ended before the window did. */
export function describeSweptWindows({ windows }: Model, values: OverTime<Summary>): string {
  if (windows === undefined) return '';
  const columns = Object.entries(windows.measures).flatMap(([name, { unit }], i) => {
    const summaries = values[name] ?? [];
    const n = { head: 'n', values: summaries.map(({ n }) => n) };
    const mean = { head: `${name} (${unit})`, values: summaries.map(({ mean }) => mean) };
    const interval = { head: '± 95 %', values: summaries.map(({ ci95 }) => ci95) };
    return i === 0 ? [n, mean, interval] : [mean, interval]; // a window is over for all measures at once
  });
  return lines(windows, columns);
}

interface Column {
  readonly head: string;
  readonly values: readonly number[];
}

function lines({ everyUs }: WindowPlan, columns: readonly Column[]): string {
  const rows = (columns[0]?.values ?? []).map((_, nth) => [
    `${(nth * everyUs) / 1e6}–${((nth + 1) * everyUs) / 1e6} s`,
    ...columns.map(({ values }) => values[nth] ?? Number.NaN),
  ]);
  return rows.length === 0 ? '' : table(['window', ...columns.map(({ head }) => head)], rows);
}

/** Nothing for a model that measures nothing over time. */
export const windowsAnswer = <Value>({ windows }: Model, values: OverTime<Value>) =>
  windows === undefined ? {} : { windows: { everyUs: windows.everyUs, measures: values } };

/** To ask a model for measures over time that has none is a mistake. */
export function expectWindows({ id, windows }: Model): void {
  if (windows === undefined)
    throw new UsageError(`--windows: expected a simulation that declares windows; ${id} declares none: leave it out`);
}
