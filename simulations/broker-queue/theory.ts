/**
 * What is known beforehand: how often a message is tried, how long it waits in the long run, how a backlog grows and drains.
 * Rates are per second.
 */
import type { CurveTheory, Fault, LineTheory, NotForetold, Prediction } from '../../src/kernel/index.ts';
import { waitMGc } from '../../src/parts/erlang.ts';
import type { BrokerParams } from './knobs.ts';

/** The lognormal work (σ = 0.5): mean / median = e^(σ²/2), and variance / mean² = e^(σ²) − 1. */
const WORK_MEAN = 1.1331;
const WORK_VARIATION = 0.284;
/** To the world outside and back: twice the mean of a lognormal with median 3 ms, σ = 0.3. */
const EFFECT_MS = 6.28;
/** From the broker to a consumer and back, which a consumer with nothing prefetched waits for. */
const HANDOVER_MS = 4;

/** What one message takes of a consumer, in milliseconds, and how much that varies. */
function serviceOf({ workMs, prefetch }: BrokerParams): { readonly meanMs: number; readonly variation: number } {
  const work = workMs * WORK_MEAN;
  const meanMs = work + EFFECT_MS + (prefetch === 1 ? HANDOVER_MS : 0);
  return { meanMs, variation: WORK_VARIATION * (work / meanMs) * (work / meanMs) };
}
const workersOf = ({ broker, partitions, consumers }: BrokerParams): number =>
  broker === 'log' ? Math.min(partitions, consumers) : consumers;
/** μ of all consumers together. */
export const capacityOf = (params: BrokerParams): number => (workersOf(params) * 1000) / serviceOf(params).meanMs;

const isPatient = (params: BrokerParams): boolean =>
  params.broker === 'classic' || params.timeoutMs >= 10 * serviceOf(params).meanMs * params.prefetch;
const endsAtLimit = ({ broker, returnBy, deliveryLimit }: BrokerParams): boolean =>
  broker !== 'classic' && deliveryLimit >= 0 && !(broker === 'quorum' && returnBy === 'nack');

/** What disturbs every formula here; undefined when nothing does. */
function disturbed(params: BrokerParams): NotForetold | undefined {
  if (params.poison > 0 && params.poison <= params.messages)
    return { why: 'One message is poison: it comes back whatever the others do.' };
  if (params.acknowledge === 'before')
    return { why: 'A message that is acknowledged before its effect is tried once.' };
  if (!isPatient(params))
    return {
      why: 'The acknowledgement timeout is not much longer than the work.',
    };
  return undefined;
}

/** Fewer messages than this, and a few unlucky ones make the mean. */
const ENOUGH = 100;

/** A larger share of what the consumers can do, and a run may end before it is done. */
const BUSY = 0.9;

/** What is dropped or refused is not tried at all. */
const onlyCounted = ({ messages, maxLength, broker }: BrokerParams): NotForetold | undefined =>
  broker !== 'log' && messages > maxLength ? { why: 'There may be no room for some messages.' } : undefined;

const attempts: CurveTheory<BrokerParams> = {
  kind: 'curve',
  measure: 'attemptsMean',
  says: 'How often a message is delivered when each attempt fails with probability p and n are allowed.',
  limits: 'When attempts fail independently of each other; in an outage they do not.',
  over: 'failPercent',
  grid: () => [0, 30, 60],
  foretells: (params): Prediction<number> => {
    const p = params.failPercent / 100;
    const isEndless = !endsAtLimit(params);
    const why = disturbed(params) ?? onlyCounted(params);
    if (why !== undefined) return why;
    if (isEndless && p === 1) return { why: 'Every attempt fails and nobody counts: it has no end.' };
    const value = isEndless ? 1 / (1 - p) : tries(p, params.deliveryLimit + 1);
    return {
      name: isEndless ? '1 / (1 − p)' : '(1 − pⁿ) / (1 − p)',
      source: 'the geometric distribution',
      value,
      ...(params.messages < ENOUGH && { unless: `With ${params.messages} messages a few unlucky ones make the mean.` }),
      ...(value * params.perSecond > BUSY * capacityOf(params) && {
        unless: 'So many attempts are more than the consumers can do.',
      }),
    };
  },
};

/** 1 + p + p² + … + pⁿ⁻¹. */
export function tries(p: number, n: number): number {
  let [sum, term] = [0, 1];
  for (let i = 0; i < n; i++) {
    sum += term;
    term *= p;
  }
  return sum;
}

/** In the long run, before consumers with a prefetch of 1 that are not busy all the time. */
export function meanWaitMs(params: BrokerParams): number {
  const { meanMs, variation } = serviceOf(params);
  const rates = { arrivalRate: params.perSecond, serviceRate: 1000 / meanMs };
  return waitMGc(rates, params.consumers, variation) * 1000;
}

