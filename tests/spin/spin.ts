/**
 * Runs SPIN on the sale in Promela and reads what it counted.
 *
 * Options that make the counts comparable: `-o1 -o2 -o3` keep SPIN from merging states that differ in dead variables, and
 * -DNOREDUCE turns its partial-order reduction off. SPIN's search has one state more (before the network has started) and two
 * transitions more.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROMELA = path.join(import.meta.dirname, 'oversell.pml');

/** In the order of the Promela model's numbers. */
export const DESIGNS = [
  'read-decide-write',
  'atomic-decrement',
  'optimistic-version',
  'lease-lock',
  'fenced-writes',
  'fenced-reads-and-writes',
] as const;
export type Design = (typeof DESIGNS)[number];

export interface SpinCount {
  readonly states: number;
  readonly transitions: number;
  /** Seconds that the search took by SPIN's own account; 0 when it was too short to be timed. */
  readonly seconds: number;
  /** Steps of the shortest counterexample; undefined when the assertion holds. */
  readonly shortest: number | undefined;
}

/** Why SPIN cannot be run here; undefined when it can. */
export function spinIsMissing(): string | undefined {
  const missing = [
    ['spin', '-V'],
    ['gcc', '--version'],
  ].filter(([command, flag]) => spawnSync(command as string, [flag as string]).status !== 0);
  return missing.length === 0 ? undefined : `${missing.map(([command]) => command).join(' and ')} not installed`;
}

/** SPIN's searches of one design, compiled; `remove` takes them from the disk. */
export interface CompiledSpin {
  /** Counts the states by depth-first search. */
  count(): Omit<SpinCount, 'shortest'>;
  /** Steps of the shortest counterexample, by breadth-first search. */
  shortest(): number | undefined;
  remove(): void;
}

/** Takes a second or two for each of the two searches. */
export function compileSpin(design: Design, buyers: number, stock: number, optimise = '-O1'): CompiledSpin {
  const folder = mkdtempSync(path.join(tmpdir(), 'spin-'));
  copyFileSync(PROMELA, path.join(folder, 'oversell.pml'));
  const model = [`-DK=${buyers}`, `-DS=${stock}`, `-DDESIGN=${DESIGNS.indexOf(design)}`];
  run(folder, 'spin', ['-a', '-o1', '-o2', '-o3', ...model, 'oversell.pml']);
  const common = ['-w', '-DNOREDUCE', '-DSAFETY', '-DNOFAIR', '-DMEMLIM=4000', 'pan.c'];
  const compile = (name: string, ...more: string[]) => run(folder, 'gcc', [optimise, ...more, ...common, '-o', name]);
  compile('depth-first');
  compile('breadth-first', '-DBFS');
  return {
    count() {
      const report = run(folder, './depth-first', ['-A', '-E', '-m2000000', '-w24']);
      return {
        states: number(report, /([\d.e+]+) states, stored/),
        transitions: number(report, /([\d.e+]+) transitions/),
        seconds: number(report, /elapsed time ([\d.]+) seconds/, 0),
      };
    },
    shortest() {
      const report = run(folder, './breadth-first', ['-E', '-w24']);
      return /errors: 0\b/.test(report) ? undefined : number(report, /at depth (\d+)/);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Counts the states of a design, and finds its shortest counterexample. Takes seconds. */
export function spin(design: Design, buyers: number, stock: number): SpinCount {
  const compiled = compileSpin(design, buyers, stock);
  try {
    return { ...compiled.count(), shortest: compiled.shortest() };
  } finally {
    compiled.remove();
  }
}

function run(folder: string, command: string, options: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, options, { cwd: folder, encoding: 'utf8' });
  if (error !== undefined || (status !== 0 && !command.startsWith('./')))
    throw new Error(`${command} ${options.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

function number(text: string, pattern: RegExp, otherwise?: number): number {
  const found = pattern.exec(text)?.[1] ?? otherwise;
  if (found === undefined) throw new Error(`SPIN's report has no ${pattern}:\n${text}`);
  return Number(found);
}
