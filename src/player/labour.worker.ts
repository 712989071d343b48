/** The worker's side: takes an order, answers with what it found. It is stopped by ending it. */
import { Explorer } from '../kernel/explore/index.ts';
import { type Model, paramsOf, scenarioOf } from '../kernel/index.ts';
import { sweepChunk } from '../kernel/sweep/index.ts';
import type { Answer, Order } from './labour.ts';
import { fetchModel } from './models.ts';

/** Enough for what a reader waits for, and for a phone's memory. */
const MOST_STATES = 2_000_000;
const MOST_BYTES = 256 * 1024 * 1024;

const answer = (what: Answer) => postMessage(what);

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  try {
    const { simulation } = data.kind === 'explore' ? data.recipe : data.job.recipe;
    const model = await fetchModel(simulation);
    if (data.kind === 'explore') explore(model, data);
    else answer({ kind: 'swept', index: data.job.index, rows: sweepChunk(model, data.job) });
  } catch (error) {
    answer({ kind: 'failed', problem: (error as Error).message });
  }
});

/** The first broken invariant ends it: breadth first, the first is the one with the fewest steps. */
function explore(model: Model, { recipe, from }: Extract<Order, { kind: 'explore' }>): void {
  const [, { exploration: budget = {} }] = scenarioOf(model, recipe.scenario);
  const explorer = new Explorer(model, paramsOf(model, recipe), {
    maxStates: MOST_STATES,
    ...budget,
    maxBytes: MOST_BYTES,
    stopAtFirst: true,
    ...(from && { from }),
  });
  while (!explorer.advance()) answer({ kind: 'progress', states: explorer.states });
  answer({ kind: 'explored', exploration: explorer.result() });
}
