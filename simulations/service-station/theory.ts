/**
 * What queueing theory says of the same station in the long run. Rates are per second, times in seconds.
 *
 * Everything but the bounded and the lossy station needs ρ = λ / (c μ) < 1; at 1 and above the mean wait has no limit, and
 * the functions give Infinity.
 *
 * Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges" (1917), for B and C; F. Pollaczek (1930) and A. Khinchine (1932) for general service times. All are derived in
 * L. Kleinrock, "Queueing Systems, Volume 1: Theory" (Wiley, 1975), chapters 3 and 5, and D. Gross et al., "Fundamentals of
 * Queueing Theory" (Wiley, 4th ed. 2008), chapters 2 and 5.
 */
export interface Rates {
  /** λ: customers a second. */
  readonly arrivalRate: number;
  /** μ: customers that one server serves in a second. */
  readonly serviceRate: number;
}

/** ρ: the share of their time in which the servers work, if nobody is turned away. */
export const utilisation = ({ arrivalRate, serviceRate }: Rates, servers = 1): number =>
  arrivalRate / (servers * serviceRate);

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
 * M/M/c, first come first served: how long all but a `share` of the customers wait at most, in seconds. The wait of those who
 * have to wait is exponential. `ln` computes the natural logarithm.
 */
export function waitOfAllBut(share: number, rates: Rates, servers: number, ln: (x: number) => number): number {
  const waits = erlangC(servers, rates.arrivalRate / rates.serviceRate);
  return waits <= share ? 0 : ln(waits / share) / (servers * rates.serviceRate - rates.arrivalRate);
}

/** Share of customers of M/M/c, first come first served, that wait longer than `seconds`; `exp` computes eˣ. */
export const shareWaitingLonger = (
  { arrivalRate, serviceRate }: Rates,
  servers: number,
  seconds: number,
  exp: (x: number) => number,
): number => erlangC(servers, arrivalRate / serviceRate) * exp(-(servers * serviceRate - arrivalRate) * seconds);

/**
 * Pollaczek–Khinchine: the mean wait of M/G/1. `variation` is the squared coefficient of variation of the service times
 * (variance / mean²): 0 when they are constant, 1/3 when uniform from 0, 1 when exponential.
 */
export function waitMG1(rates: Rates, variation: number): number {
  const rho = utilisation(rates);
  return rho < 1 ? ((rho / (1 - rho)) * (1 + variation)) / (2 * rates.serviceRate) : Number.POSITIVE_INFINITY;
}

/** M/D/1: constant service times. Half of M/M/1's wait. */
export const waitMD1 = (rates: Rates): number => waitMG1(rates, 0);

/** M/M/c/K: the mean wait of those who are let in, by Little's law. */
export function waitBounded(rates: Rates, servers: number, capacity: number): number {
  const { loss, waiting } = bounded(rates, servers, capacity);
  return waiting / (rates.arrivalRate * (1 - loss));
}

/** Little's law: how many are there on average, when `rate` come a second and stay `seconds`. */
export const little = (rate: number, seconds: number): number => rate * seconds;
