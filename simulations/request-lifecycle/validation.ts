/** Validation: holds the request's body against the API's schema, before anything of worth is spent on it. */
import { lognormal } from '../../src/kernel/index.ts';
import { stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { VALIDATION_MS, VALIDATION_QUEUE, VALIDATION_WORKERS } from './limits.ts';
import { type Ask, answerGateway, passOn, tooLate, work } from './messages.ts';

export const validationMachine = stationMachine<LifecycleParams, null, Ask>({
  id: 'validation',
  takes: ['VALIDATE'],
  workers: () => VALIDATION_WORKERS,
  queueLimit: () => VALIDATION_QUEUE,
  work: () => lognormal(VALIDATION_MS, 0.3),
  memory: () => null,
  finish: (ask) => ({
    acts: [ask.payload === 'invalid' ? answerGateway(ask, 422) : passOn('controller', 'HANDLE', ask)],
  }),
  refuse: (ask) => [answerGateway(ask, 503)],
  tooLate: (ask, nowUs, params) => tooLate(ask.deadlineUs, nowUs, VALIDATION_MS, params),
  drop: (ask) => [answerGateway(ask, 504)],
  observes: work,
});
