/**
 * Seven limiters as pure functions of (policy, state, time): what a limiter decides about one request, and what it
 * remembers afterwards.
 *
 * Buckets and GCRA count in units of 1 / `limit` microseconds, so that their arithmetic is whole numbers only and the two
 * can be compared decision by decision. Sources: token and leaky bucket, GCRA: ITU-T Recommendation I.371 (virtual
 * scheduling and continuous-state leaky bucket are the same algorithm). Sliding counter: Desgats, "How we built rate
 * limiting capable of scaling to millions of domains", Cloudflare, 2017.
 */

export const ALGORITHMS = {
  'fixed-window': 'Fixed window',
  'sliding-log': 'Sliding log',
  'sliding-counter': 'Sliding counter',
  'token-bucket': 'Token bucket',
  'leaky-bucket': 'Leaky bucket (queue)',
  gcra: 'GCRA',
  concurrency: 'Concurrency limit',
} as const;
export type Algorithm = keyof typeof ALGORITHMS;

export interface Policy {
  readonly algorithm: Algorithm;
  /** Requests a window; for the concurrency limit, requests in progress at once. */
  readonly limit: number;
  /** Microseconds. */
  readonly windowUs: number;
  /** Requests that a bucket admits at once; how long a leaky bucket's queue may be. */
  readonly burst: number;
}

/** What a limiter remembers of one tenant. Each algorithm uses the fields that it needs. */
export interface Memory {
  /** Number of the current window. */
  readonly window?: number;
  readonly count?: number;
  readonly previous?: number;
  /** Moments of the admitted requests of the last window, in microseconds. */
  readonly admitted?: readonly number[];
  /** Tokens × windowUs. */
  readonly level?: number;
  readonly atUs?: number;
  /** GCRA's theoretical arrival time; when a leaky bucket's queue is empty. Both × limit. */
  readonly tat?: number;
  readonly inProgress?: number;
}

export interface Decision {
  readonly admitted: boolean;
  readonly memory: Memory;
  /** How long an admitted request is held back (leaky bucket), in microseconds. */
  readonly holdUs: number;
  /** When a refused request would be admitted if nobody else came, in microseconds from now. */
  readonly retryAfterUs: number;
  /** How many units more would be admitted now: also after a refusal, when the request cost more than is left. */
  readonly remaining: number;
}

export const NOTHING: Memory = {};

/**
 * Decides about one request at `nowUs`. `cost` is how many units of the limit it takes, a whole number; one that costs more
 * than the limit or the burst is never admitted. A concurrency limit counts requests in progress, whatever they cost.
 */
export function decide(policy: Policy, memory: Memory, nowUs: number, cost = 1): Decision {
  return LIMITERS[policy.algorithm](policy, memory, nowUs, cost);
}

/** Takes as many units as there are, `most` at most: a batch for a gateway to spend. */
export function lease(policy: Policy, memory: Memory, nowUs: number, most: number): { memory: Memory; taken: number } {
  let left = memory;
  for (let taken = 0; taken < most; taken++) {
    const decision = decide(policy, left, nowUs);
    if (!decision.admitted) return { memory: left, taken };
    left = decision.memory;
  }
  return { memory: left, taken: most };
}

/** Charges `count` units that were admitted elsewhere: what a synchronisation brings. */
export function charge(policy: Policy, memory: Memory, count: number, nowUs: number): Memory {
  let charged = memory;
  for (let i = 0; i < count; i++) charged = chargeOne(policy, charged, nowUs);
  return charged;
}

/** The same at a counter that only stands by: a bucket is empty at worst and owes nothing. */
export function chargeToEmpty(policy: Policy, memory: Memory, count: number, nowUs: number): Memory {
  const { level, tat, ...charged } = charge(policy, memory, count, nowUs);
  return {
    ...charged,
    ...(level !== undefined && { level: Math.max(0, level) }),
    ...(tat !== undefined && { tat: Math.min(tat, nowUs * policy.limit + policy.burst * policy.windowUs) }),
  };
}

/** A request that held a place of a concurrency limit is over. */
export const release = (memory: Memory): Memory => ({
  ...memory,
  inProgress: Math.max(0, (memory.inProgress ?? 0) - 1),
});

type Limiter = (policy: Policy, memory: Memory, nowUs: number, cost: number) => Decision;

const admit = (memory: Memory, remaining: number, holdUs = 0): Decision => ({
  admitted: true,
  memory,
  holdUs,
  retryAfterUs: 0,
  remaining,
});
const refuse = (memory: Memory, retryAfterUs: number, remaining = 0): Decision => ({
  admitted: false,
  memory,
  holdUs: 0,
  retryAfterUs: Math.max(1, Math.ceil(retryAfterUs)),
  remaining: Math.max(0, remaining),
});

const fixedWindow: Limiter = ({ limit, windowUs }, memory, nowUs, cost) => {
  const window = Math.floor(nowUs / windowUs);
  const count = memory.window === window ? (memory.count ?? 0) : 0;
  if (count + cost > limit) return refuse({ window, count }, (window + 1) * windowUs - nowUs, limit - count);
  return admit({ window, count: count + cost }, limit - count - cost);
};

