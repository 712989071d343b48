/**
 * Stations with an endless or a bounded queue, in the long run. Rates are per second, times in seconds.
 *
 * Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges" (1917), for B and C; derived in L. Kleinrock, "Queueing Systems, Volume 1: Theory" (Wiley, 1975), chapter 3. The
 * correction for how service times vary is A. O. Allen's and M. L. Cunneen's (A. O. Allen, "Probability, Statistics, and
 * Queueing Theory", Academic Press, 2nd ed. 1990); with one server it is Pollaczek–Khinchine, and exact.
 */
export interface Rates {
  /** λ: customers a second. */
  readonly arrivalRate: number;
  /** μ: customers that one server serves in a second. */
  readonly serviceRate: number;
}

/** M/M/c/K, `capacity` (K) inside at most: the share turned away, and how many wait on average over time. */
export interface Bounded {
  readonly loss: number;
  readonly waiting: number;
}

/** M/M/c/K for any load. */
export function bounded({ arrivalRate, serviceRate }: Rates, servers: number, capacity: number): Bounded {
  let [loss, waiting] = [1, 0];
  // With one place more: B(n) = aB(n−1) / (1 + aB(n−1)), a = λ / (min(n, c) μ). No factorials and no powers that overflow.
  for (let inside = 1; inside <= capacity; inside++) {
    const more = (arrivalRate / (Math.min(inside, servers) * serviceRate)) * loss;
    loss = more / (1 + more);
    waiting = waiting * (1 - loss) + Math.max(0, inside - servers) * loss;
  }
  return { loss, waiting };
}

/** Erlang B: the share turned away by `servers` with no queue (M/M/c/c), for `load` = λ / μ erlangs. */
export const erlangB = (servers: number, load: number): number =>
  bounded({ arrivalRate: load, serviceRate: 1 }, servers, servers).loss;

/** Erlang C: the share of customers that have to wait for one of `servers` with an endless queue (M/M/c). */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return (servers * blocked) / (servers - load * (1 - blocked));
}

/** Mean wait in the queue of M/M/c. With one server this is M/M/1: ρ / (μ − λ). */
export function waitMMc({ arrivalRate, serviceRate }: Rates, servers = 1): number {
  const spare = servers * serviceRate - arrivalRate;
  return spare > 0 ? erlangC(servers, arrivalRate / serviceRate) / spare : Number.POSITIVE_INFINITY;
}

/**
 * Mean wait in the queue of M/G/c, by Allen's and Cunneen's approximation. `variation` is the squared coefficient of variation
 * of the service times (variance / mean²): 0 when they are constant, 1 when exponential.
 */
export const waitMGc = (rates: Rates, servers: number, variation: number): number =>
  (waitMMc(rates, servers) * (1 + variation)) / 2;
