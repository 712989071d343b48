/** Workers of the browser and what they are told, for one task: fetched with the first task. */
import { jobsOf } from '../kernel/sweep/index.ts';
import { type Answer, type Order, runsOf, type Task } from './labour.ts';
import type { Tell } from './labour-machine.ts';

/** The workers, at work: whoever wants no more of it ends them. */
export const setToWork = (task: Task, tell: Tell): readonly Worker[] =>
  task.kind === 'explore' ? explore(task, tell) : sweep(task, tell);

const newWorker = (): Worker => new Worker(new URL('./labour.worker.ts', import.meta.url), { type: 'module' });

/** Starts a worker that is told what to do next each time it has finished something. */
function employ(tell: Tell, next: () => Order | undefined, take: (answer: Answer) => void): Worker {
  const worker = newWorker();
  const send = () => {
    const order = next();
    if (order !== undefined) worker.postMessage(order);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'failed') return tell({ type: 'FAILED', problem: data.problem });
    take(data);
    if (data.kind === 'swept') send();
  });
  worker.addEventListener('error', ({ message }) =>
    tell({ type: 'FAILED', problem: message || 'the worker could not be started' }),
  );
  send();
  return worker;
}

function explore(task: Extract<Task, { kind: 'explore' }>, tell: Tell): readonly Worker[] {
  const orders: Order[] = [task];
  const take = (answer: Answer) => {
    if (answer.kind === 'progress') tell({ type: 'PROGRESS', done: answer.states });
    if (answer.kind === 'explored')
      tell({ type: 'FOUND', found: { kind: 'explore', task, exploration: answer.exploration } });
  };
  return [employ(tell, () => orders.pop(), take)];
}

/** Small enough that progress is seen and a cancelled sweep ends at once. */
const RUNS_A_JOB = 10;
const MOST_WORKERS = 4;

function sweep(task: Extract<Task, { kind: 'sweep' }>, tell: Tell): readonly Worker[] {
  const { recipes, from, to } = task;
  const jobs = jobsOf({ recipes, from, to }, RUNS_A_JOB);
  const rows: Float64Array[] = [];
  let begun = 0;
  let done = 0;
  const next = (): Order | undefined => {
    const job = jobs[begun++];
    return job && { kind: 'sweep', job };
  };
  const take = (answer: Answer) => {
    if (answer.kind !== 'swept') return;
    rows[answer.index] = answer.rows;
    done++;
    tell({ type: 'PROGRESS', done: Math.min(runsOf(task), done * RUNS_A_JOB) });
    if (done === jobs.length) tell({ type: 'FOUND', found: { ...task, rows } });
  };
  const workers = Math.max(1, Math.min(MOST_WORKERS, (navigator.hardwareConcurrency ?? 2) - 1));
  return Array.from({ length: workers }, () => employ(tell, next, take));
}
