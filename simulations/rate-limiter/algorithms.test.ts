import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALGORITHMS,
  type Algorithm,
  charge,
  decide,
  type Memory,
  NOTHING,
  type Policy,
  release,
} from './algorithms.ts';

const SECOND = 1_000_000;
const policyOf = (algorithm: Algorithm, limit = 10, windowS = 10, burst = 10): Policy => ({
  algorithm,
  limit,
  windowUs: windowS * SECOND,
  burst,
});

/** The moments at which requests that come at `arrivals` are admitted. */
function admittedBy(policy: Policy, arrivals: readonly number[]): number[] {
  let memory: Memory = NOTHING;
  return arrivals.filter((at) => {
    const decision = decide(policy, memory, at);
    memory = decision.memory;
    return decision.admitted;
  });
}

const worstWindow = (moments: readonly number[], windowUs: number): number =>
  Math.max(0, ...moments.map((end) => moments.filter((at) => at > end - windowUs && at <= end).length));

const arrivals = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 300 }).map((gaps) => {
  let at = 0;
  return gaps.map((gap) => (at += gap));
});
const policies = (algorithm: Algorithm) =>
  fc
    .record({
      limit: fc.integer({ min: 1, max: 40 }),
      windowS: fc.integer({ min: 1, max: 20 }),
      burst: fc.integer({ min: 1, max: 40 }),
    })
    .map((p) => policyOf(algorithm, p.limit, p.windowS, p.burst));

describe('what each limiter promises, on any arrivals', () => {
  test('a sliding log admits at most the limit in every rolling window', () => {
    fc.assert(
      fc.property(
        policies('sliding-log'),
        arrivals,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) <= policy.limit,
      ),
    );
  });

  test('a sliding log refuses nobody whose window still has room', () => {
    fc.assert(
      fc.property(policies('sliding-log'), arrivals, (policy, at) => {
        const admitted = admittedBy(policy, at);
        const isIn = new Set(admitted);
        return at.every(
          (now) =>
            isIn.has(now) ||
            admitted.filter((other) => other > now - policy.windowUs && other <= now).length >= policy.limit,
        );
      }),
    );
  });

  test('a fixed window admits at most twice the limit in a rolling window', () => {
    fc.assert(
      fc.property(
        policies('fixed-window'),
        arrivals,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) <= 2 * policy.limit,
      ),
    );
  });

  test('a sliding counter admits at most twice the limit in a rolling window', () => {
    fc.assert(
      fc.property(
        policies('sliding-counter'),
        arrivals,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) <= 2 * policy.limit,
      ),
    );
  });

  test.each(['token-bucket', 'gcra'] as const)(
    '%s admits at most burst + rate × time between any two moments',
    (algorithm) => {
      fc.assert(
        fc.property(policies(algorithm), arrivals, (policy, at) => {
          const admitted = admittedBy(policy, at);
          return admitted.every((from, i) =>
            admitted
              .slice(i)
              .every(
                (to, more) =>
                  (more + 1) * policy.windowUs <= policy.burst * policy.windowUs + (to - from) * policy.limit,
              ),
          );
        }),
      );
    },
  );

  test('GCRA decides as the token bucket does, request by request', () => {
    fc.assert(
      fc.property(policies('token-bucket'), arrivals, (policy, at) => {
        expect(admittedBy({ ...policy, algorithm: 'gcra' }, at)).toEqual(admittedBy(policy, at));
      }),
      { numRuns: 500 },
    );
  });

  test('what leaves a leaky bucket is spaced by window / limit', () => {
    fc.assert(
      fc.property(policies('leaky-bucket'), arrivals, (policy, at) => {
        let memory: Memory = NOTHING;
        const departures: number[] = [];
        for (const now of at) {
          const decision = decide(policy, memory, now);
          memory = decision.memory;
          if (decision.admitted) departures.push(now + decision.holdUs);
        }
        const interval = policy.windowUs / policy.limit;
        return departures.every((departure, i) => i === 0 || departure - (departures[i - 1] as number) >= interval - 1);
      }),
    );
  });

  test('whoever waits as long as Retry-After says is admitted, if nobody else comes', () => {
    const timed = (Object.keys(ALGORITHMS) as Algorithm[]).filter((algorithm) => algorithm !== 'concurrency');
    fc.assert(
      fc.property(fc.constantFrom(...timed).chain(policies), arrivals, (policy, at) => {
        let memory: Memory = NOTHING;
        for (const now of at) {
          const decision = decide(policy, memory, now);
          memory = decision.memory;
          if (!decision.admitted && !decide(policy, memory, now + decision.retryAfterUs).admitted) return false;
        }
        return true;
      }),
    );
  });
});

describe('what each limiter gives away', () => {
  const edge = [...Array(10).keys()]
    .map((i) => 9.4 * SECOND + i * 50_000)
    .concat([...Array(10).keys()].map((i) => 10.05 * SECOND + i * 50_000));

  test('a fixed window carries twice its limit across an edge', () => {
    expect(worstWindow(admittedBy(policyOf('fixed-window'), edge), 10 * SECOND)).toBe(20);
  });

  test('a sliding counter carries nearly twice its limit against a schedule made for it', () => {
    const adversary = [...Array(10).keys()]
      .map((i) => 9.9 * SECOND + i * 10_000)
      .concat([...Array(10).keys()].map((i) => 10 * SECOND + (i + 1) * SECOND - 1000));
    expect(worstWindow(admittedBy(policyOf('sliding-counter'), adversary), 10 * SECOND)).toBeGreaterThanOrEqual(18);
  });

  test('a concurrency limit counts what is in progress, not what came', () => {
    const policy = policyOf('concurrency', 2);
    const [one, two] = [decide(policy, NOTHING, 0), decide(policy, decide(policy, NOTHING, 0).memory, 0)];
    expect([
      one.admitted,
      two.admitted,
      decide(policy, two.memory, 0).admitted,
      decide(policy, release(two.memory), 0).admitted,
    ]).toEqual([true, true, false, true]);
  });

  test.each(Object.keys(ALGORITHMS).filter((name) => name !== 'concurrency') as Algorithm[])(
    '%s: a charge of the whole limit leaves no room',
    (algorithm) => {
      expect(
        decide(policyOf(algorithm), charge(policyOf(algorithm), NOTHING, 10, 5 * SECOND), 5 * SECOND).admitted,
      ).toBe(false);
    },
  );
});
