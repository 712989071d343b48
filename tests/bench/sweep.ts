/**
 * How fast many runs are made: whole runs of the reference scenario (gateway-model.ts) with books, measures and invariants,
 * as `sweep` makes them.
 */
import { runJobs } from '../../src/cli/sweep-pool.ts';
import { recipeOf } from '../../src/kernel/index.ts';
import { jobsOf, planOf, runOnce } from '../../src/kernel/sweep/index.ts';
import { gateway } from './gateway-model.ts';
import { median, type Row } from './rows.ts';

const SEEDS = 24;
const ROUNDS = 9;
const recipe = recipeOf(gateway);

interface Alone {
  /** Seeds a second on this thread, by round. */
  readonly seeds: number[];
  /** The same by the processor's time instead of the clock's: what else the machine does falls on it less. */
  readonly undisturbed: number[];
  /** Events a second, over all rounds. */
  readonly events: number;
}

function alone(traceHash: boolean): Alone {
  const seeds: number[] = [];
  const undisturbed: number[] = [];
  let events = 0;
  let seconds = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const before = process.cpuUsage();
    for (let seed = 1; seed <= SEEDS; seed++) events += runOnce(gateway, { ...recipe, seed }, { traceHash }).events;
    const took = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    seconds += took;
    seeds.push(SEEDS / took);
    undisturbed.push((SEEDS * 1e6) / (user + system));
  }
  return { seeds, undisturbed, events: events / seconds };
}

/**
 * Seeds a second of so many workers once they have warmed up: a sweep's first quarter is not counted, in which each of
 * them loads the model and the engine learns it.
 */
async function together(workers: number): Promise<number> {
  const jobs = jobsOf(planOf(gateway, [recipe], 1, 96), 2);
  const moments: number[] = [];
  const folder = new URL('./simulations/', import.meta.url);
  await runJobs(jobs, {
    model: gateway,
    folder,
    workers,
    inThreads: true,
    progress: () => moments.push(performance.now()),
  });
  const first = Math.floor(jobs.length / 4);
  const milliseconds = (moments.at(-1) ?? 0) - (moments[first] ?? 0);
  return ((jobs.length - 1 - first) * 2 * 1000) / milliseconds;
}

export async function bench(): Promise<{ name: string; rows: Row[] }> {
  const hash = runOnce(gateway, recipe, { traceHash: true }).traceHash;
  alone(false); // warm
  const lean = alone(false);
  const hashed = alone(true);
  const ratios: number[] = [];
  // One and two take turns, so that both meet the same machine.
  for (let round = 0; round < 3; round++) {
    const one = await together(1);
    ratios.push((await together(2)) / one);
  }
  const note = `median of ${ROUNDS} rounds; the fastest ${Math.max(...lean.seeds).toFixed(0)}`;
  const rows: Row[] = [
    { figure: 'whole runs, one thread', value: median(lean.seeds), unit: 'seeds/s', atLeast: 100, note },
    {
      figure: 'by the time that the processor took',
      value: median(lean.undisturbed),
      unit: 'seeds/s',
      note: 'for when the machine is busy',
    },
    { figure: 'events, one thread', value: lean.events, unit: 'events/s' },
    { figure: 'whole runs with the trace hash', value: median(hashed.seeds), unit: 'seeds/s', note: `seed 1: ${hash}` },
    { figure: 'two workers, times one', value: median(ratios), unit: '×', atLeast: 1.7, note: 'median of 3 pairs' },
  ];
  return { name: 'sweep', rows };
}
