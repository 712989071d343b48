/** The path of a request in situations worth seeing. The first is the default: it fails its users, and one switch mends it. */
import { type Fault, ms, type Scenario, seconds } from '../../src/kernel/index.ts';
import { NO_ZOMBIES } from './invariants.ts';

/** The database is slow for a moment, and then as fast as before. */
const slowMoment: readonly Fault[] = [
  { kind: 'slow', component: 'database', factor: 6, atUs: ms(200), untilUs: ms(500) },
];
const alone = { requests: 1, clientTimeoutMs: 3000 } as const;

export const scenarios: Readonly<Record<string, Scenario>> = {
  'slow-moment': {
    title: 'A slow moment that lasts',
    says: 'The database is slow for a third of a second. Watch how long it works for clients who have long given up, while new ones wait behind them.',
    seed: 5,
    untilUs: seconds(10),
    faults: slowMoment,
    violates: [NO_ZOMBIES],
  },
  'slow-moment-with-deadlines': {
    title: 'The same moment, with deadlines',
    says: 'Every message says until when somebody waits. What is too late is thrown out of the line, and the next client is served in time.',
    seed: 5,
    untilUs: seconds(10),
    knobs: { deadlines: true },
    faults: slowMoment,
  },
  'cold-visit': {
    title: 'A first visit, with nothing warm',
    says: 'One newcomer: find the address, connect, agree on keys, and only then ask. Count the round trips before the first byte of the request.',
    seed: 3,
    untilUs: seconds(5),
    knobs: { ...alone, newcomersPercent: 100, publicPercent: 100 },
  },
  'edge-hit': {
    title: 'The edge has a copy',
    says: 'The same newcomer, and the page is at the edge: the origin never hears of it.',
    seed: 3,
    untilUs: seconds(5),
    knobs: { ...alone, newcomersPercent: 100, publicPercent: 100, edgeWarmPercent: 100 },
  },
  'cache-miss': {
    title: 'All the way to the database',
    says: 'One request over an open connection, for something personal that the cache does not hold.',
    seed: 3,
    untilUs: seconds(5),
    knobs: alone,
  },
  'impatient-client': {
    title: 'The client gives up, the servers do not know',
    says: 'The query takes longer than the client waits. Everything after the client has gone is work for nobody.',
    seed: 3,
    untilUs: seconds(5),
    knobs: { requests: 1, clientTimeoutMs: 150, databaseMs: 250 },
  },
  'rate-limited': {
    title: 'Too many at once',
    says: 'Users send more than the limit. Once the bucket is empty, the limiter answers 429 and says when to come back.',
    seed: 2,
    untilUs: seconds(5),
    knobs: { requests: 40, perSecond: 80, limitPerSecond: 20, connections: 10, cacheWarmPercent: 100 },
    // The first refusal is on its way back.
    tellingUs: ms(236.1),
  },
  'expired-token': {
    title: 'The token has expired',
    says: 'Authentication answers 401. Nothing behind it hears of the request.',
    seed: 3,
    untilUs: seconds(5),
    knobs: { ...alone, expiredTokensPercent: 100 },
  },
  'invalid-payload': {
    title: 'The body makes no sense',
    says: 'Validation answers 422, before a worker of the controller or a connection is spent on it.',
    seed: 3,
    untilUs: seconds(5),
    knobs: { ...alone, invalidPayloadsPercent: 100 },
  },
  'slow-database': {
    title: 'The database is always too slow',
    says: 'Queries come faster than two connections can serve them: the line grows to its limit, and what does not fit gets 503.',
    seed: 4,
    untilUs: seconds(20),
    knobs: { requests: 120, perSecond: 60, databaseMs: 80, clientTimeoutMs: 2000, databaseTimeoutMs: 1200 },
    violates: [NO_ZOMBIES],
  },
  'dead-database': {
    title: 'The database dies and comes back',
    says: 'Its connections are gone, and with them every query. Requests pile up in the controller until their timeout answers 504.',
    seed: 5,
    untilUs: seconds(20),
    knobs: { requests: 200, perSecond: 120, connections: 8, clientTimeoutMs: 2000, databaseTimeoutMs: 1000 },
    faults: [{ kind: 'crash', component: 'database', atUs: ms(400), untilUs: ms(1400) }],
    tellingUs: ms(1121.7),
  },
  crowd: {
    title: 'Four hundred requests',
    says: 'A usual mix: newcomers and regulars, public pages and personal ones, a few broken requests. Half of the answers come soon; look at the slowest one in twenty.',
    seed: 6,
    untilUs: seconds(30),
    tellingUs: ms(411.6),
    knobs: {
      requests: 400,
      perSecond: 200,
      connections: 2,
      newcomersPercent: 30,
      publicPercent: 60,
      edgeWarmPercent: 50,
      cacheWarmPercent: 20,
      expiredTokensPercent: 2,
      invalidPayloadsPercent: 1,
      clientTimeoutMs: 1000,
    },
  },
  verify: {
    title: 'Every order of one request',
    says: 'Small and finite, for exploration: one message may be lost, one may come twice, and any timer may fire at any moment.',
    seed: 1,
    untilUs: seconds(10),
    knobs: { requests: 1, arrivals: 'at-once', clientTimeoutMs: 3000 },
    exploration: { drop: 1, duplicate: 1 },
  },
};
