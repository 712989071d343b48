import { type Fault, ms, type Scenario, seconds } from '../../src/kernel/index.ts';

/** Long after the last customer has left: a run ends when nothing is left to happen. */
const UNTIL_EMPTY = seconds(1e8);
/** One of those in which a run of a thousand customers comes near to what holds in the long run. */
const SEED = 125;

/** For ten seconds nearly five times as many come. */
const rush: readonly Fault[] = [
  { kind: 'knob', knob: 'arrivalRate', value: 24, atUs: seconds(20) },
  { kind: 'knob', knob: 'arrivalRate', value: 5, atUs: seconds(30) },
];

/** The first one is the default: a server that looks almost as idle as the next, and a queue that does not end. */
export const scenarios = {
  nearly: {
    title: 'Nearly full',
    says: 'For every 100 customers that the server could serve, 95 come. It could serve them all, and yet the queue grows to dozens: a gap between customers is lost for ever, a crowd has to be worked off.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 9.5 },
  },
  half: {
    title: 'Half full',
    says: 'The same server with half of the customers it could serve. Half of them find it busy all the same; on average a customer waits as long as a service takes.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 5 },
  },
  most: {
    title: 'Four fifths full',
    says: 'Sixty per cent more customers than at half full, and about four times the waiting.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 8 },
  },
  'no-chance': {
    title: 'Nearly full, without chance',
    says: 'Customers come evenly spaced and every service takes the same time. The server is as full as before, and nobody waits: a queue is made by fullness and chance together.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 9.5, arrivals: 'evenly', service: 'constant' },
  },
  burst: {
    title: 'A rush of ten seconds',
    says: 'For ten seconds more than twice as many come as can be served. The rush is over at 30 s; the queue that it leaves takes about three times as long to work off.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 5, customers: 500 },
    faults: rush,
  },
  'two-slow': {
    title: 'Two slow servers',
    says: 'Two servers, each half as fast. A customer waits less often, but each service takes twice as long: all in all it is inside longer than with one fast server.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 8, servers: 2, serviceRate: 5 },
  },
  'one-fast': {
    title: 'One fast server',
    says: 'The same customers, the same work, one server that is twice as fast.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 8, servers: 1, serviceRate: 10 },
  },
  'last-first': {
    title: 'Last come, first served',
    says: 'Whoever came last is next. In the long run the mean wait is the same; the unlucky ones at the bottom wait many times as long.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 9, discipline: 'lifo' },
  },
  'first-first': {
    title: 'First come, first served',
    says: 'The same customers in the order of their coming: nobody is forgotten, and the longest waits are far shorter.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 9, discipline: 'fifo' },
  },
  'bounded-queue': {
    title: 'A queue with an end, and more customers than it can serve',
    says: 'Twelve come for every ten that can be served. A queue of nine places keeps the mean wait below a second, and turns away about one in five.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 12, capacity: 10 },
    tellingUs: ms(2244),
  },
  'no-queue': {
    title: 'No queue at all: telephone lines',
    says: 'Five lines, no waiting: who finds all of them taken hears the engaged tone. Erlang’s formula says how often.',
    seed: SEED,
    untilUs: UNTIL_EMPTY,
    knobs: { arrivalRate: 40, servers: 5, capacity: 5 },
    tellingUs: ms(299),
  },
} as const satisfies Readonly<Record<string, Scenario>>;