const wait: CurveTheory<BrokerParams> = {
  kind: 'curve',
  measure: 'waitMeanMs',
  says: 'How long a message waits for a consumer on average.',
  limits: 'In the long run, with random arrivals, no failures, and nothing prefetched.',
  over: 'perSecond',
  grid: (params) => [0.2, 0.4, 0.7, 0.9].map((part) => Math.max(1, Math.round(part * capacityOf(params)))),
  also: {
    says: 'what the consumers can do',
    at: (params) => `${Math.round((100 * params.perSecond) / capacityOf(params))} %`,
  },
  foretells: (params): Prediction<number> => {
    const why = disturbed(params) ?? notOneQueue(params);
    if (why !== undefined) return why;
    const gap = 1 - params.perSecond / capacityOf(params);
    if (gap <= 0) return { why: 'As much comes as can be done, or more: the wait grows as long as it comes.' };
    const c = params.consumers;
    return {
      name: c === 1 ? 'M/G/1, Pollaczek–Khinchine' : `M/M/${c} with Allen’s and Cunneen’s correction`,
      source: c === 1 ? 'F. Pollaczek, 1930; A. Khinchine, 1932' : 'A. K. Erlang, 1917; A. O. Allen, 1990',
      value: meanWaitMs(params),
      ...(params.messages * gap * gap < ENOUGH && {
        unless: `A run of ${params.messages} messages is too short for consumers that are so busy.`,
      }),
    };
  },
};

function notOneQueue(params: BrokerParams): NotForetold | undefined {
  if (params.broker === 'log') return { why: 'A log has a queue for each partition; the formula is for one.' };
  if (params.prefetch > 1) return { why: 'Prefetched messages wait where the formula does not see them.' };
  if (params.burst > 1) return { why: 'Orders come in bursts; the formula is for those that come at random.' };
  if (params.failPercent > 0) return { why: 'Attempts fail, and what comes back waits with what is new.' };
  return undefined;
}

/** A rate that holds from a moment on. */
interface Phase {
  readonly fromUs: number;
  readonly perSecond: number;
}
/** A smaller backlog than this is chance. */
const WORTH_A_LINE = 20;

const backlog: LineTheory<BrokerParams> = {
  kind: 'line',
  level: 'backlog',
  says: 'A backlog B grows by λ − μ while more comes than can be done, and is gone after B / (μ − λ).',
  limits: 'It takes messages for water, without the crowds that chance makes.',
  foretells: (params, { faults, endedAtUs }) => {
    const why = disturbed(params) ?? otherTrouble(params, faults);
    if (why !== undefined) return why;
    const points = water(phasesOf(params, faults), params, endedAtUs);
    const highest = Math.max(...points.map(([, value]) => value));
    if (highest < WORTH_A_LINE) return { why: 'Less comes than can be done: nothing builds up but what chance makes.' };
    if (params.broker !== 'log' && highest > params.maxLength)
      return { why: 'More would wait than there is room for.' };
    return {
      name: 'growth λ − μ, drain B / (μ − λ)',
      source: 'arithmetic: what has come, less what has gone',
      value: points,
    };
  },
};

function otherTrouble(params: BrokerParams, faults: readonly Fault[]): NotForetold | undefined {
  const turned = faults.every((fault) => fault.kind === 'knob' && fault.knob === 'perSecond');
  if (!turned || params.failPercent > 0) return { why: 'Something goes wrong on the way.' };
  if (params.burst > 1) return { why: 'Orders come in bursts: the backlog jumps.' };
  return undefined;
}

/** The parameters are those with which the run began. */
function phasesOf(params: BrokerParams, faults: readonly Fault[]): readonly Phase[] {
  const turns = faults.flatMap((fault) =>
    fault.kind === 'knob' ? [{ fromUs: fault.atUs, perSecond: fault.value as number }] : [],
  );
  return [{ fromUs: 0, perSecond: params.perSecond }, ...turns];
}

/** The level of what flows in at each phase's rate, as long as there are messages, and out at the consumers'. */
function water(phases: readonly Phase[], params: BrokerParams, endUs: number): readonly (readonly [number, number])[] {
  const out = capacityOf(params);
  const points: (readonly [number, number])[] = [[0, 0]];
  let left = params.messages;
  let level = 0;
  /** Until `toUs`, or until it is empty and stays so. */
  const flow = (fromUs: number, toUs: number, rate: number): void => {
    const emptyUs = rate < out ? fromUs + (level / (out - rate)) * 1e6 : Number.POSITIVE_INFINITY;
    if (emptyUs > fromUs && emptyUs < toUs) points.push([emptyUs, 0]);
    level = Math.max(0, level + ((rate - out) * (toUs - fromUs)) / 1e6);
    points.push([toUs, level]);
  };
  for (const [i, { fromUs, perSecond }] of phases.entries()) {
    const untilUs = Math.min(endUs, phases[i + 1]?.fromUs ?? endUs);
    const overUs = Math.min(untilUs, fromUs + (left / perSecond) * 1e6);
    left -= ((overUs - fromUs) * perSecond) / 1e6;
    flow(fromUs, overUs, perSecond);
    if (overUs < untilUs) flow(overUs, untilUs, 0);
  }
  return points;
}

export const theory = [backlog, wait, attempts] as const;
