import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALGORITHMS,
  type Algorithm,
  charge,
  chargeToEmpty,
  decide,
  lease,
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

interface Request {
  readonly at: number;
  readonly cost: number;
}
const each = (moments: readonly number[]): Request[] => moments.map((at) => ({ at, cost: 1 }));

/** Those of `requests` that are admitted. */
function admittedBy(policy: Policy, requests: readonly Request[]): Request[] {
  let memory: Memory = NOTHING;
  return requests.filter(({ at, cost }) => {
    const decision = decide(policy, memory, at, cost);
    memory = decision.memory;
    return decision.admitted;
  });
}

/** The same, but what was remembered is lost back to request `from` when request `to` comes: a replica that lagged takes over. */
function admittedOver(policy: Policy, requests: readonly Request[], [from, to]: readonly [number, number]): Request[] {
  let memory: Memory = NOTHING;
  let replica: Memory = NOTHING;
  return requests.filter(({ at, cost }, i) => {
    if (i === from) replica = memory;
    if (i === to) memory = replica;
    const decision = decide(policy, memory, at, cost);
    memory = decision.memory;
    return decision.admitted;
  });
}

const unitsOf = (requests: readonly Request[]): number => requests.reduce((sum, { cost }) => sum + cost, 0);
const worstWindow = (admitted: readonly Request[], windowUs: number): number =>
  Math.max(0, ...admitted.map(({ at: end }) => unitsOf(admitted.filter(({ at }) => at > end - windowUs && at <= end))));

/** Most cost one unit, some more. */
const requests = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 400_000 }), fc.constantFrom(1, 1, 1, 2, 5)), { maxLength: 300 })
  .map((gaps) => {
    let at = 0;
    return gaps.map(([gap, cost]) => {
      at += gap;
      return { at, cost };
    });
  });
const policies = (algorithm: Algorithm) =>
  fc
    .record({
      limit: fc.integer({ min: 1, max: 40 }),
      windowS: fc.integer({ min: 1, max: 20 }),
      burst: fc.integer({ min: 1, max: 40 }),
    })
    .map((p) => policyOf(algorithm, p.limit, p.windowS, p.burst));

const isWithin = ({ burst, limit, windowUs }: Policy, admitted: readonly Request[]): boolean =>
  admitted.every((from, i) =>
    admitted
      .slice(i)
      .every(
        (to, more) =>
          unitsOf(admitted.slice(i, i + more + 1)) * windowUs <= burst * windowUs + (to.at - from.at) * limit,
      ),
  );

/** The most that any window carries under any schedule: every state that can be reached, one moment after the other. */
function worstOfAll(policy: Policy, moments: number): number {
  interface State {
    readonly memory: Memory;
    /** How many were admitted at each of the last moments that a window reaches back to. */
    readonly recent: readonly number[];
  }
  let worst = 0;
  let states = new Map<string, State>([['', { memory: NOTHING, recent: [] }]]);
  for (let at = 0; at < moments; at++) {
    const next = new Map<string, State>();
    for (const { memory: before, recent } of states.values()) {
      let memory = before;
      for (let admitted = 0; admitted <= policy.limit; admitted++) {
        const state = { memory, recent: [...recent, admitted].slice(-policy.windowUs) };
        worst = Math.max(
          worst,
          state.recent.reduce((a, b) => a + b),
        );
        next.set(JSON.stringify(state), state);
        const decision = decide(policy, memory, at);
        if (!decision.admitted) break;
        memory = decision.memory;
      }
    }
    states = next;
  }
  return worst;
}

