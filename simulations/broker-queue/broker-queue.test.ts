import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/kernel/explore/index.ts';
import {
  type Fault,
  type KnobValue,
  ms,
  type Played,
  paramsOf,
  play,
  recipeOf,
  type View,
} from '../../src/kernel/index.ts';
import { rulesOf } from './brokers/rules.ts';
import { type Delivery, type Entry, emptyShelf, type Shelf } from './brokers/shelf.ts';
import {
  BOOKS_BALANCE,
  DEAD_LETTERS_ARRIVE,
  ENDS,
  IN_ORDER,
  NOTHING_LOST,
  ONCE,
  PUBLISHED,
  STORED_IN_ORDER,
} from './invariants.ts';
import { type BrokerParams, knobs } from './knobs.ts';
import { brokerQueue } from './model.ts';

type Changed = Readonly<Record<string, KnobValue>>;
const run = (scenario: string, changed: Changed = {}): Played =>
  play(brokerQueue, recipeOf(brokerQueue, scenario, { knobs: changed }));
const holds = (played: Played, name: string): boolean | undefined =>
  played.verdicts.find((verdict) => verdict.name === name)?.holds;
const measure = (played: Played, name: string): number => played.measures[name] as number;

describe('one switch mends each scenario, on the same arrivals and the same luck', () => {
  test.each([
    ['lost-effect', { acknowledge: 'after', idempotent: true }, NOTHING_LOST],
    ['duplicate-effect', { idempotent: true }, ONCE],
    ['claimed-too-early', { idempotent: true }, ONCE],
    ['claimed-too-early', { timeoutMs: 5000 }, ONCE],
    ['poll-interval', { idempotent: true }, ONCE],
    ['poll-interval', { timeoutMs: 5000 }, ONCE],
    ['confirm-lost', { idempotent: true }, ONCE],
    ['confirm-lost', { broker: 'log' }, ONCE],
    ['dual-write', { publish: 'outbox' }, PUBLISHED],
    ['parallel-consumers', { broker: 'log' }, IN_ORDER],
    ['parallel-consumers', { consumers: 1 }, IN_ORDER],
    ['retry-overtaken', { broker: 'log' }, STORED_IN_ORDER],
    ['two-producers', { producers: 1 }, STORED_IN_ORDER],
    ['classic-poison', { broker: 'quorum' }, ENDS],
    ['nack-loop', { returnBy: 'reject' }, ENDS],
    ['poisoned-partition', { deliveryLimit: 3 }, ENDS],
    ['dead-letter-away', { deadLetter: 'at-least-once' }, DEAD_LETTERS_ARRIVE],
    ['overflow', { overflow: 'reject-publish' }, NOTHING_LOST],
    ['overflow', { deadLetter: 'at-most-once' }, NOTHING_LOST],
    ['trimmed', { trim: 'acked' }, NOTHING_LOST],
  ] as const)('%s with %j', (scenario, mended, invariant) => {
    expect(holds(run(scenario), invariant)).toBe(false);
    expect(holds(run(scenario, mended), invariant)).toBe(true);
  });
});

