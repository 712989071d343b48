/** Which formula holds for which knobs, what it gives for each measure, and where none does. */
import { type CurveTheory, ln, type NotForetold, type Prediction } from '../../src/kernel/index.ts';
import type { StationParams } from './knobs.ts';
import { bounded, little, utilisation, waitBounded, waitMG1, waitMMc, waitOfAllBut } from './theory.ts';

/** The long run of a station, in seconds and shares. */
interface LongRun {
  readonly name: string;
  readonly source: string;
  readonly waitS: number;
  readonly loss: number;
}

const ERLANG = 'A. K. Erlang, 1917';
const KLEINROCK = 'L. Kleinrock, 1975, chapter 3';
/** Squared coefficients of variation. */
const VARIATION = { exponential: 1, uniform: 1 / 3, constant: 0 } as const;

const rhoOf = (params: StationParams): number => utilisation(params, params.servers);
/** Whoever finds a server free is let in: a capacity below the number of servers is that number. */
const placesOf = ({ capacity, servers }: StationParams): number =>
  capacity === 0 ? Number.POSITIVE_INFINITY : Math.max(capacity, servers);

function longRunOf(params: StationParams): LongRun | NotForetold {
  if (params.arrivals === 'evenly')
    return { why: 'Customers come evenly spaced; the formulas are for those who come independently of each other.' };
  return params.capacity > 0 ? boundedRun(params) : endlessRun(params);
}

function boundedRun(params: StationParams): LongRun | NotForetold {
  const { servers, service } = params;
  const places = placesOf(params);
  const { loss } = bounded(params, servers, places);
  // With no queue only the mean of the service times matters, whatever their shape.
  if (places === servers) return { name: `M/G/${servers}/${servers}, Erlang B`, source: ERLANG, waitS: 0, loss };
  if (service !== 'exponential')
    return { why: 'A queue with an end has a short formula only for service times that vary much.' };
  const waitS = waitBounded(params, servers, places);
  return { name: `M/M/${servers}/${places}`, source: KLEINROCK, waitS, loss };
}

function endlessRun(params: StationParams): LongRun | NotForetold {
  const { servers, service } = params;
  if (rhoOf(params) >= 1)
    return {
      why: 'As many come as can be served, or more: the queue grows as long as they come, and has no long run.',
    };
  if (service === 'exponential') {
    const name = servers === 1 ? 'M/M/1' : `M/M/${servers}, Erlang C`;
    return { name, source: ERLANG, waitS: waitMMc(params, servers), loss: 0 };
  }
  if (servers > 1)
    return { why: 'For several servers and such service times there is no exact formula, only approximations.' };
  return {
    name: service === 'constant' ? 'M/D/1, Pollaczek–Khinchine' : 'M/G/1, Pollaczek–Khinchine',
    source: 'F. Pollaczek, 1930; A. Khinchine, 1932',
    waitS: waitMG1(params, VARIATION[service]),
    loss: 0,
  };
}

/**
 * A run forgets how it began only after a number of customers that grows with 1 / (1 − ρ)² (S. Asmussen, "Queueing simulation in
 * heavy traffic", Mathematics of Operations Research 17, 1992), or with the square of the places of a queue that has an end.
 * How many times that is needed is ours: with fewer, the means of twenty short runs lie beside the formula.
 */
export const TIMES_FOR_A_MEAN = 40;
/** What is rare needs more of them. */
const TIMES_FOR_95 = 100;
const TIMES_FOR_99 = 400;

function tooShort(params: StationParams, times: number): { readonly unless: string } | undefined {
  const { customers, warmup, servers } = params;
  const counted = Math.max(0, customers - warmup);
  const gap = 1 - rhoOf(params);
  const crowds = Math.min(1 / (gap * gap), (placesOf(params) - servers + 1) ** 2);
  if (counted >= times * Math.max(servers, crowds)) return undefined;
  return {
    unless: `A run of ${counted.toLocaleString('en')} customers is too short for a station that is so full: a few crowds make its mean, and it begins empty.`,
  };
}

type Reads = (run: LongRun, params: StationParams) => number;
type StationTheory = CurveTheory<StationParams>;

interface Curve extends Pick<StationTheory, 'measure' | 'says'> {
  /** What it makes of the long run. */
  readonly reads: Reads;
  /** What stands in the way of it and of no other. */
  readonly before?: (params: StationParams) => NotForetold | undefined;
  readonly times?: number;
}

function curve({ measure, says, reads, before, times = TIMES_FOR_A_MEAN }: Curve): StationTheory {
  return {
    kind: 'curve',
    measure,
    says,
    limits: 'In the long run, with rates that stay, patient customers and servers that are all alike.',
    over: 'arrivalRate',
    grid,
    also: { says: 'the share of what can be served', at: (params) => `${Math.round(100 * rhoOf(params))} %` },
    foretells: (params): Prediction<number> => {
      const run = before?.(params) ?? longRunOf(params);
      if ('why' in run) return run;
      return { name: run.name, source: run.source, value: reads(run, params), ...tooShort(params, times) };
    },
  };
}

/** Parts of what can be served: closer where the curve bends. */
const ENDLESS = [0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.05, 1.2];
const BOUNDED = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];
function grid({ capacity, servers, serviceRate }: StationParams): readonly number[] {
  const rates = (capacity > 0 ? BOUNDED : ENDLESS).map(
    (part) => Math.round(Math.min(200, Math.max(0.1, part * servers * serviceRate)) * 10) / 10,
  );
  return [...new Set(rates)];
}

const onlyFirstCome = ({ discipline, service, capacity }: StationParams): NotForetold | undefined => {
  if (discipline === 'lifo')
    return { why: 'The formula is for first come, first served; the other order changes who waits long.' };
  return service !== 'exponential' || capacity > 0
    ? { why: 'The formula is for service times that vary much, and a queue without an end.' }
    : undefined;
};
const someoneTurnedAway = ({ capacity }: StationParams): NotForetold | undefined =>
  capacity === 0 ? { why: 'Without a capacity nobody is turned away.' } : undefined;

export const theory: readonly StationTheory[] = [
  curve({ measure: 'waitMeanS', says: 'The mean wait.', reads: ({ waitS }) => waitS }),
  curve({
    measure: 'sojournMeanS',
    says: 'The mean wait, and a service.',
    reads: ({ waitS }, { serviceRate }) => waitS + 1 / serviceRate,
  }),
  curve({
    measure: 'waitP95S',
    says: 'The wait that 95 of 100 customers do not exceed.',
    reads: (_, params) => waitOfAllBut(0.05, params, params.servers, ln),
    before: onlyFirstCome,
    times: TIMES_FOR_95,
  }),
  curve({
    measure: 'waitP99S',
    says: 'The wait that 99 of 100 customers do not exceed.',
    reads: (_, params) => waitOfAllBut(0.01, params, params.servers, ln),
    before: onlyFirstCome,
    times: TIMES_FOR_99,
  }),
  curve({
    measure: 'queueMean',
    says: 'How many wait, by Little’s law.',
    reads: ({ waitS, loss }, { arrivalRate }) => little(arrivalRate * (1 - loss), waitS),
  }),
  curve({
    measure: 'utilisation',
    says: 'The work that is let in, divided among the servers.',
    reads: ({ loss }, params) => rhoOf(params) * (1 - loss),
  }),
  curve({
    measure: 'lossRatio',
    says: 'The share that is turned away.',
    reads: ({ loss }) => loss,
    before: someoneTurnedAway,
  }),
];
