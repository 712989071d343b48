/**
 * How many customers a second go through a queue, beside SimPy on the same computer in the same minutes. The ratios count;
 * customers a second depend on the machine.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import serviceStation from '../../simulations/service-station/index.ts';
import { type Model, Results, recipeOf } from '../../src/kernel/index.ts';
import { startRun } from '../../src/kernel/start.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import { type Bench, median, type Row } from './rows.ts';
import { customersAsMachines, customersAsMessages } from './station-models.ts';

const CUSTOMERS = 100_000;
const ROUNDS = 7;
const PEER = path.join(import.meta.dirname, 'peers', 'mmc_simpy.py');

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
    const knobs = { servers, customers: CUSTOMERS / 2, arrivalRate: 0.8 * servers, serviceRate: 1 };
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
const simpy: Contestant = (servers, seed) => {
  if (python === undefined) return { seconds: Number.NaN, sojournS: Number.NaN };
  const said = execFileSync(python, [PEER, String(CUSTOMERS), String(servers), String(seed)], { encoding: 'utf8' });
  const [sojournS, seconds] = said.trim().split(' ').map(Number) as [number, number];
  return { seconds, sojournS };
};

interface Scores {
  /** Thousands of customers a second. */
  readonly rate: number;
  readonly sojournS: number;
}

/** All take turns, so that whatever else the computer does falls on each alike. The first round warms up. */
function race(contestants: readonly Contestant[], servers: number): Scores[] {
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    contestants.map((contestant) => contestant(servers, round + 1)),
  ).slice(1);
  return contestants.map((_, i) => ({
    rate: CUSTOMERS / 1000 / median(rounds.map((round) => round[i]?.seconds as number)),
    sojournS: rounds.reduce((sum, round) => sum + (round[i]?.sojournS as number), 0) / ROUNDS,
  }));
}

export async function bench(): Promise<Bench> {
  const rows: Row[] = [];
  for (const servers of [1, 3]) {
    const [messages, machines, books, peer] = race(
      [ours(customersAsMessages), ours(customersAsMachines), shipped, simpy],
      servers,
    ) as [Scores, Scores, Scores, Scores];
    const of = `M/M/${servers}`;
    const stay = (score: Scores) => `mean sojourn ${score.sojournS.toFixed(3)} s`;
    rows.push(
      {
        figure: `${of}, SimPy`,
        value: peer.rate,
        unit: 'k customers/s',
        note: python === undefined ? 'SimPy is not installed' : stay(peer),
      },
      { figure: `${of}, customers as messages`, value: messages.rate, unit: 'k customers/s', note: stay(messages) },
      { figure: `${of}, a machine per customer`, value: machines.rate, unit: 'k customers/s', note: stay(machines) },
      {
        figure: `${of}, the simulation that readers play`,
        value: books.rate / 2,
        unit: 'k customers/s',
        note: stay(books),
      },
      {
        figure: `${of}, customers as messages against SimPy`,
        value: messages.rate / peer.rate,
        unit: 'times',
        atLeast: 6,
      },
      {
        figure: `${of}, a machine per customer against SimPy`,
        value: machines.rate / peer.rate,
        unit: 'times',
        atLeast: 4,
      },
    );
  }
  return { name: 'station', rows };
}
