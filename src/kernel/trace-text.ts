/** A whole run as text: one line an event, for goldens, the command line and whoever reads instead of watching. */
import { eventInWords, nameOf, sentenceOf, stateInWords } from './narrate.ts';
import type { Played } from './play.ts';
import type { Step } from './step.ts';

/**
 * Columns: at (ms), who, event, state after it, note. Longer runs are cut after `rows`; the hash in the last line covers the
 * rest. Ends with a line break.
 */
export function traceText(played: Played, title: string, rows = Number.POSITIVE_INFINITY): string {
  const { model, recipe, history, accounting } = played;
  const shown = history.steps.slice(0, rows).map((step) => rowOf(played, step));
  const table = columns([['#   at', 'who', 'event', 'state', 'note'], ...shown]);
  const left = history.steps.length - shown.length;
  const books = Object.entries(accounting).map(([outcome, number]) => `${outcome} ${number}`);
  return [
    `# ${model.id} · ${recipe.scenario} · seed ${recipe.seed} · ${title}`,
    ...table,
    ...(left > 0 ? [`# … and ${left} more steps`] : []),
    `# ${history.steps.length} steps · ${books.join(', ')} · trace ${played.traceHash}`,
    '',
  ].join('\n');
}

function rowOf({ model }: Played, step: Step): string[] {
  const { component } = step;
  const state = stateInWords(component.chart.view(step.after).value);
  return [
    (step.atUs / 1000).toFixed(3).padStart(10),
    nameOf(model, component),
    eventInWords(step.event.type),
    state,
    sentenceOf(model, step),
  ];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (column: number) => rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0);
  const widths = (rows[0] ?? []).map((_, column) => widthOf(column));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
