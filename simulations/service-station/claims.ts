/** Every number of the page. Formulas are those of theory.ts; runs are made again by every build. */
import { type Claims, model } from '../../src/claims/claim.ts';
import { runsOf } from '../../src/claims/runs-of.ts';
import { ln, type Played, recipeOf } from '../../src/kernel/index.ts';
import { runOnce, type Summary, summarise } from '../../src/kernel/sweep/index.ts';
import { TIMES_FOR_A_MEAN } from './foretold.ts';
import station from './index.ts';
import { bounded, type Rates, waitBounded, waitMD1, waitMG1, waitMMc, waitOfAllBut } from './theory.ts';

type Range = readonly [number, number];

/** Each server serves ten a second, and the station is `full`, from 0 to 1. */
const SERVICE_RATE = 10;
const rates = (full: number, servers = 1): Rates => ({
  arrivalRate: full * servers * SERVICE_RATE,
  serviceRate: SERVICE_RATE,
});

/** A formula's value in service times: "19 services". */
const services = (says: string, formula: string, seconds: () => number, expect: Range, digits = 0) =>
  model({ says, unit: '', digits, from: { formula, value: () => seconds() * SERVICE_RATE }, expect });
const waitAt = (full: number, expect: Range) =>
  services(
    `The mean wait at ${100 * full} % full, in services.`,
    'M/M/1: ρ / (1 − ρ), in units of a mean service',
    () => waitMMc(rates(full)),
    expect,
  );
const ofRun = runsOf(station);

/** How full a station of `servers` may be until the mean wait is one service: halved again and again. */
function fullnessForOneService(servers: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (waitMMc(rates(middle, servers), servers) * SERVICE_RATE < 1) low = middle;
    else high = middle;
  }
  return 100 * low;
}
const fullness = (servers: number, expect: Range) =>
  model({
    says: `How full ${servers} ${servers === 1 ? 'server' : 'servers'} with one queue may be until the mean wait is one service.`,
    unit: '%',
    from: {
      formula: 'M/M/c, Erlang C: the ρ at which the mean wait is 1 / μ',
      value: () => fullnessForOneService(servers),
    },
    expect,
  });
const pooled = (servers: number, expect: Range) =>
  services(
    `The mean wait at 90 % full with ${servers} servers and one queue, in services.`,
    'M/M/c, Erlang C, in units of a mean service',
    () => waitMMc(rates(0.9, servers), servers),
    expect,
    1,
  );

const SEEDS = 20;
const CUSTOMERS = 1000;
let known: Summary | undefined;
/** Mean waits of the scenario "nearly", seeds 1 to 20. Three claims share them. */
function shortRuns(): Summary {
  known ??= summarise(
    Array.from({ length: SEEDS }, (_, i) => {
      const recipe = recipeOf(station, 'nearly', { seed: i + 1, knobs: { customers: CUSTOMERS } });
      return runOnce(station, recipe).measures.waitMeanS ?? Number.NaN;
    }),
  );
  return known;
}
const ofSeeds = (says: string, value: () => number, expect: Range) =>
  model({
    says,
    unit: 's',
    digits: 1,
    from: { formula: 'runs of “nearly” with seeds 1 to 20, a thousand customers each', value },
    expect,
  });

const emptyAgainS = ({ history, endedAtUs }: Played): number => {
  const rushEndsUs = 30e6;
  const empty = history.steps.find(
    ({ atUs, component, after }) =>
      atUs > rushEndsUs && component.kindName === 'station' && component.chart.view(after).context.waiting.size === 0,
  );
  return ((empty?.atUs ?? endedAtUs) - rushEndsUs) / 1e6;
};

