/** What it costs to keep every step of a run of 100,000 events, and how fast any of them is there again. */
import { type Played, play, recipeOf } from '../../src/kernel/index.ts';
import { gateway } from './gateway-model.ts';
import { median, percentile, type Row } from './rows.ts';

const EVENTS = 100_000;
const LOOKS = 4_000;
const recipe = { ...recipeOf(gateway), knobs: { calls: 11_000 } };

export async function bench(): Promise<{ name: string; rows: Row[] }> {
  warm();
  const before = heapUsed();
  const began = performance.now();
  const { history } = play(gateway, recipe, { maxSteps: EVENTS });
  const seconds = (performance.now() - began) / 1000;
  const bytes = heapUsed() - before;
  const times = Array.from({ length: LOOKS }, (_, i) => look(history, (i * 7_919 * 31) % history.length));
  const note = `${LOOKS} looks all over ${history.length} events, each the faster of two`;
  const rows: Row[] = [
    { figure: 'a look at any step, p99', value: percentile(times, 99), unit: 'ms', atMost: 1, note },
    { figure: 'a look at any step, median', value: median(times), unit: 'ms' },
    { figure: 'memory', value: bytes / history.length, unit: 'bytes/event', atMost: 700, ...withoutGc },
    { figure: 'playing, with everything kept', value: history.length / seconds, unit: 'events/s' },
  ];
  return { name: 'history', rows };
}

/** Milliseconds. The faster of two: what else the machine does at that moment is not the history's doing. */
function look(history: Played['history'], index: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 2; time++) {
    const from = performance.now();
    const moment = history.at(index);
    best = Math.min(best, performance.now() - from);
    if (moment.index !== index) throw new Error(`asked for step ${index}, got ${moment.index}`);
  }
  return best;
}

/** In a function of its own, so that nothing of it is alive when the memory is looked at. */
function warm(): void {
  for (const { index } of play(gateway, recipe, { maxSteps: EVENTS / 4 }).history.steps)
    if (index < 0) throw new Error('steps count from 0');
}

const collect = (globalThis as { readonly gc?: () => void }).gc; // there with --expose-gc, which run.ts gives
const withoutGc = collect === undefined ? { note: 'without --expose-gc: garbage is counted, too' } : {};

function heapUsed(): number {
  collect?.();
  collect?.();
  return process.memoryUsage().heapUsed;
}
