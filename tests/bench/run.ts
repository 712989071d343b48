/**
 * `npm run bench [name…]`: every bench of this folder, each in a process of its own so that none meets the heap and the
 * compiled code of another; one table, with the targets met or missed; and `test-results/bench.json`. It does not fail for
 * a missed target: how fast a shared machine is today is not a property of the code.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Cell, formatNumber, table } from '../../src/cli/table.ts';
import { type Bench, isMet, type Row } from './rows.ts';

const here = new URL('./', import.meta.url);
const results = new URL('../../test-results/', import.meta.url);

/** In the bench's own process: its answer is the last line of standard output. */
async function answerFor(file: string): Promise<void> {
  const { bench } = (await import(new URL(file, here).href)) as { bench: () => Promise<Bench> };
  const answer = await bench();
  process.stdout.write(`\n${JSON.stringify({ ...answer, rows: answer.rows.map(withNull) })}\n`);
}

async function runAll(names: readonly string[]): Promise<void> {
  const files = benchFiles(names);
  const machine = machineNow();
  console.log(
    `Node ${machine.node} · ${machine.cpu} · ${machine.cores} cores, ${machine.memoryGB} GB · load ${machine.load}\n`,
  );
  const benches: Bench[] = [];
  for (const file of files) {
    const answer = await inItsOwnProcess(file);
    benches.push(answer);
    console.log(`${answer.name}\n${tableOf(answer.rows)}\n`);
  }
  const rows = benches.flatMap(({ rows }) => rows);
  const missed = rows.filter((row) => isMet(row) === false);
  const unmeasured = rows.filter(({ value }) => Number.isNaN(value));
  console.log(
    `${rows.filter(isMet).length} targets met, ${missed.length} missed${missed.map(({ figure }) => `\n  missed: ${figure}`).join('')}`,
  );
  for (const { figure, note } of unmeasured) console.log(`not measured: ${figure}${note ? ` (${note})` : ''}`);
  mkdirSync(results, { recursive: true });
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    benches: benches.map(({ name, rows }) => ({ name, rows: rows.map(withNull) })),
  };
  writeFileSync(new URL('bench.json', results), `${JSON.stringify(report, null, 2)}\n`);
  console.log('\nwritten to test-results/bench.json');
}

/** Files that export `bench`, as their text says: importing one here would warm this process for it. */
function benchFiles(names: readonly string[]): string[] {
  const exportsBench = (file: string) =>
    /^export (async function|const) bench\b/m.test(readFileSync(new URL(file, here), 'utf8'));
  const files = readdirSync(here)
    .filter((file) => file.endsWith('.ts') && exportsBench(file))
    .sort();
  const known = files.map((file) => file.slice(0, -3));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`unknown bench "${unknown}"; known: ${known.join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? files : files.filter((file) => names.includes(file.slice(0, -3)));
}

async function inItsOwnProcess(file: string): Promise<Bench> {
  const args = ['--expose-gc', fileURLToPath(import.meta.url), '--only', file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  const answer = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Bench;
  return { ...answer, rows: answer.rows.map(withNaN) };
}

function tableOf(rows: readonly Row[]): string {
  const verdict = (row: Row): string =>
    ({ true: 'met', false: 'MISSED', undefined: '' })[String(isMet(row)) as 'true' | 'false' | 'undefined'];
  const cells = (row: Row): Cell[] => [
    row.figure,
    formatNumber(row.value),
    row.unit,
    targetOf(row),
    verdict(row),
    row.note ?? '',
  ];
  return table(['figure', 'value', 'unit', 'target', '', ''], rows.map(cells));
}

function targetOf({ atLeast, atMost }: Row): string {
  if (atLeast !== undefined && atLeast === atMost) return `= ${formatNumber(atLeast)}`;
  const parts = [
    atLeast === undefined ? '' : `≥ ${formatNumber(atLeast)}`,
    atMost === undefined ? '' : `≤ ${formatNumber(atMost)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function machineNow() {
  return {
    node: process.versions.node,
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    /** Over the last minute, before the bench: above 0.5 somebody else was busy, and the figures are too low. */
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** JSON has no NaN. */
const withNull = (row: Row) => ({ ...row, value: Number.isFinite(row.value) ? row.value : null });
const withNaN = (row: { readonly value: number | null }): Row => ({ ...(row as Row), value: row.value ?? Number.NaN });

if (process.argv[2] === '--only') await answerFor(process.argv[3] as string);
else await runAll(process.argv.slice(2));