describe('what each limiter promises, on any arrivals', () => {
  test('a failover to a replica that lagged gives a bucket back at most once: within two bursts and the rate', () => {
    fc.assert(
      fc.property(policies('gcra'), requests, fc.nat(299), fc.nat(299), (policy, at, a, b) => {
        const admitted = admittedOver(policy, at, [Math.min(a, b), Math.max(a, b)]);
        return isWithin({ ...policy, burst: 2 * policy.burst }, admitted);
      }),
    );
  });
  test('and may well exceed one burst and the rate', () => {
    const policy = policyOf('gcra');
    const admitted = admittedOver(policy, each(Array.from({ length: 20 }, () => 0)), [0, 10]);
    expect(admitted).toHaveLength(20);
    expect(isWithin(policy, admitted)).toBe(false);
  });
  test('a sliding log admits at most the limit in every rolling window', () => {
    fc.assert(
      fc.property(
        policies('sliding-log'),
        requests,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) <= policy.limit,
      ),
    );
  });

  test('a sliding log refuses nobody whose window still has room', () => {
    fc.assert(
      fc.property(policies('sliding-log'), requests, (policy, all) => {
        const admitted = admittedBy(policy, all);
        const before = ({ at }: Request) =>
          admitted.filter((other) => other.at > at - policy.windowUs && other.at <= at);
        return all.every(
          (request) => admitted.includes(request) || unitsOf(before(request)) + request.cost > policy.limit,
        );
      }),
    );
  });

  test('a fixed window admits at most twice the limit in a rolling window', () => {
    fc.assert(
      fc.property(
        policies('fixed-window'),
        requests,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) <= 2 * policy.limit,
      ),
    );
  });

  test('a sliding counter admits less than twice the limit in a rolling window', () => {
    fc.assert(
      fc.property(
        policies('sliding-counter'),
        requests,
        (policy, at) => worstWindow(admittedBy(policy, at), policy.windowUs) < 2 * policy.limit,
      ),
    );
  });

  test.each(['token-bucket', 'gcra'] as const)(
    '%s admits at most burst + rate × time between any two moments',
    (algorithm) => {
      fc.assert(fc.property(policies(algorithm), requests, (policy, at) => isWithin(policy, admittedBy(policy, at))));
    },
  );

  test('a bucket that is one larger than it says does not', () => {
    const larger = (policy: Policy) => ({ ...policy, burst: policy.burst + 1 });
    const property = fc.property(policies('gcra'), requests, (policy, at) =>
      isWithin(policy, admittedBy(larger(policy), at)),
    );
    expect(fc.check(property, { seed: 1 }).failed).toBe(true);
  });

  test('GCRA decides as the token bucket does, request by request', () => {
    fc.assert(
      fc.property(policies('token-bucket'), requests, (policy, at) => {
        expect(admittedBy({ ...policy, algorithm: 'gcra' }, at)).toEqual(admittedBy(policy, at));
      }),
      { numRuns: 500 },
    );
  });

  test('GCRA with a tolerance that is one interval too long does not', () => {
    const property = fc.property(policies('token-bucket'), requests, (policy, at) => {
      const wrong: Policy = { ...policy, algorithm: 'gcra', burst: policy.burst + 1 };
      return admittedBy(wrong, at).length === admittedBy(policy, at).length;
    });
    expect(fc.check(property, { seed: 1 }).failed).toBe(true);
  });

  test('what is said to be left is admitted, and one unit more is not', () => {
    const rates = (Object.keys(ALGORITHMS) as Algorithm[]).filter((algorithm) => algorithm !== 'concurrency');
    fc.assert(
      fc.property(fc.constantFrom(...rates).chain(policies), requests, (policy, all) => {
        let memory: Memory = NOTHING;
        for (const { at, cost } of all) {
          const { remaining, ...decision } = decide(policy, memory, at, cost);
          memory = decision.memory;
          if (remaining > 0 && !decide(policy, memory, at, remaining).admitted) return false;
          if (decide(policy, memory, at, remaining + 1).admitted) return false;
        }
        return true;
      }),
    );
  });

  test('a batch takes what is there, and no more than it asks for', () => {
    const policy = policyOf('sliding-log', 10);
    const first = lease(policy, NOTHING, 0, 7);
    expect([first.taken, lease(policy, first.memory, 0, 7).taken]).toEqual([7, 3]);
  });

  test('what leaves a leaky bucket is spaced by window / limit', () => {
    fc.assert(
      fc.property(policies('leaky-bucket'), requests, (policy, all) => {
        let memory: Memory = NOTHING;
        const departures: Request[] = [];
        for (const { at, cost } of all) {
          const decision = decide(policy, memory, at, cost);
          memory = decision.memory;
          if (decision.admitted) departures.push({ at: at + decision.holdUs, cost });
        }
        const interval = policy.windowUs / policy.limit;
        const isLater = ({ at }: Request, before: Request) => at - before.at >= before.cost * interval - 1;
        return departures.every((departure, i) => i === 0 || isLater(departure, departures[i - 1] as Request));
      }),
    );
  });

  test('whoever waits as long as Retry-After says is admitted, if nobody else comes', () => {
    const timed = (Object.keys(ALGORITHMS) as Algorithm[]).filter((algorithm) => algorithm !== 'concurrency');
    fc.assert(
      fc.property(fc.constantFrom(...timed).chain(policies), requests, (policy, all) => {
        let memory: Memory = NOTHING;
        for (const { at, cost } of all.filter((request) => request.cost <= Math.min(policy.limit, policy.burst))) {
          const decision = decide(policy, memory, at, cost);
          memory = decision.memory;
          if (!decision.admitted && !decide(policy, memory, at + decision.retryAfterUs, cost).admitted) return false;
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
    expect(worstWindow(admittedBy(policyOf('fixed-window'), each(edge)), 10 * SECOND)).toBe(20);
  });

  test('a sliding counter carries one less than twice its limit against a schedule made for it', () => {
    const adversary = [...Array(10).keys()]
      .map((i) => 9.9 * SECOND + i * 10_000)
      .concat([...Array(9).keys()].map((i) => 10 * SECOND + (i + 1) * SECOND));
    expect(worstWindow(admittedBy(policyOf('sliding-counter'), each(adversary)), 10 * SECOND)).toBe(19);
  });

  // Every schedule: at each of twenty-four moments, four windows long, any number up to the limit may come.
  test.each([
    ['sliding-log', 3],
    ['sliding-counter', 5],
    ['fixed-window', 6],
    ['token-bucket', 5],
    ['gcra', 5],
  ] as const)(
    'of every schedule against %s with a limit of 3, the worst carries %d in one window',
    (algorithm, worst) => {
      expect(worstOfAll({ algorithm, limit: 3, windowUs: 6, burst: 3 }, 24)).toBe(worst);
    },
  );

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

test('a counter that only stands by is empty at worst: what was admitted elsewhere beyond it is not owed', () => {
  for (const algorithm of ['token-bucket', 'gcra', 'leaky-bucket'] as const) {
    const policy = policyOf(algorithm, 10, 10, 2);
    const memory = chargeToEmpty(policy, NOTHING, 50, 5 * SECOND);
    expect(decide(policy, memory, 5 * SECOND).admitted).toBe(false);
    expect(decide(policy, memory, 6 * SECOND).admitted).toBe(true);
    expect(decide(policy, charge(policy, NOTHING, 50, 5 * SECOND), 6 * SECOND).admitted).toBe(false);
  }
});
