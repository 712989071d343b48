/** How this model behaves; what holds for every model is in tests/every-simulation.test.ts. */
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { explore } from '../../src/kernel/explore/index.ts';
import {
  type Model,
  type Played,
  paramsOf,
  play,
  type Recipe,
  recipeOf,
  requestsOf,
  sentenceOf,
  spansOf,
  type Verdict,
} from '../../src/kernel/index.ts';
import { stationMachine } from '../../src/parts/station.ts';
import { edgeMachine } from './edge.ts';
import model from './index.ts';
import { ALL_ENDS, NO_ZOMBIES, NOTHING_PERSONAL, ONLY_THE_ADMITTED, POOL_HOLDS, QUEUES_HOLD } from './invariants.ts';
import type { LifecycleParams } from './knobs.ts';
import { AUTH_MS, DATABASE_QUEUE } from './limits.ts';
import { type Ask, passOn } from './messages.ts';

type Changed = Partial<Omit<Recipe, 'simulation' | 'scenario'>>;
const run = (scenario: string, changed: Changed = {}, of: Model = model): Played =>
  play(of, recipeOf(of, scenario, changed));
const told = (played: Played): string[] => played.history.steps.map((step) => sentenceOf(played.model, step));
const details = (played: Played): string[] => played.results.ended.map(({ detail }) => detail);
const measured = (scenario: string, knobs = {}) => run(scenario, { knobs }).measures;

/** How many steps a kind of component took. */
const stepsOf = (played: Played, kind: string): number =>
  played.history.steps.filter(({ component }) => component.kindName === kind).length;

describe('a newcomer', () => {
  const sentMessages = (played: Played) =>
    played.history.steps.filter(({ kind }) => kind === 'message').map(({ event }) => event.type);

  test('finds the address, connects, agrees on keys, and only then asks', () => {
    expect(sentMessages(run('cold-visit')).slice(0, 8)).toEqual([
      'RESOLVE',
      'ADDRESS',
      'CONNECT',
      'ACCEPTED',
      'HELLO',
      'SECURED',
      'REQUEST',
      'REQUEST',
    ]);
  });

  test.each([
    ['tls-1.2', 2],
    ['tls-1.3', 1],
    ['zero-rtt', 0],
  ])('with %s spends %i round trips on keys', (handshake, roundTrips) => {
    const hellos = sentMessages(run('cold-visit', { knobs: { handshake } })).filter((type) => type === 'HELLO');
    expect(hellos).toHaveLength(roundTrips);
  });

  test('whose page is at the edge never troubles the origin', () => {
    const hit = run('edge-hit');
    expect(details(hit)).toEqual(['200']);
    expect(stepsOf(hit, 'gateway')).toBe(0);
    expect(hit.measures.p50).toBeLessThan(run('cold-visit').measures.p50 as number);
  });
});

describe('who is turned away', () => {
  test.each([
    ['expired-token', '401', 'validation'],
    ['invalid-payload', '422', 'controller'],
  ])('%s: gets %s, and %s hears nothing of it', (scenario, status, kind) => {
    const played = run(scenario);
    expect(details(played)).toEqual([status]);
    expect(played.accounting.rejected).toBe(1);
    expect(stepsOf(played, kind)).toBe(0);
  });

  test('by the limiter gets 429 and is told when to come back', () => {
    const played = run('rate-limited');
    expect(played.measures.status429).toBe(played.accounting.rejected);
    expect(played.accounting.rejected).toBeGreaterThan(10);
    expect(told(played).some((sentence) => /429 Too Many Requests, Retry-After: \d+$/.test(sentence))).toBe(true);
  });
});

describe('a slow moment of the database', () => {
  const lastTimeout = (played: Played) =>
    Math.max(...played.results.ended.filter(({ outcome }) => outcome === 'timedOut').map(({ endedAtUs }) => endedAtUs));
  const without = run('slow-moment');
  const withDeadlines = run('slow-moment', { knobs: { deadlines: true } });

  test('is felt a second after it is over, when servers do not know who has gone', () => {
    const overUs = 500_000;
    expect(lastTimeout(without)).toBeGreaterThan(overUs + 1_000_000);
    expect(lastTimeout(withDeadlines)).toBeLessThan(overUs + 300_000);
  });

  test('costs most requests their budget; passing deadlines on saves more than half of those', () => {
    expect(without.measures.inBudget).toBeLessThan(30);
    expect(withDeadlines.measures.inBudget).toBeGreaterThan(2 * (without.measures.inBudget as number));
  });

  test('makes most of the work wasted, and little of it with deadlines', () => {
    expect(without.measures.wastedShare).toBeGreaterThan(50);
    expect(withDeadlines.measures.wastedShare).toBeLessThan(20);
  });

  test('meets the same arrivals and the same luck either way', () => {
    const offers = (played: Played) => requestsOf(played).map(({ offeredUs }) => offeredUs);
    expect(offers(withDeadlines)).toEqual(offers(without));
  });

  test('is also mended by a cache that holds what is asked for', () => {
    expect(measured('slow-moment', { cacheWarmPercent: 100 }).inBudget).toBe(100);
  });
});

test('a client that gives up leaves its work behind, and the spans show it', () => {
  const played = run('impatient-client');
  const late = spansOf(played, 1).filter(({ kind, afterEnd, endUs }) => kind === 'working' && afterEnd && endUs > 0);
  expect(details(played)).toEqual(['client timeout']);
  expect(late.map(({ component }) => component)).toContain('database');
  expect(told(played).at(-1)).toBe('The answer to request 1, 200, comes too late: its client has gone');
});

