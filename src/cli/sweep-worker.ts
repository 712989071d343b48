/** One thread of a sweep: loads the simulation once, then answers jobs. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type SweepJob, type SweepReply, sweepChunk } from '../kernel/sweep/job.ts';
import { loadModel } from './catalogue.ts';
import type { WorkerSetup } from './sweep-pool.ts';

const { folder, simulation } = workerData as WorkerSetup;
const port = parentPort as MessagePort; // this file is only ever started as a worker
const loading = loadModel(new URL(folder), simulation);

port.on('message', async (job: SweepJob) => {
  const reply = await answer(job);
  port.postMessage(reply, 'rows' in reply ? [reply.rows.buffer as ArrayBuffer] : []);
});

async function answer(job: SweepJob): Promise<SweepReply> {
  try {
    return { index: job.index, rows: sweepChunk(await loading, job) };
  } catch (error) {
    return { index: job.index, error: (error as Error).message };
  }
}