/** A request that costs more than one stands in the log as often. */
const slidingLog: Limiter = ({ limit, windowUs }, memory, nowUs, cost) => {
  const admitted = (memory.admitted ?? []).filter((at) => at > nowUs - windowUs);
  const over = admitted.length + cost - limit;
  if (over > 0) return refuse({ admitted }, (admitted[over - 1] ?? nowUs) + windowUs - nowUs, cost - over);
  return admit(
    { admitted: [...admitted, ...Array.from({ length: cost }, () => nowUs)] },
    limit - admitted.length - cost,
  );
};

/** The last window counts as if its requests had been spread evenly over it. */
const slidingCounter: Limiter = ({ limit, windowUs }, memory, nowUs, cost) => {
  const { window, count, previous } = rolled(memory, windowUs, nowUs);
  const left = windowUs - (nowUs - window * windowUs);
  // Times the window, so that all arithmetic is on whole numbers.
  const room = (limit - count) * windowUs - previous * left;
  if (room < cost * windowUs)
    return refuse(
      { window, count, previous },
      waitForCounter({ limit: limit - cost, windowUs, count, previous, left }),
      Math.floor(room / windowUs),
    );
  return admit({ window, count: count + cost, previous }, Math.floor(room / windowUs) - cost);
};
/** Until the weighted estimate is down to `limit`: in this window, or in the next, where `count` is what is weighed. */
function waitForCounter({
  limit,
  windowUs,
  count,
  previous,
  left,
}: {
  limit: number;
  windowUs: number;
  count: number;
  previous: number;
  left: number;
}): number {
  const room = limit - count;
  if (room >= 0 && previous > 0) return left - Math.floor((room * windowUs) / previous);
  return left + windowUs - (count > 0 ? Math.min(windowUs, Math.floor((limit * windowUs) / count)) : windowUs);
}
function rolled(memory: Memory, windowUs: number, nowUs: number) {
  const window = Math.floor(nowUs / windowUs);
  if (memory.window === window) return { window, count: memory.count ?? 0, previous: memory.previous ?? 0 };
  return { window, count: 0, previous: memory.window === window - 1 ? (memory.count ?? 0) : 0 };
}

const tokenBucket: Limiter = ({ limit, windowUs, burst }, memory, nowUs, cost) => {
  const level = refilled(memory, limit, burst * windowUs, nowUs);
  const left = level - cost * windowUs;
  if (left < 0) return refuse({ level, atUs: nowUs }, -left / limit, Math.floor(level / windowUs));
  return admit({ level: left, atUs: nowUs }, Math.floor(left / windowUs));
};
const refilled = (memory: Memory, limit: number, full: number, nowUs: number): number =>
  Math.min(full, (memory.level ?? full) + Math.max(0, nowUs - (memory.atUs ?? nowUs)) * limit);

const gcra: Limiter = ({ limit, windowUs, burst }, memory, nowUs, cost) => {
  const now = nowUs * limit;
  const tat = Math.max(memory.tat ?? now, now);
  const tolerance = (burst - cost) * windowUs;
  const left = Math.floor((burst * windowUs - (tat - now)) / windowUs);
  if (tat - now > tolerance) return refuse({ tat: memory.tat ?? now }, (tat - now - tolerance) / limit, left);
  return admit({ tat: tat + cost * windowUs }, left - cost);
};

/** What is admitted waits for its turn: units leave one by one, `limit` a window. */
const leakyBucket: Limiter = ({ limit, windowUs, burst }, memory, nowUs, cost) => {
  const now = nowUs * limit;
  const free = Math.max(memory.tat ?? now, now);
  const waiting = Math.ceil((free - now) / windowUs);
  if (waiting + cost > burst)
    return refuse({ tat: free }, (free - now - (burst - cost) * windowUs) / limit, burst - waiting);
  return admit({ tat: free + cost * windowUs }, burst - waiting - cost, Math.ceil((free - now) / limit));
};

const concurrency: Limiter = ({ limit, windowUs }, memory) => {
  const inProgress = memory.inProgress ?? 0;
  // When a place will be free is not known; an even share of the window is a guess and is said to be one.
  if (inProgress >= limit) return refuse({ inProgress }, windowUs / limit);
  return admit({ inProgress: inProgress + 1 }, limit - inProgress - 1);
};

const LIMITERS: Readonly<Record<Algorithm, Limiter>> = {
  'fixed-window': fixedWindow,
  'sliding-log': slidingLog,
  'sliding-counter': slidingCounter,
  'token-bucket': tokenBucket,
  'leaky-bucket': leakyBucket,
  gcra,
  concurrency,
};

function chargeOne(policy: Policy, memory: Memory, nowUs: number): Memory {
  const { algorithm, limit, windowUs, burst } = policy;
  switch (algorithm) {
    case 'fixed-window': {
      const window = Math.floor(nowUs / windowUs);
      return { window, count: (memory.window === window ? (memory.count ?? 0) : 0) + 1 };
    }
    case 'sliding-log':
      return { admitted: [...(memory.admitted ?? []).filter((at) => at > nowUs - windowUs), nowUs] };
    case 'sliding-counter': {
      const now = rolled(memory, windowUs, nowUs);
      return { ...now, count: now.count + 1 };
    }
    case 'token-bucket':
      return { level: refilled(memory, limit, burst * windowUs, nowUs) - windowUs, atUs: nowUs };
    case 'gcra':
    case 'leaky-bucket':
      return { tat: Math.max(memory.tat ?? 0, nowUs * limit) + windowUs };
    case 'concurrency':
      return memory; // places are given back where they were taken
  }
}