test('the cache spares the database the second request for the same', () => {
  const { cacheHitRatio, edgeHitRatio } = measured('crowd');
  expect(cacheHitRatio).toBeGreaterThan(20);
  expect(edgeHitRatio).toBeGreaterThan(20);
});

test('a dead database is answered with 504 after the timeout, and with 503 once every worker waits for it', () => {
  const { status503, status504, busiestController } = measured('dead-database');
  expect(status504).toBeGreaterThan(0);
  expect(status503).toBeGreaterThan(0);
  expect(busiestController).toBe(40);
});

test('more connections shorten the line for them', () => {
  const few = measured('slow-database').longestDatabaseQueue as number;
  expect(few).toBe(DATABASE_QUEUE);
  expect(measured('slow-database', { connections: 10 }).longestDatabaseQueue).toBeLessThan(few);
});

describe('each invariant has teeth', () => {
  const withMachine = (kind: string, machine: Model['kinds'][string]['machine']): Model => ({
    ...model,
    kinds: { ...model.kinds, [kind]: { ...(model.kinds[kind] as Model['kinds'][string]), machine } },
  });
  const verdictOf = (played: Played, name: string) =>
    played.verdicts.find((verdict) => verdict.name === name) as Verdict;
  const expectBroken = (played: Played, name: string, why: RegExp) => {
    expect(verdictOf(played, name).holds).toBe(false);
    expect(verdictOf(played, name).violatedAt?.why).toMatch(why);
  };
  /** A database that is told `connections` and `queue`, whatever the knobs say. */
  const databaseWith = (connections: number, queueLimit: number) =>
    stationMachine<LifecycleParams, null, Ask>({
      id: 'database',
      takes: ['QUERY'],
      workers: () => connections,
      queueLimit: () => queueLimit,
      work: () => ({ kind: 'constant', value: 50 }),
      memory: () => null,
      finish: () => ({ acts: [] }),
      refuse: () => [],
    });

  test(NO_ZOMBIES, () => {
    expectBroken(
      run('slow-moment'),
      NO_ZOMBIES,
      /^database begins with request \d+ at .* ms; its client was gone at .* ms$/,
    );
  });

  test(POOL_HOLDS, () => {
    const broken = withMachine('database', databaseWith(20, 100));
    expectBroken(run('slow-moment', {}, broken), POOL_HOLDS, /^3 queries run on 2 connections$/);
  });

  test(QUEUES_HOLD, () => {
    const broken = withMachine('database', databaseWith(1, 100));
    expectBroken(run('slow-database', {}, broken), QUEUES_HOLD, /^31 wait at database, where 30 may$/);
  });

  test(ONLY_THE_ADMITTED, () => {
    const blind = stationMachine<LifecycleParams, null, Ask>({
      id: 'auth',
      takes: ['AUTHENTICATE'],
      workers: () => 16,
      queueLimit: () => 16,
      work: () => ({ kind: 'constant', value: AUTH_MS }),
      memory: () => null,
      finish: (ask) => ({ acts: [passOn('validation', 'VALIDATE', ask)] }),
      refuse: () => [],
    });
    expectBroken(
      run('expired-token', {}, withMachine('auth', blind)),
      ONLY_THE_ADMITTED,
      /reached the database with token expired/,
    );
  });

  test(NOTHING_PERSONAL, () => {
    const greedy = setup({}).createMachine({
      ...edgeMachine.config,
      context: { params: {}, copies: ['/orders/1'], open: {}, hits: 0 },
      entry: [],
    } as object);
    const broken = withMachine('edge', greedy.provide(edgeMachine.implementations as object));
    expectBroken(run('cache-miss', {}, broken), NOTHING_PERSONAL, /^the edge has a copy of \/orders\/1$/);
  });

  test(ALL_ENDS, () => {
    const silent = withMachine('database', databaseWith(2, 30));
    const never = run(
      'cache-miss',
      { knobs: { databaseTimeoutMs: 5000 } },
      {
        ...silent,
        scenarios: {
          'cache-miss': { ...(model.scenarios['cache-miss'] as Model['scenarios'][string]), untilUs: 1_000_000 },
        },
      },
    );
    expect(verdictOf(never, ALL_ENDS).holds).toBe(false);
  });
});

test('a request that the model lists stays when it has ended; one that was sent is gone', () => {
  expect(run('verify').run.component('request-1').retired).toBe(false);
  expect(() => run('cache-miss').run.component('request-1')).toThrow('no component "request-1"');
});

describe('explored', () => {
  const verify = paramsOf(model, recipeOf(model, 'verify'));

  test('every order of one request with one message lost and one that comes twice ends with every worker free', () => {
    const explored = explore(model, verify, { drop: 1, duplicate: 1 });
    expect(explored.violations).toEqual([]);
    expect(explored.complete).toBe(true);
  });

  test('and so does a crash of any server on the way', () => {
    const kinds = ['edge', 'gateway', 'limiter', 'auth', 'validation', 'controller', 'cache', 'database'];
    const explored = explore(model, verify, { crash: { kinds, times: 1 } });
    expect(explored.violations).toEqual([]);
    expect(explored.complete).toBe(true);
  });
});
