/** Authentication: checks the token's signature and its date, and turns away who is nobody. */
import { lognormal } from '../../src/kernel/index.ts';
import { stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { AUTH_MS, AUTH_QUEUE, AUTH_WORKERS } from './limits.ts';
import { type Ask, answerGateway, passOn, tooLate, work } from './messages.ts';

export const authMachine = stationMachine<LifecycleParams, null, Ask>({
  id: 'auth',
  takes: ['AUTHENTICATE'],
  workers: () => AUTH_WORKERS,
  queueLimit: () => AUTH_QUEUE,
  work: () => lognormal(AUTH_MS, 0.4),
  memory: () => null,
  finish: (ask) => ({
    acts: [ask.token === 'valid' ? passOn('validation', 'VALIDATE', ask) : answerGateway(ask, 401)],
  }),
  refuse: (ask) => [answerGateway(ask, 503)],
  tooLate: (ask, nowUs, params) => tooLate(ask.deadlineUs, nowUs, AUTH_MS, params),
  drop: (ask) => [answerGateway(ask, 504)],
  observes: work,
});
