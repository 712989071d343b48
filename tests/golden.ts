/**
 * Runs as texts that a person can read and a diff can show. A golden is compared line by line; what has changed is written
 * beside it, so that both can be laid side by side. UPDATE_GOLDEN=1 makes the change the new truth.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventInWords, nameOf, type Played, type Step, sentenceOf, stateInWords } from '../src/kernel/index.ts';

/** Longer runs are cut here; their hash in the last line covers the rest. */
const ROWS = 120;

/** Columns: at (ms), who, event, state after it, note. */
export function goldenText(played: Played, title: string): string {
  const { model, recipe, history, accounting } = played;
  const rows = history.steps.slice(0, ROWS).map((step) => rowOf(played, step));
  const table = columns([['#   at', 'who', 'event', 'state', 'note'], ...rows]);
  const left = history.steps.length - rows.length;
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
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const { UPDATE_GOLDEN } = process.env;
const isUpdating = UPDATE_GOLDEN === '1';

/** Throws when `text` is not what the golden at `file` says; the message names the first line that differs. */
export function expectGolden(file: string, text: string): void {
  const changed = file.replace(/\.txt$/, '-changed.txt');
  if (isUpdating) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (expected === text) {
    rmSync(changed, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(changed, text);
  throw new Error(
    `${difference(file, expected, text)}\nThe run as it is now: ${changed}\nIf it is meant, run again with UPDATE_GOLDEN=1.`,
  );
}

function difference(file: string, expected: string | undefined, text: string): string {
  if (expected === undefined) return `${file} does not exist: this run has no golden yet.`;
  const before = expected.split('\n');
  const after = text.split('\n');
  const line = after.findIndex((row, i) => row !== before[i]);
  const at = line < 0 ? after.length : line;
  return `${file}:${at + 1} differs.\n  golden: ${before[at] ?? '(nothing)'}\n  now:    ${after[at] ?? '(nothing)'}`;
}
