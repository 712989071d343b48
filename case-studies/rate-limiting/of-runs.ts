/** What this study measures again and again, as claims about runs of its simulation. */
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { percent, runsOf } from '../../src/claims/runs-of.ts';
import type { KnobValue } from '../../src/kernel/index.ts';

export type Knobs = Readonly<Record<string, KnobValue>>;
export type Range = readonly [number, number];

export const ofRun = runsOf(rateLimiter);
/** The most that any rolling window carried, against the limit. */
export const times = (scenario: string, says: string, expect: Range, knobs: Knobs = {}) =>
  ofRun(scenario, says, '×', 'worstOverLimit', expect, { knobs, digits: 1 });
/** What the limiter adds to a decision. */
export const adds = (
  scenario: string,
  says: string,
  percentile: 50 | 99,
  expect: Range,
  knobs: Knobs = {},
  digits = 0,
) => ofRun(scenario, says, 'ms', `limiterP${percentile}Ms`, expect, { knobs, digits });
/** Of what the tenants beside the scraper ask. */
export const paying = (scenario: string, says: string, expect: Range, knobs: Knobs = {}) =>
  ofRun(scenario, says, '%', percent('othersAnsweredShare'), expect, { knobs });
export const answered = (says: string, expect: Range, knobs: Knobs = {}) =>
  ofRun('retry-storm', says, '%', percent('answeredShare'), expect, { knobs });
