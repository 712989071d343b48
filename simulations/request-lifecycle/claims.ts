/** Every number of the page: read off runs that every build makes again. All times in the model are assumed; model.md lists them. */
import { type Claims, model } from '../../src/claims/claim.ts';
import { runsOf } from '../../src/claims/runs-of.ts';
import { type KnobValue, ms, type Played, recipeOf, requestsOf, type Span, spansOf } from '../../src/kernel/index.ts';
import { type RunReport, runOnce } from '../../src/kernel/sweep/index.ts';
import lifecycle from './index.ts';

type Knobs = Readonly<Record<string, KnobValue>>;
type Range = readonly [number, number];

const ofRun = runsOf(lifecycle);

/** The critical path of the only request of a run: how long it spent on what `counts`, in milliseconds. */
const path = (counts: (span: Span, all: readonly Span[]) => boolean) => (played: Played) => {
  const request = requestsOf(played)[0]?.request ?? Number.NaN;
  const spans = spansOf(played, request).filter(({ critical }) => critical);
  return (
    spans.filter((span) => counts(span, spans)).reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0) / 1000
  );
};
const untilAsked = (span: Span, all: readonly Span[]): boolean =>
  span.startUs < (all.find(({ label }) => label === 'REQUEST')?.startUs ?? Number.NEGATIVE_INFINITY);
const onTheWay = ({ kind }: Span): boolean => kind === 'network';
const atWork =
  (...components: readonly string[]) =>
  ({ kind, component }: Span): boolean =>
    kind === 'working' && components.includes(component);

const answeredMs = (scenario: string, says: string, expect: Range, knobs: Knobs = {}) =>
  ofRun(scenario, says, 'ms', 'p50', expect, { knobs });
const inBudget = (scenario: string, says: string, expect: Range, knobs: Knobs = {}) =>
  ofRun(scenario, says, '%', 'inBudget', expect, { knobs });
const lastTimeoutMs = ({ results }: Played): number =>
  Math.max(...results.ended.filter(({ outcome }) => outcome === 'timedOut').map(({ endedAtUs }) => endedAtUs)) / 1000 -
  500;

const dead = new Map<string, RunReport>();
/** The scenario "crowd", and one server is dead for a second. Two claims ask of each. */
function withoutServer(component: string): RunReport {
  const fault = { kind: 'crash', component, atUs: ms(300), untilUs: ms(1300) } as const;
  const known = dead.get(component) ?? runOnce(lifecycle, recipeOf(lifecycle, 'crowd', { faults: [fault] }));
  dead.set(component, known);
  return known;
}
const ofDead = (component: string, says: string, value: (outcome: RunReport) => number, expect: Range) =>
  model({
    says,
    unit: 'requests',
    from: {
      formula: `the run “crowd”, four hundred requests, with ${component} dead from 0.3 s to 1.3 s`,
      value: () => value(withoutServer(component)),
    },
    expect,
  });
const silent = (component: string, expect: Range) =>
  ofDead(
    component,
    `Clients that gave up while ${component} was dead, of four hundred.`,
    ({ accounting }) => accounting.timedOut,
    expect,
  );
const refused = (component: string, expect: Range) =>
  ofDead(
    component,
    `Requests that got 503 while ${component} was dead, of four hundred.`,
    ({ measures }) => measures.status503 ?? Number.NaN,
    expect,
  );

const FAR = { edgeLatencyMs: 100 } as const;

