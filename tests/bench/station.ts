/**
 * How many customers a second go through a queue, beside SimPy, and beside a loop in C that does nothing else, on the same
 * computer in the same minutes. The ratios count; customers a second depend on the machine.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import serviceStation from '../../simulations/service-station/index.ts';
import { type Model, Results, recipeOf } from '../../src/kernel/index.ts';
import { startRun } from '../../src/kernel/start.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import { type Bench, median, type Row } from './rows.ts';
import { customersAsMachines, customersAsMessages } from './station-models.ts';

const CUSTOMERS = 100_000;
/** As many as the knob of the simulation allows. */
const SHIPPED = 50_000;
const ROUNDS = 7;
const PEERS = path.join(import.meta.dirname, 'peers');

/** Runs some customers and gives the seconds it took and how long they stayed. */
type Contestant = (servers: number, seed: number) => { readonly seconds: number; readonly sojournS: number };

const timed = (run: () => number): { readonly seconds: number; readonly sojournS: number } => {
  const from = performance.now();
  const sojournS = run();
  return { seconds: (performance.now() - from) / 1000, sojournS };
};

const ours =
  (model: Model): Contestant =>
  (servers, seed) =>
    timed(() => {
      const results = new Results(model.observations);
      const recipe = recipeOf(model, 'steady', { seed, knobs: { servers, customers: CUSTOMERS } });
      startRun(model, recipe, { emitted: (event, _, atUs) => results.take(event, atUs) }).runToEnd();
      return results.tallies.sojournS?.mean ?? Number.NaN;
    });

/** What readers play: with books, levels and invariants. */
const shipped: Contestant = (servers, seed) =>
  timed(() => {
    const knobs = { servers, customers: SHIPPED, arrivalRate: 0.8 * servers, serviceRate: 1 };
    const { measures } = runOnce(serviceStation, recipeOf(serviceStation, 'half', { seed, knobs }));
    return measures.sojournMeanS ?? Number.NaN;
  });

/** Undefined where there is no Python with SimPy: Debian's python3-simpy3, or simpy from pip. */
const python = ['/usr/bin/python3', 'python3'].find((program) => {
  try {
    execFileSync(program, ['-c', 'import simpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const ABSENT: Contestant = () => ({ seconds: Number.NaN, sojournS: Number.NaN });

/** A program that is given customers, servers and a seed, and prints the mean sojourn and the seconds of its own loop. */
const program =
  (command: string, ...before: readonly string[]): Contestant =>
  (servers, seed) => {
    const said = execFileSync(command, [...before, String(CUSTOMERS), String(servers), String(seed)], {
      encoding: 'utf8',
    });
    const [sojournS, seconds] = said.trim().split(' ').map(Number) as [number, number];
    return { seconds, sojournS };
  };
const simpy = python === undefined ? ABSENT : program(python, path.join(PEERS, 'mmc_simpy.py'));

/** Compiles the loop in C into a folder; undefined where there is no compiler. */
function compiledLoop(folder: string): Contestant | undefined {
  const loop = path.join(folder, 'mmc');
  const { status } = spawnSync('gcc', ['-O2', '-o', loop, path.join(PEERS, 'mmc.c'), '-lm']);
  return status === 0 ? program(loop) : undefined;
}

interface Scores {
  /** Thousands of customers a second. */
  readonly rate: number;
  /** By round. */
  readonly seconds: readonly number[];
  readonly sojournS: number;
}

/** All take turns, so that whatever else the computer does falls on each alike. The first round warms up. */
function race(contestants: readonly Contestant[], servers: number): Scores[] {
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    contestants.map((contestant) => contestant(servers, round + 1)),
  ).slice(1);
  return contestants.map((_, i) => {
    const seconds = rounds.map((round) => round[i]?.seconds as number);
    const sojournS = rounds.reduce((sum, round) => sum + (round[i]?.sojournS as number), 0) / ROUNDS;
    return { rate: CUSTOMERS / 1000 / median(seconds), seconds, sojournS };
  });
}

/** How many times as fast: round by round, since the two were measured one soon after the other. */
const timesAsFast = (one: Scores, other: Scores): number =>
  median(one.seconds.map((seconds, round) => (other.seconds[round] as number) / seconds));

export async function bench(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'station-'));
  try {
    const loop = compiledLoop(folder);
    return { name: 'station', rows: [1, 3].flatMap((servers) => rowsOf(servers, loop)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf(servers: number, loop: Contestant | undefined): Row[] {
  const [messages, machines, books, peer, limit] = race(
    [ours(customersAsMessages), ours(customersAsMachines), shipped, simpy, loop ?? ABSENT],
    servers,
  ) as [Scores, Scores, Scores, Scores, Scores];
  const row = (what: string, value: number, unit: string, more: Partial<Row> = {}): Row => ({
    figure: `M/M/${servers}, ${what}`,
    value,
    unit,
    ...more,
  });
  const rate = (what: string, score: Scores, customers = 1, missing?: string): Row =>
    row(what, score.rate * customers, 'k customers/s', {
      note: missing ?? `mean sojourn ${score.sojournS.toFixed(3)} s`,
    });
  return [
    rate('SimPy', peer, 1, python === undefined ? 'SimPy is not installed' : undefined),
    rate('a loop in C, the limit', limit, 1, loop === undefined ? 'gcc is not installed' : undefined),
    rate('customers as messages', messages),
    rate('a machine per customer', machines),
    rate('the simulation that readers play', books, SHIPPED / CUSTOMERS),
    row('customers as messages against SimPy', timesAsFast(messages, peer), 'times', { atLeast: 6 }),
    row('a machine per customer against SimPy', timesAsFast(machines, peer), 'times', { atLeast: 4 }),
    row('the loop in C against customers as messages', timesAsFast(limit, messages), 'times'),
  ];
}