describe('several producers', () => {
  const committed = (played: Played) =>
    played.history.steps.flatMap(({ event, component }) =>
      event.type === 'PUBLISH' && component.id === 'broker'
        ? [{ order: event.request as number, key: event.key as number, by: (event.from as { id: string }).id }]
        : [],
    );

  test('place every order once, and each of them writes to every key', () => {
    const all = committed(run('steady', { producers: 3, keys: 4, messages: 60 }));
    expect(all.map(({ order }) => order).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    for (const by of ['producer', 'producer-2', 'producer-3'])
      expect(new Set(all.filter((one) => one.by === by).map(({ key }) => key)).size).toBe(4);
  });

  test('share the publish rate: twice as many place as many orders in the same time', () => {
    const [one, two] = [run('steady'), run('steady', { producers: 2 })];
    const lastOf = ({ history }: Played) =>
      history.steps.findLast(({ event }) => event.type === 'COMMITTED')?.atUs ?? Number.NaN;
    expect(lastOf(two) / lastOf(one)).toBeGreaterThan(0.8);
    expect(lastOf(two) / lastOf(one)).toBeLessThan(1.2);
  });

  test.each(['quorum', 'classic', 'log', 'stream'])('%s: none tells in which order two of them wrote', (broker) => {
    expect(measure(run('two-producers', { broker }), 'storedLate')).toBeGreaterThan(0);
  });
});

describe('what a publisher sends again', () => {
  const lossFrom = (fromMs: number, untilMs: number): Fault => ({
    kind: 'loss',
    from: 'producer',
    to: 'broker',
    probability: 1,
    atUs: ms(fromMs),
    untilUs: ms(untilMs),
  });
  const cutOff = (faults: readonly Fault[], knobs: Changed) =>
    play(brokerQueue, recipeOf(brokerQueue, 'confirm-lost', { knobs, faults }));

  test.each([
    ['quorum', 'direct', false],
    ['classic', 'direct', false],
    ['stream', 'outbox', false],
    ['log', 'direct', true],
    ['log', 'outbox', true],
  ])('%s, %s: it keeps its place: %s', (broker, publish, keeps) => {
    const lossy = cutOff([lossFrom(100, 700)], { broker, publish, keys: 1, perSecond: 40 });
    expect(holds(lossy, STORED_IN_ORDER)).toBe(keeps);
    expect(holds(lossy, PUBLISHED)).toBe(true);
  });

  test('five times without a confirm are enough: an order is left without a message, and the books say so', () => {
    const cut = cutOff([lossFrom(100, 6000)], { broker: 'quorum' });
    expect(holds(cut, PUBLISHED)).toBe(false);
    expect(measure(cut, 'unpublished')).toBe(12);
  });

  test('a log does not wait for ever for a message that its publisher has given up', () => {
    const back = cutOff([lossFrom(100, 1200)], { broker: 'log', keys: 1 });
    const { unpublished } = back.measures;
    expect(unpublished).toBeGreaterThan(0);
    expect(unpublished).toBeLessThan(12);
    expect(measure(back, 'withoutEffect')).toBe(unpublished);
  });

  test('an outbox of a producer that has restarted is published from its oldest on', () => {
    const crash = { kind: 'crash', component: 'producer', atUs: ms(600), untilUs: ms(700) } as const;
    const again = cutOff([lossFrom(100, 650), crash], { broker: 'log', publish: 'outbox', keys: 1, perSecond: 40 });
    expect(holds(again, STORED_IN_ORDER)).toBe(true);
    expect(holds(again, PUBLISHED)).toBe(true);
  });
});

describe('who counts', () => {
  test('a quorum queue gives a message up after its limit of redeliveries, and says so', () => {
    const limited = run('classic-poison', { broker: 'quorum', deliveryLimit: 5 });
    expect(limited.accounting).toMatchObject({ inFlight: 0, failed: 1, completed: 11 });
    expect([measure(limited, 'deadLetters'), measure(limited, 'redeliveries')]).toEqual([1, 5]);
  });

  test('a classic queue does not, whatever limit stands in the policy', () => {
    const looping = run('classic-poison', { deliveryLimit: 5 });
    expect(looping.accounting.inFlight).toBe(1);
    expect(measure(looping, 'redeliveries')).toBeGreaterThan(100);
  });

  test('without a dead-letter queue what is given up is gone, and nothing that was confirmed may be', () => {
    const gone = run('classic-poison', { broker: 'quorum', deliveryLimit: 5, deadLetter: 'none' });
    expect(measure(gone, 'dropped')).toBe(1);
    expect(holds(gone, NOTHING_LOST)).toBe(false);
  });

  test('at least once falls back to at most once where the queue drops its head', () => {
    const fallen = run('dead-letter-away', { deadLetter: 'at-least-once', overflow: 'drop-head' });
    expect(holds(fallen, DEAD_LETTERS_ARRIVE)).toBe(false);
  });

  test('the acknowledgement timeout is no failure: a quorum queue redelivers without end what takes too long', () => {
    const slow = run('verify', { timeoutMs: 50, workMs: 400, deliveryLimit: 1 });
    expect(measure(slow, 'redeliveries')).toBeGreaterThan(1);
    expect(measure(slow, 'deadLetters')).toBe(0);
  });

  test('a classic queue has no such timeout: nothing is redelivered to anybody', () => {
    expect(measure(run('verify', { broker: 'classic', timeoutMs: 50, workMs: 400 }), 'redeliveries')).toBe(0);
  });
});

test('a poison message in a log holds up its partition and no other; in a queue it holds up nobody', () => {
  const [queue, partition] = [run('classic-poison'), run('poisoned-partition')];
  expect(partition.accounting.inFlight).toBeGreaterThan(queue.accounting.inFlight);
  expect(partition.accounting.completed).toBeGreaterThan(0);
});

test('an outage that is shorter than the retries with backoff dead-letters nothing; without backoff it does', () => {
  expect(measure(run('outage'), 'deadLetters')).toBeGreaterThan(5);
  expect(measure(run('outage', { backoffMs: 400 }), 'deadLetters')).toBe(0);
});

test('consumers beyond the number of partitions do nothing; as many partitions as consumers work', () => {
  const { history, params } = run('idle-consumers');
  const busy = new Set(history.steps.filter(({ event }) => event.type === 'DELIVER').map((step) => step.component.id));
  expect([busy.size, params.consumers]).toEqual([2, 6]);
  expect(measure(run('idle-consumers', { partitions: 6 }), 'lagMax')).toBeLessThan(
    measure(run('idle-consumers'), 'lagMax') / 2,
  );
});

test('each restart is a rebalance; a cooperative one keeps fewer messages waiting', () => {
  const [eager, cooperative] = [run('rolling-restart'), run('rolling-restart', { rebalance: 'cooperative' })];
  expect([measure(eager, 'rebalances'), measure(cooperative, 'rebalances')]).toEqual([4, 4]);
  expect(measure(cooperative, 'waitMeanMs')).toBeLessThan(measure(eager, 'waitMeanMs') / 2);
});

test('a slow consumer keeps what it has prefetched; with a prefetch of 1 it gets what it can do', () => {
  expect(measure(run('slow-consumer', { prefetch: 1 }), 'endToEndP99Ms')).toBeLessThan(
    measure(run('slow-consumer'), 'endToEndP99Ms') / 4,
  );
});

test('whatever a broker lets go of has its reason in the books and in the trace', () => {
  const told = (scenario: string, changed: Changed = {}) => {
    const played = run(scenario, changed);
    return played.history.steps
      .flatMap(({ emitted }) => emitted)
      .map(({ text }) => String(text))
      .filter((text) => /dropped|dead-lettered/.test(text))
      .map((text) => text.replace(/^message \d+ /, ''));
  };
  expect(new Set(told('overflow'))).toEqual(new Set(['is dropped: the queue is full']));
  expect(new Set(told('overflow', { deadLetter: 'at-most-once' }))).toEqual(
    new Set(['is dead-lettered: the queue is full']),
  );
  expect(new Set(told('trimmed'))).toEqual(new Set(['is dropped: the stream is trimmed']));
  expect(told('nack-loop', { returnBy: 'reject' })).toEqual(['is dead-lettered: it has failed too often']);
  expect(told('nack-loop', { returnBy: 'reject', deadLetter: 'none' })).toEqual([
    'is dropped: it has failed too often',
  ]);
});

test('who asks for no confirms is not told that a message was refused: the order is without one', () => {
  const untold = run('overflow', { overflow: 'reject-publish', confirms: false });
  expect([measure(untold, 'refused') > 0, holds(untold, PUBLISHED)]).toEqual([true, false]);
});

test('a full queue drops its oldest, or refuses the newest and tells the publisher', () => {
  expect(run('overflow').accounting.failed).toBeGreaterThan(0);
  const refusing = run('overflow', { overflow: 'reject-publish' });
  expect(refusing.accounting).toMatchObject({ failed: 0 });
  expect(refusing.accounting.rejected).toBeGreaterThan(0);
});

/** The second of two records in a reader's hands fails for the last time while the first is not done: both were passed. */
const GIVEN_UP_BEFORE_THE_FIRST = [
  {
    consumers: 1,
    prefetch: 2,
    partitions: 1,
    deliveryLimit: 0,
    maxLength: 1,
    overflow: 'drop-head',
    trim: 'any',
    rebalance: 'eager',
    returnBy: 'reject',
    backoffMs: 0,
  },
  [
    { act: 'join', which: 0 },
    { act: 'publish', which: 0 },
    { act: 'publish', which: 0 },
    { act: 'fail', which: 3 },
  ],
] satisfies [object, object];

describe.each(['quorum', 'classic', 'stream', 'log'] as const)('%s: on any history', (broker) => {
  const rules = rulesOf({ broker } as BrokerParams);
  const base = Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.initial])) as BrokerParams;
  const paramsOf = fc.record({
    consumers: fc.integer({ min: 1, max: 3 }),
    prefetch: fc.integer({ min: 1, max: 3 }),
    partitions: fc.integer({ min: 1, max: 3 }),
    deliveryLimit: fc.integer({ min: -1, max: 3 }),
    maxLength: fc.integer({ min: 1, max: 6 }),
    overflow: fc.constantFrom('drop-head', 'reject-publish'),
    trim: fc.constantFrom('any', 'acked'),
    rebalance: fc.constantFrom('eager', 'cooperative'),
    returnBy: fc.constantFrom('reject', 'nack'),
    backoffMs: fc.constantFrom(0, 100),
  });
  const acts = fc.array(
    fc.record({
      act: fc.constantFrom('publish', 'ack', 'fail', 'expire', 'join', 'again', 'settle'),
      which: fc.nat(20),
    }),
    { maxLength: 60 },
  );

  test('nothing disappears: stored = acknowledged + given up + dropped + still there', () => {
    fc.assert(
      fc.property(paramsOf, acts, (changed, history) => {
        const params = { ...base, ...changed, broker } as BrokerParams;
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
                  { tag: shelf.nextTag, message: message++, key: which, publishedUs: 0 },
                  params,
                )
              : act === 'join'
                ? rules.join(shelf, `consumer-${(which % params.consumers) + 1}`, params)
                : act === 'settle'
                  ? rules.settle(shelf, shelf.generation, params)
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
          dead += change.givenUp.length;
          dropped += change.dropped.length;
          handed = [...handed, ...change.deliver];
          later = [...later, ...change.later.map(({ entry }) => entry)];
          if (!change.refused) shelf = change.shelf;
          expect(rules.backlog(shelf).length + acknowledged + dead + dropped).toBe(stored);
        }
      }),
      { examples: [GIVEN_UP_BEFORE_THE_FIRST] },
    );
  });
});