export const claims: Claims = {
  cold: answeredMs('cold-visit', 'A newcomer’s request, from its first step to its answer.', [130, 150]),
  beforeAsking: ofRun(
    'cold-visit',
    'What of it has gone by before the request is sent.',
    'ms',
    path(untilAsked),
    [65, 76],
  ),
  network: ofRun('cold-visit', 'What of it messages spend on their way.', 'ms', path(onTheWay), [80, 110]),
  database: ofRun('cold-visit', 'What of it the database works.', 'ms', path(atWork('database')), [15, 20]),
  others: ofRun(
    'cold-visit',
    'What of it edge, gateway, limiter, authentication, validation, controller and cache work, all together.',
    'ms',
    path(atWork('edge', 'gateway', 'limiter', 'auth', 'validation', 'controller', 'cache')),
    [4, 8],
  ),
  resolver: ofRun('cold-visit', 'What of it the resolver works.', 'ms', path(atWork('dns')), [15, 25]),
  warm: answeredMs('cache-miss', 'The same over a connection that is open.', [60, 75]),
  edgeHit: answeredMs('edge-hit', 'The same newcomer, when the edge has a copy.', [80, 95]),
  farTls12: answeredMs('cold-visit', 'The newcomer, far from the edge, with TLS 1.2.', [820, 900], {
    ...FAR,
    handshake: 'tls-1.2',
  }),
  farTls13: answeredMs('cold-visit', 'The same with TLS 1.3.', [670, 750], { ...FAR, handshake: 'tls-1.3' }),
  farZero: answeredMs('cold-visit', 'The same with a resumed session.', [400, 460], { ...FAR, handshake: 'zero-rtt' }),
  crowdUsual: inBudget('crowd', 'Of four hundred requests, how many had their answer within the budget.', [90, 97]),
  crowdBare: inBudget('crowd', 'The same with nothing at the edge and in the cache to begin with.', [10, 30], {
    edgeWarmPercent: 0,
    cacheWarmPercent: 0,
  }),
  crowdBareRefused: ofRun(
    'crowd',
    'How many of them got 503: the line for a connection was full.',
    'requests',
    'status503',
    [120, 200],
    { knobs: { edgeWarmPercent: 0, cacheWarmPercent: 0 } },
  ),
  limited: ofRun('rate-limited', 'How many of forty requests got 429.', 'requests', 'status429', [15, 27]),
  limitedRest: inBudget('rate-limited', 'How many of the forty were answered within the budget.', [40, 55]),
  slowBudget: inBudget('slow-moment', 'Answered within the budget, of a hundred.', [18, 28]),
  slowWasted: ofRun('slow-moment', 'The share of the servers’ work that was for nobody.', '%', 'wastedShare', [55, 70]),
  slowAfter: ofRun(
    'slow-moment',
    'How long after the database was fast again the last client gave up.',
    'ms',
    lastTimeoutMs,
    [1000, 1200],
  ),
  deadlineBudget: inBudget('slow-moment', 'Answered within the budget, with deadlines.', [50, 66], { deadlines: true }),
  deadlineWasted: ofRun(
    'slow-moment',
    'The share of the work for nobody, with deadlines.',
    '%',
    'wastedShare',
    [8, 20],
    { knobs: { deadlines: true } },
  ),
  patientBudget: inBudget(
    'slow-moment',
    'Answered within the budget, when clients wait four times as long.',
    [18, 28],
    {
      clientTimeoutMs: 1000,
    },
  ),
  patientTimeouts: ofRun('slow-moment', 'Of those, how many clients gave up.', 'requests', 'timeouts', [0, 0], {
    knobs: { clientTimeoutMs: 1000 },
  }),
  roomBudget: inBudget('slow-moment', 'Answered within the budget, when only forty a second come.', [68, 80], {
    perSecond: 40,
  }),
  alwaysLine: ofRun('slow-database', 'The longest line for a connection.', 'queries', 'longestDatabaseQueue', [30, 30]),
  alwaysRefused: ofRun('slow-database', 'Of 120 requests, how many got 503.', 'requests', 'status503', [28, 45]),
  alwaysLate: ofRun('slow-database', 'And how many 504.', 'requests', 'status504', [28, 48]),
  alwaysBudget: inBudget('slow-database', 'And how many had their answer within the budget.', [8, 18]),
  alwaysMended: inBudget('slow-database', 'The same with ten connections.', [88, 98], { connections: 10 }),
  deadRefused: ofRun('dead-database', 'Of 200 requests, how many got 503.', 'requests', 'status503', [25, 45]),
  deadLate: ofRun('dead-database', 'And how many 504.', 'requests', 'status504', [35, 55]),
  deadWorkers: ofRun(
    'dead-database',
    'Workers of the controller that waited at once.',
    'workers',
    'busiestController',
    [40, 40],
  ),
  hastyRefused: ofRun(
    'dead-database',
    'How many got 503 when the controller waits a fifth as long.',
    'requests',
    'status503',
    [0, 0],
    { knobs: { databaseTimeoutMs: 200 } },
  ),
  hastyLate: ofRun('dead-database', 'And how many 504.', 'requests', 'status504', [80, 120], {
    knobs: { databaseTimeoutMs: 200 },
  }),
  hastyWorkers: ofRun(
    'dead-database',
    'Workers of the controller that then waited at once.',
    'workers',
    'busiestController',
    [25, 35],
    { knobs: { databaseTimeoutMs: 200 } },
  ),
  dnsSilent: silent('dns', [48, 66]),
  dnsRefused: refused('dns', [0, 0]),
  edgeSilent: silent('edge', [181, 245]),
  edgeRefused: refused('edge', [0, 0]),
  gatewaySilent: silent('gateway', [126, 172]),
  gatewayRefused: refused('gateway', [0, 0]),
  authSilent: silent('auth', [108, 148]),
  authRefused: refused('auth', [103, 141]),
  controllerSilent: silent('controller', [108, 148]),
  controllerRefused: refused('controller', [107, 147]),
  cacheSilent: silent('cache', [0, 0]),
  cacheRefused: refused('cache', [28, 40]),
  databaseSilent: silent('database', [68, 93]),
  databaseRefused: refused('database', [107, 147]),
};