export const claims: Claims = {
  waitAtHalf: waitAt(0.5, [0.99, 1.01]),
  waitAt80: waitAt(0.8, [3.99, 4.01]),
  waitAt90: waitAt(0.9, [8.99, 9.01]),
  waitAt95: waitAt(0.95, [18.99, 19.01]),
  waitAt99: waitAt(0.99, [98.99, 99.01]),
  p99At95: services(
    'At 95 % full, one customer in a hundred waits longer than this many services.',
    'M/M/1: ln(100 ρ) / (1 − ρ), in units of a mean service',
    () => waitOfAllBut(0.01, rates(0.95), 1, ln),
    [91, 92],
  ),
  longestQueue: ofRun(
    'nearly',
    'The longest queue of the run “nearly full”.',
    'customers',
    ({ results }) => results.levels.waiting?.max ?? Number.NaN,
    [36, 60],
  ),
  busyNearly: ofRun(
    'nearly',
    'The share of its time in which the server of that run works.',
    '%',
    ({ measures }) => 100 * (measures.utilisation ?? Number.NaN),
    [93, 96],
  ),
  busyNoChance: ofRun(
    'no-chance',
    'The share of its time in which the server works when nothing is left to chance.',
    '%',
    ({ measures }) => 100 * (measures.utilisation ?? Number.NaN),
    [94.5, 95.5],
  ),
  constantShare: model({
    says: 'The wait for services that are all alike, as a share of the wait for those that vary much.',
    unit: '%',
    from: { formula: 'M/D/1 / M/M/1: (1 + 0) / 2', value: () => (100 * waitMD1(rates(0.8))) / waitMMc(rates(0.8)) },
    expect: [49.99, 50.01],
  }),
  constantRun: ofRun('most', 'The mean wait of that run, services all alike.', 's', 'waitMeanS', [0.2, 0.28], {
    digits: 2,
    knobs: { service: 'constant' },
  }),
  varyingRun: ofRun(
    'most',
    'The mean wait four fifths full, services that vary much.',
    's',
    'waitMeanS',
    [0.34, 0.42],
    {
      digits: 2,
    },
  ),
  uneven: services(
    'The mean wait at 80 % full, in services, when nine in ten are short and one in ten takes ten times as long.',
    'Pollaczek–Khinchine with the variation of that mixture, in units of a mean service',
    () => waitMG1(rates(0.8), (10 * (9 * 1 + 100)) / (19 * 19) - 1),
    [6, 6.1],
    1,
  ),
  pooled4: pooled(4, [1.9, 2.1]),
  pooled16: pooled(16, [0.3, 0.4]),
  full1: fullness(1, [49.9, 50.1]),
  full4: fullness(4, [83, 84]),
  full16: fullness(16, [95, 96]),
  slowWait: ofRun('two-slow', 'The mean wait for two servers that are half as fast.', 's', 'waitMeanS', [0.3, 0.38], {
    digits: 2,
  }),
  fastWait: ofRun('one-fast', 'The mean wait for one fast server.', 's', 'waitMeanS', [0.34, 0.42], { digits: 2 }),
  slowStay: ofRun('two-slow', 'The mean time inside, two slow servers.', 's', 'sojournMeanS', [0.5, 0.58], {
    digits: 2,
  }),
  fastStay: ofRun('one-fast', 'The mean time inside, one fast server.', 's', 'sojournMeanS', [0.44, 0.52], {
    digits: 2,
  }),
  lostOverload: ofRun(
    'bounded-queue',
    'The share that a queue of nine places turns away when twelve come for every ten that can be served.',
    '%',
    ({ measures }) => 100 * (measures.lossRatio ?? Number.NaN),
    [17, 26],
  ),
  waitOverload: ofRun('bounded-queue', 'The mean wait of those who are let in.', 's', 'waitMeanS', [0.5, 0.75], {
    digits: 1,
  }),
  lostAt95: model({
    says: 'The share that is turned away at 95 % full with room for ten.',
    unit: '%',
    digits: 1,
    from: { formula: 'M/M/1/10', value: () => 100 * bounded(rates(0.95), 1, 10).loss },
    expect: [6.8, 7],
  }),
  waitBoundedAt95: services(
    'The mean wait at 95 % full with room for ten, in services.',
    'M/M/1/10, in units of a mean service',
    () => waitBounded(rates(0.95), 1, 10),
    [4, 4.2],
    1,
  ),
  p99First: ofRun(
    'first-first',
    'One in a hundred waits longer, first come first served.',
    's',
    'waitP99S',
    [2.5, 3.3],
    {
      digits: 1,
    },
  ),
  p99Last: ofRun('last-first', 'One in a hundred waits longer, last come first served.', 's', 'waitP99S', [20, 30], {
    digits: 1,
  }),
  meanFirst: ofRun('first-first', 'The mean wait, first come first served.', 's', 'waitMeanS', [0.7, 1], { digits: 2 }),
  meanLast: ofRun('last-first', 'The mean wait, last come first served.', 's', 'waitMeanS', [0.7, 1.1], { digits: 2 }),
  longRun95: model({
    says: 'The mean wait at 95 % full in the long run.',
    unit: 's',
    digits: 1,
    from: { formula: 'M/M/1: ρ / (μ − λ)', value: () => waitMMc(rates(0.95)) },
    expect: [1.89, 1.91],
  }),
  shortestMean: ofSeeds(
    'The smallest mean wait among twenty runs of a thousand customers.',
    () => shortRuns().min,
    [0.5, 0.7],
  ),
  largestMean: ofSeeds('The largest mean wait among the same twenty runs.', () => shortRuns().max, [3.3, 4]),
  meanOfMeans: ofSeeds('The mean of the same twenty runs.', () => shortRuns().mean, [1.2, 1.4]),
  enough95: model({
    says: 'How many customers we let a run have at 95 % full before we hold the formula against it.',
    unit: 'customers',
    from: { formula: '40 / (1 − ρ)², the 40 being ours', value: () => TIMES_FOR_A_MEAN / (0.05 * 0.05) },
    expect: [15_999, 16_001],
  }),
  littleQueue: ofRun('most', 'How many wait in that run, averaged over time.', 'customers', 'queueMean', [3, 3.4], {
    digits: 3,
  }),
  littleRate: ofRun(
    'most',
    'How many a second are served in it.',
    'customers/s',
    ({ accounting, endedAtUs, history }) => accounting.completed / ((endedAtUs - (history.steps[0]?.atUs ?? 0)) / 1e6),
    [8, 8.6],
    { digits: 3 },
  ),
  littleWait: ofRun('most', 'How long each waits in it, on average.', 's', 'waitMeanS', [0.36, 0.4], { digits: 4 }),
  rushDrain: ofRun(
    'burst',
    'How long after the end of a rush of ten seconds somebody still waits.',
    's',
    emptyAgainS,
    [22, 38],
  ),
};
