/** The resolver that a newcomer asks for the site's address. How it finds it (cache, root, authority) is one piece of work. */
import { lognormal, sendToAddress } from '../../src/kernel/index.ts';
import { type Job, stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { DNS_MS, DNS_QUEUE, DNS_WORKERS } from './limits.ts';

const answer = (job: Job) => sendToAddress(() => job.from, { type: 'ADDRESS', request: job.request });

export const dnsMachine = stationMachine<LifecycleParams, null, Job>({
  id: 'dns',
  takes: ['RESOLVE'],
  workers: () => DNS_WORKERS,
  queueLimit: () => DNS_QUEUE,
  work: () => lognormal(DNS_MS, 0.6),
  memory: () => null,
  finish: (job) => ({ acts: [answer(job)] }),
  // A resolver that is overrun does not answer; the client's own timeout ends the request.
  refuse: () => [],
});
