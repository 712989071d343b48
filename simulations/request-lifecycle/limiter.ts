/** The rate limiter: a bucket of tokens, refilled at the limit. Whoever finds it empty is told when to come back. */
import { constant } from '../../src/kernel/index.ts';
import { type Desk, stationMachine } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';
import { LIMITER_BURST, LIMITER_MS, LIMITER_QUEUE, LIMITER_WORKERS } from './limits.ts';
import { type Ask, answerGateway, passOn, work } from './messages.ts';

export interface Bucket {
  readonly tokens: number;
  /** When the tokens were counted, in microseconds. */
  readonly atUs: number;
}

function refilled({ memory, params, nowUs }: Desk<LifecycleParams, Bucket>): number {
  const tokens = memory.tokens + ((nowUs - memory.atUs) / 1_000_000) * params.limitPerSecond;
  return tokens > LIMITER_BURST ? LIMITER_BURST : tokens;
}

/** Milliseconds until there is a whole token. */
const waitMs = (tokens: number, params: LifecycleParams): number =>
  Math.ceil(((1 - tokens) / params.limitPerSecond) * 1000);

export const limiterMachine = stationMachine<LifecycleParams, Bucket, Ask>({
  id: 'limiter',
  takes: ['ADMIT'],
  workers: () => LIMITER_WORKERS,
  queueLimit: () => LIMITER_QUEUE,
  work: () => constant(LIMITER_MS),
  memory: () => ({ tokens: LIMITER_BURST, atUs: 0 }),
  finish: (ask, desk) => {
    const tokens = refilled(desk);
    if (tokens >= 1)
      return { memory: { tokens: tokens - 1, atUs: desk.nowUs }, acts: [passOn('auth', 'AUTHENTICATE', ask)] };
    const retryAfterMs = waitMs(tokens, desk.params);
    return { memory: { tokens, atUs: desk.nowUs }, acts: [answerGateway(ask, 429, { retryAfterMs })] };
  },
  refuse: (ask) => [answerGateway(ask, 503)],
  observes: work,
});