test('a broker that forgets on redelivery is caught: the books do not balance', () => {
  const forgetting = brokerQueue.invariants.find(({ name }) => name === BOOKS_BALANCE);
  const initial = Object.entries(knobs).map(([name, knob]) => [name, knob.initial]);
  const params = Object.fromEntries(initial) as unknown as BrokerParams;
  const context = { params, shelf: emptyShelf(params), stored: 2, acknowledged: 1, deadLettered: 0, dropped: {} };
  const view: View = { value: '', context, status: 'active', tags: [], output: undefined };
  expect(forgetting?.holds((kind) => (kind === 'broker' ? [view] : []), params)).toBe(false);
});

describe('every order of one message, two consumers, one crash and two timeouts', () => {
  const budget = brokerQueue.scenarios.verify?.exploration;
  const explored = (changed: Changed, less: typeof budget = {}) =>
    explore(brokerQueue, paramsOf(brokerQueue, recipeOf(brokerQueue, 'verify', { knobs: changed })), {
      ...budget,
      ...less,
    });
  const BROKERS = ['quorum', 'classic', 'log', 'stream'] as const;

  test.each(BROKERS)(
    '%s: acknowledging after an idempotent effect holds everywhere, within bounds that are said',
    (broker) => {
      const { complete, violations, bounds } = explored({ broker });
      expect([complete, violations]).toEqual([true, []]);
      expect(bounds.text).toContain('up to 1 crash with restart at once (consumer, producer)');
      expect(bounds.text).toContain('DEAD_LETTER_AGAIN at most 2 fire');
    },
  );

  const first = (changed: Changed, less: typeof budget = {}) => explored(changed, { ...less, maxStates: 200_000 });
  const SHORTEST = [
    [{ acknowledge: 'before' }, NOTHING_LOST, [10, 10, 10, 10]],
    [{ idempotent: false }, ONCE, [15, 16, 16, 15]],
    [{ publish: 'dual-write' }, PUBLISHED, [7, 7, 7, 7]],
  ] as const;
  test.each(SHORTEST)('%j breaks "%s", with each broker', (changed, invariant, steps) => {
    const found = BROKERS.map((broker) =>
      first({ broker, ...changed }).violations.find(({ invariant: name }) => name === invariant),
    );
    expect(found.map((violation) => violation?.steps)).toEqual(steps);
  });

  test('a classic queue has no timeout: there the effect doubles by a crash before the acknowledgement, or by a lost answer', () => {
    const { violations } = first(
      { broker: 'classic', idempotent: false },
      { timers: { types: ['EFFECT_TIMED_OUT'], times: 0 } },
    );
    const [doubled] = violations;
    expect(doubled?.invariant).toBe(ONCE);
    expect(doubled?.trace.map(({ event }) => event)).toContain('crash');
  });

  const calmly = (scenario: string, broker: string) => {
    const { exploration } = brokerQueue.scenarios[scenario] ?? {};
    const params = paramsOf(brokerQueue, recipeOf(brokerQueue, scenario, { knobs: { broker } }));
    return explore(brokerQueue, params, { ...exploration, maxStates: 300_000 });
  };

  test('two messages of one key: parallel consumers of a queue or a stream swap them, a log’s reader does not', () => {
    for (const broker of ['quorum', 'classic', 'stream'])
      expect(calmly('two-of-a-key', broker).violations.map(({ invariant }) => invariant)).toEqual([IN_ORDER]);
    expect(calmly('two-of-a-key', 'log')).toMatchObject({ complete: true, violations: [] });
  });

  test('two producers, three orders of one key: with every broker a later one may be stored first', () => {
    const first = BROKERS.map((broker) => calmly('two-writers', broker));
    expect(first.map(({ violations: [one] }) => [one?.invariant, one?.steps])).toEqual(
      BROKERS.map(() => [STORED_IN_ORDER, 11]),
    );
    expect(first.every(({ complete }) => complete)).toBe(true);
  });
});
