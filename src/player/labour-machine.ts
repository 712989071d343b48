/** One task at a time: idle, at work, done or failed. Leaving the work ends its workers. */
import { assign, fromCallback, setup } from 'xstate';
import { jobsOf } from '../kernel/sweep/index.ts';
import { type Answer, type Found, type Order, runsOf, type Task } from './labour.ts';

export type LabourEvent =
  | { readonly type: 'BEGIN'; readonly task: Task }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'PROGRESS'; readonly done: number }
  | { readonly type: 'FOUND'; readonly found: Found }
  | { readonly type: 'FAILED'; readonly problem: string };

interface Labour {
  readonly task: Task | undefined;
  /** States visited, or seeds run. */
  readonly done: number;
  readonly found: Found | undefined;
  readonly problem: string | undefined;
}
type Tell = (event: LabourEvent) => void;

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

export const labourMachine = setup({
  types: {} as { context: Labour; events: LabourEvent },
  actors: {
    workers: fromCallback<LabourEvent, Task>(({ input, sendBack }) => {
      const workers = input.kind === 'explore' ? explore(input, sendBack) : sweep(input, sendBack);
      return () => {
        for (const worker of workers) worker.terminate();
      };
    }),
  },
}).createMachine({
  id: 'labour',
  context: { task: undefined, done: 0, found: undefined, problem: undefined },
  initial: 'idle',
  on: {
    BEGIN: {
      target: '.working',
      reenter: true,
      actions: assign(({ event }) => ({ task: event.task, done: 0, found: undefined, problem: undefined })),
    },
    CANCEL: { target: '.idle', actions: assign({ task: undefined, found: undefined, problem: undefined }) },
  },
  states: {
    idle: {},
    working: {
      invoke: { src: 'workers', input: ({ context }) => context.task as Task },
      on: {
        PROGRESS: { actions: assign({ done: ({ event }) => event.done }) },
        FOUND: { target: 'done', actions: assign({ found: ({ event }) => event.found }) },
        FAILED: { target: 'failed', actions: assign({ problem: ({ event }) => event.problem }) },
      },
    },
    done: {},
    failed: {},
  },
});
