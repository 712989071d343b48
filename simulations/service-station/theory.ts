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
import { bounded, erlangC, type Rates } from '../../src/parts/erlang.ts';

export { bounded, erlangB, erlangC, type Rates, waitMMc } from '../../src/parts/erlang.ts';

/** ρ: the share of their time in which the servers work, if nobody is turned away. */
export const utilisation = ({ arrivalRate, serviceRate }: Rates, servers = 1): number =>
  arrivalRate / (servers * serviceRate);

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
