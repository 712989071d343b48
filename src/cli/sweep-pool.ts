/** Carries out the jobs of a sweep on as many threads as asked for; their answers do not depend on how many. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Model } from '../kernel/model.ts';
import { type SweepJob, type SweepReply, sweepChunk } from '../kernel/sweep/job.ts';

export interface PoolSetup {
  readonly model: Model;
  /** Where a worker finds the simulation. */
  readonly folder: URL;
  readonly workers: number;
  /** A single worker gets a thread of its own, too, instead of working on this one. */
  readonly inThreads?: boolean;
  /** Told after each job how many are done. */
  readonly progress?: (done: number) => void;
  /** Calls the sweep off: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}
/** What a worker is told as it starts. */
export interface WorkerSetup {
  readonly folder: string;
  readonly simulation: string;
}

export const defaultWorkers = (): number => availableParallelism();

/** The rows of each job, in the order of the jobs. */
export async function runJobs(jobs: readonly SweepJob[], setup: PoolSetup): Promise<Float64Array[]> {
  const threads = Math.min(setup.workers, jobs.length);
  return threads <= 1 && !setup.inThreads ? runHere(jobs, setup) : runThere(jobs, setup, threads);
}

async function runHere(jobs: readonly SweepJob[], { model, progress, signal }: PoolSetup): Promise<Float64Array[]> {
  const rows: Float64Array[] = [];
  for (const job of jobs) {
    rows.push(sweepChunk(model, job));
    progress?.(rows.length);
    await new Promise(setImmediate); // so that a signal can come through
    signal?.throwIfAborted();
  }
  return rows;
}

async function runThere(
  jobs: readonly SweepJob[],
  { model, folder, progress, signal }: PoolSetup,
  threads: number,
): Promise<Float64Array[]> {
  const rows: Float64Array[] = [];
  const queue = jobs.values();
  let done = 0;
  const answered = (reply: Answered): void => {
    rows[reply.index] = reply.rows;
    progress?.(++done);
  };
  const workerData: WorkerSetup = { folder: folder.href, simulation: model.id };
  const file = new URL('./sweep-worker.ts', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData }));
  try {
    signal?.throwIfAborted();
    await Promise.all(workers.map((worker) => workThrough(queue, worker, answered, signal)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return rows;
}

type Answered = Extract<SweepReply, { rows: Float64Array }>;

/** Gives one worker job after job, until there is none left in the queue that all share. */
const workThrough = (
  queue: Iterator<SweepJob>,
  worker: Worker,
  answered: (reply: Answered) => void,
  signal: AbortSignal | undefined,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const next = () => {
      const job = queue.next();
      if (job.done) resolve();
      else worker.postMessage(job.value);
    };
    worker.on('message', (reply: SweepReply) => {
      if ('error' in reply) return reject(new Error(reply.error));
      answered(reply);
      next();
    });
    worker.on('error', reject);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    next();
  });
