import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/kernel/explore/index.ts';
import { type KnobValue, type Played, paramsOf, play, recipeOf } from '../../src/kernel/index.ts';
import { log } from './brokers/log.ts';
import { type BrokerRules, type Delivery, type Entry, emptyShelf, type Shelf } from './brokers/shelf.ts';
import { stream } from './brokers/stream.ts';
import { workQueue } from './brokers/work-queue.ts';
import { BOOKS_BALANCE, IN_ORDER, NOTHING_LOST, ONCE, PUBLISHED } from './invariants.ts';
import { type BrokerParams, knobs } from './knobs.ts';
import { brokerQueue } from './model.ts';

const run = (scenario: string, changed: Readonly<Record<string, KnobValue>> = {}): Played =>
  play(brokerQueue, recipeOf(brokerQueue, scenario, { knobs: changed }));
const holds = (played: Played, name: string): boolean | undefined =>
  played.verdicts.find((verdict) => verdict.name === name)?.holds;
const measure = (played: Played, name: string): number => played.measures[name] as number;

describe('one switch mends each scenario, on the same arrivals and the same luck', () => {
  test.each([
    ['lost-effect', { acknowledge: 'after', idempotent: true }, NOTHING_LOST],
    ['duplicate-effect', { idempotent: true }, ONCE],
    ['too-patient-work', { idempotent: true }, ONCE],
    ['too-patient-work', { visibilityMs: 5000 }, ONCE],
    ['confirm-lost', { idempotent: true }, ONCE],
    ['dual-write', { publish: 'outbox' }, PUBLISHED],
    ['parallel-consumers', { broker: 'log' }, IN_ORDER],
    ['parallel-consumers', { consumers: 1 }, IN_ORDER],
  ] as const)('%s with %j', (scenario, mended, invariant) => {
    expect(holds(run(scenario), invariant)).toBe(false);
    expect(holds(run(scenario, mended), invariant)).toBe(true);
  });
});

test('a delivery limit gives a poison message up, and says so', () => {
  expect(run('poison-message').accounting.inFlight).toBe(1);
  const limited = run('poison-message', { deliveryLimit: 5 });
  expect(limited.accounting).toMatchObject({ inFlight: 0, failed: 1, completed: 11 });
  expect(measure(limited, 'deadLetters')).toBe(1);
});

test('a poison message in a log holds up its partition and no other; in a work queue it holds up nobody', () => {
  const [queue, partition] = [run('poison-message'), run('poisoned-partition')];
  expect(partition.accounting.inFlight).toBeGreaterThan(queue.accounting.inFlight);
  expect(partition.accounting.completed).toBeGreaterThan(0);
});

test('backoff makes fewer redeliveries of a poison message', () => {
  expect(measure(run('poison-message', { backoffMs: 200 }), 'redeliveries')).toBeLessThan(
    measure(run('poison-message'), 'redeliveries') / 3,
  );
});

test('a full queue drops its oldest, or refuses the newest and tells the publisher', () => {
  expect(run('overflow').accounting.failed).toBeGreaterThan(0);
  const refusing = run('overflow', { overflow: 'reject' });
  expect(refusing.accounting).toMatchObject({ failed: 0 });
  expect(refusing.accounting.rejected).toBeGreaterThan(0);
});

test('a backlog drains at what is left of the capacity: B / (μ − λ)', () => {
  // Four readers at about one message in 90 ms (lognormal, median 80 ms, σ 0.5) do some 44 a second; nothing arrives while the
  // first burst of a hundred drains, so it takes about 100 / 44 s. The next burst comes after five seconds.
  const { history } = run('backlog');
  const done = history.steps
    .filter((step) => step.emitted.some((event) => event.type === 'ended'))
    .map((step) => step.atUs / 1e6);
  const first = done.slice(0, 100);
  const drained = (first.at(-1) as number) - (first[0] as number);
  expect(drained).toBeGreaterThan(1.6);
  expect(drained).toBeLessThan(3.4);
});

