/** The database behind its pool of connections: as many queries at a time as there are connections, the others in line. */
import { lognormal, send } from '../../src/kernel/index.ts';
import { stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { DATABASE_QUEUE } from './limits.ts';
import { type Ask, tooLate, work } from './messages.ts';

const tell = (type: 'ROWS' | 'NO_CONNECTION' | 'TOO_LATE', { request }: Ask) => send('controller', { type, request });

export const databaseMachine = stationMachine<LifecycleParams, null, Ask>({
  id: 'database',
  takes: ['QUERY'],
  workers: ({ connections }) => connections,
  queueLimit: () => DATABASE_QUEUE,
  work: (_ask, { databaseMs }) => lognormal(databaseMs, 0.4),
  memory: () => null,
  finish: (ask) => ({ acts: [tell('ROWS', ask)] }),
  refuse: (ask) => [tell('NO_CONNECTION', ask)],
  tooLate: (ask, nowUs, params) => tooLate(ask.deadlineUs, nowUs, params.databaseMs, params),
  drop: (ask) => [tell('TOO_LATE', ask)],
  observes: { ...work, waiting: 'databaseQueue' },
});