describe.each([
  ['work queue', workQueue],
  ['stream', stream],
  ['log', log],
] as const)('%s: on any history', (_name, rules: BrokerRules) => {
  const base = Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.initial])) as BrokerParams;
  const paramsOf = fc.record({
    consumers: fc.integer({ min: 1, max: 3 }),
    prefetch: fc.integer({ min: 1, max: 3 }),
    partitions: fc.integer({ min: 1, max: 3 }),
    deliveryLimit: fc.integer({ min: 0, max: 3 }),
    maxLength: fc.integer({ min: 1, max: 6 }),
    overflow: fc.constantFrom('drop-head', 'reject'),
    backoffMs: fc.constantFrom(0, 100),
  });
  const acts = fc.array(
    fc.record({ act: fc.constantFrom('publish', 'ack', 'fail', 'expire', 'join', 'again'), which: fc.nat(20) }),
    { maxLength: 60 },
  );

  test('nothing disappears: stored = acknowledged + dead-lettered + dropped + still there', () => {
    fc.assert(
      fc.property(paramsOf, acts, (changed, history) => {
        const params = { ...base, ...changed } as BrokerParams;
        let shelf: Shelf = emptyShelf(params);
        let [stored, acknowledged, dead, dropped, message] = [0, 0, 0, 0, 0];
        let handed: Delivery[] = [];
        let later: Entry[] = [];
        for (const { act, which } of history) {
          const before = rules.backlog(shelf).length;
          const delivery = handed[which % Math.max(1, handed.length)];
          const rest = later[which % Math.max(1, later.length)];
          const change =
            act === 'publish'
              ? rules.publish(
                  { ...shelf, nextTag: shelf.nextTag + 1 },
                  { tag: shelf.nextTag, message: message++, key: which, sequence: message, publishedUs: 0 },
                  params,
                )
              : act === 'join'
                ? rules.join(shelf, `consumer-${(which % params.consumers) + 1}`, params)
                : act === 'again' && rest !== undefined
                  ? rules.again(shelf, rest, params)
                  : delivery === undefined || act === 'again'
                    ? undefined
                    : act === 'ack'
                      ? rules.acknowledge(shelf, delivery, params)
                      : rules[act as 'fail' | 'expire'](shelf, delivery, params);
          if (change === undefined) continue;
          if (act === 'again') later = later.filter((entry) => entry !== rest);
          if (act === 'publish' && !change.refused) stored++;
          if (act === 'ack') acknowledged += before - rules.backlog(change.shelf).length;
          dead += change.deadLettered.length;
          dropped += change.dropped.length;
          handed = [...handed, ...change.deliver];
          later = [...later, ...change.later.map(({ entry }) => entry)];
          if (!change.refused) shelf = change.shelf;
          expect(rules.backlog(shelf).length + acknowledged + dead + dropped).toBe(stored);
        }
      }),
    );
  });
});

test('a broker that forgets on redelivery is caught: the books do not balance', () => {
  const forgetting = brokerQueue.invariants.find(({ name }) => name === BOOKS_BALANCE);
  const params = {
    ...Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.initial])),
  } as unknown as BrokerParams;
  const context = { params, shelf: emptyShelf(params), stored: 2, acknowledged: 1, deadLettered: 0, dropped: 0 };
  expect(
    forgetting?.holds((kind) => (kind === 'broker' ? [{ value: '', context, status: 'active' }] : []), params),
  ).toBe(false);
});

describe('every order of one message, two consumers and one crash', () => {
  const verify = brokerQueue.scenarios.verify;
  const explored = (changed: Readonly<Record<string, KnobValue>>, maxStates = 200_000) =>
    explore(brokerQueue, paramsOf(brokerQueue, recipeOf(brokerQueue, 'verify', { knobs: changed })), {
      ...verify?.exploration,
      maxStates,
    });
  const broken = (changed: Readonly<Record<string, KnobValue>>) =>
    explored(changed).violations.map(({ invariant, steps }) => `${invariant}: ${steps} steps`);

  test('acknowledging after an idempotent effect holds everywhere', () => {
    expect(explored({})).toMatchObject({ complete: true, violations: [] });
  });

  test.each([
    [{ acknowledge: 'before' }, NOTHING_LOST],
    [{ idempotent: false }, ONCE],
    [{ publish: 'dual-write' }, PUBLISHED],
    [{ messages: 2, deliveryLimit: 1 }, IN_ORDER],
  ] as const)('%j breaks "%s", by the shortest way', (changed, invariant) => {
    expect(broken(changed).some((text) => text.startsWith(invariant))).toBe(true);
  });

  test('a log hands out again and again: the search says that it stopped, and why', () => {
    const { complete, reason, violations } = explored({ broker: 'log' }, 20_000);
    expect([complete, reason, violations]).toEqual([false, 'more than 20000 states', []]);
  });
});
