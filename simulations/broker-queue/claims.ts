/** Every number of the page: runs and formulas are made again by every build, the others are quoted. */
import { type Claims, cited, model } from '../../src/claims/claim.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { type KnobValue, type Played, paramsOf, recipeOf } from '../../src/kernel/index.ts';
import type { BrokerParams } from './knobs.ts';
import { brokerQueue } from './model.ts';
import { capacityOf, meanWaitMs, tries } from './theory.ts';

type Changed = Readonly<Record<string, KnobValue>>;
type Range = readonly [number, number];
type Read = string | ((played: Played) => number);

const run = (
  scenario: string,
  says: string,
  unit: string,
  value: Read,
  expect: Range,
  more: Changed = {},
  digits = 0,
) => model({ says, unit, digits, from: { model: brokerQueue, scenario, knobs: more, value }, expect });
const slowest = ({ results }: Played): number => (results.tallies.endToEndMs?.max ?? Number.NaN) / 1000;
const formula = (says: string, unit: string, text: string, value: () => number, expect: Range, digits = 0) =>
  model({ says, unit, digits, from: { formula: text, value }, expect });

// The model's own parameters, whose static type `paramsOf` has forgotten.
const paramsIn = (scenario: string): BrokerParams =>
  paramsOf(brokerQueue, recipeOf(brokerQueue, scenario)) as unknown as BrokerParams;
const mu = capacityOf(paramsIn('backlog'));
const [RUSH, AFTER, RUSH_S] = [60, 10, 3];

const steady = paramsIn('steady');
/** Orders a second that take nine tenths of the one consumer. */
const NEARLY_ALL = 8.9;

const explored = (scenario: string, changed: Changed) =>
  explore(brokerQueue, paramsOf(brokerQueue, recipeOf(brokerQueue, scenario, { knobs: changed })), {
    ...brokerQueue.scenarios[scenario]?.exploration,
    maxStates: 100_000,
  });
const shortest = (scenario: string, changed: Changed, says: string, steps: number) =>
  formula(
    says,
    'steps',
    [`exploration of “${scenario}”`, ...Object.entries(changed).map(([knob, set]) => `\`${knob} = ${set}\``)].join(
      ', ',
    ),
    () => explored(scenario, changed).violations[0]?.steps ?? Number.NaN,
    [steps, steps],
  );

const QUORUM = 'https://www.rabbitmq.com/docs/quorum-queues';
const READ = '2026-11-21';

export const claims = {
  lost: run('lost-effect', 'Messages that were acknowledged and never done.', 'message', 'lost', [1, 1]),
  completed: run(
    'lost-effect',
    'Orders that took effect.',
    'orders',
    ({ accounting }) => accounting.completed,
    [11, 11],
  ),
  'after-completed': run(
    'lost-effect',
    'Orders that took effect when the acknowledgement came after.',
    'orders',
    ({ accounting }) => accounting.completed,
    [12, 12],
    { acknowledge: 'after' },
  ),
  effects: run(
    'duplicate-effect',
    'Effects of the orders.',
    'effects',
    ({ results }) => results.counts.effects ?? Number.NaN,
    [13, 13],
  ),
  'effects-keyed': run(
    'duplicate-effect',
    'Effects with a keyed effect.',
    'effects',
    ({ results }) => results.counts.effects ?? Number.NaN,
    [12, 12],
    { idempotent: true },
  ),
  unpublished: run('dual-write', 'Orders without a message.', 'order', 'unpublished', [1, 1]),
  'confirm-effects': run(
    'confirm-lost',
    'Effects of the orders when a confirm is lost.',
    'effects',
    ({ results }) => results.counts.effects ?? Number.NaN,
    [13, 13],
  ),
  'claimed-twice': run(
    'claimed-too-early',
    'Effects that happened again, with nobody crashed.',
    'effects',
    'duplicates',
    [2, 6],
  ),
  'evicted-effects': run(
    'poll-interval',
    'Effects of the orders.',
    'effects',
    ({ results }) => results.counts.effects ?? Number.NaN,
    [12, 24],
  ),
  'evicted-orders': run(
    'poll-interval',
    'Orders that were placed.',
    'orders',
    ({ accounting }) => accounting.offered,
    [8, 8],
  ),
  'evicted-rebalances': run(
    'poll-interval',
    'Times the group shared its partitions out.',
    'rebalances',
    'rebalances',
    [8, 24],
  ),
  'classic-redelivered': run(
    'classic-poison',
    'Redeliveries of the poison message until the run ends.',
    'redeliveries',
    'redeliveries',
    [80, 140],
  ),
  'classic-seconds': run('classic-poison', 'How long the run is.', 's', ({ endedAtUs }) => endedAtUs / 1e6, [6, 6]),
  'quorum-redelivered': run(
    'classic-poison',
    'Redeliveries in a quorum queue.',
    'redeliveries',
    'redeliveries',
    [20, 20],
    { broker: 'quorum' },
  ),
  'nack-redelivered': run(
    'nack-loop',
    'Redeliveries when it is given back with basic.nack.',
    'redeliveries',
    'redeliveries',
    [80, 140],
  ),
  'behind-poison': run(
    'poisoned-partition',
    'Orders of the partition that wait behind the poison message at the end.',
    'orders',
    ({ accounting }) => accounting.inFlight - 1,
    [2, 2],
  ),
  'outage-dead': run('outage', 'Good messages that were dead-lettered.', 'messages', 'deadLetters', [6, 14]),
  'outage-orders': run(
    'outage',
    'Orders that were placed.',
    'orders',
    ({ accounting }) => accounting.offered,
    [30, 30],
  ),
  'outage-backoff': run(
    'outage',
    'Good messages that were dead-lettered, with a backoff.',
    'messages',
    'deadLetters',
    [0, 0],
    { backoffMs: 400 },
  ),
  'out-of-order': run('parallel-consumers', 'Effects after a later one of their key.', 'effects', 'outOfOrder', [2, 8]),
  'out-of-order-log': run('parallel-consumers', 'The same in a log.', 'effects', 'outOfOrder', [0, 0], {
    broker: 'log',
  }),
  'stored-late': run(
    'retry-overtaken',
    'Messages that were stored after one of a later order.',
    'message',
    'storedLate',
    [1, 1],
  ),
  'stored-late-log': run('retry-overtaken', 'The same in a log.', 'messages', 'storedLate', [0, 0], { broker: 'log' }),
  'stored-late-two': run(
    'two-producers',
    'Messages of two producers that were stored after one of a later order.',
    'messages',
    'storedLate',
    [1, 4],
  ),
  'stored-late-one': run('two-producers', 'The same with one producer.', 'messages', 'storedLate', [0, 0], {
    producers: 1,
  }),
  'idle-wait': run(
    'idle-consumers',
    'Mean wait with two partitions for six consumers.',
    'ms',
    'waitMeanMs',
    [400, 900],
  ),
  'six-wait': run('idle-consumers', 'Mean wait with a partition for each.', 'ms', 'waitMeanMs', [5, 60], {
    partitions: 6,
  }),
  'eager-wait': run('rolling-restart', 'Mean wait during the deployment, eager.', 'ms', 'waitMeanMs', [25, 60]),
  'cooperative-wait': run(
    'rolling-restart',
    'Mean wait during the deployment, cooperative.',
    'ms',
    'waitMeanMs',
    [5, 25],
    { rebalance: 'cooperative' },
  ),
  'hoarded-s': run('slow-consumer', 'The slowest order with a prefetch of 20.', 's', slowest, [6, 16], {}, 1),
  'shared-s': run(
    'slow-consumer',
    'The slowest order with a prefetch of 1.',
    's',
    slowest,
    [0.8, 2.5],
    { prefetch: 1 },
    1,
  ),
  dropped: run('overflow', 'Confirmed messages that the queue dropped.', 'messages', 'dropped', [39, 39]),
  'overflow-orders': run(
    'overflow',
    'Orders that came at once.',
    'orders',
    ({ accounting }) => accounting.offered,
    [60, 60],
  ),
  refused: run('overflow', 'Messages that the queue refused instead.', 'messages', 'refused', [39, 39], {
    overflow: 'reject-publish',
  }),
  'full-after': formula(
    'How long it takes until a queue of 100,000 is full, when 500 a second come and ten workers need 200 ms for each.',
    's',
    'limit / (λ − μ), μ = 10 / 0.2 s',
    () => 100_000 / (500 - 10 / 0.2),
    [222, 223],
  ),
  trimmed: run('trimmed', 'Messages that were trimmed unread.', 'messages', 'dropped', [10, 24]),
  'trimmed-acked': run('trimmed', 'Messages that were trimmed unread, with ACKED.', 'messages', 'dropped', [0, 0], {
    trim: 'acked',
  }),

  mu: formula(
    'What two consumers can do.',
    'messages/s',
    'consumers / (mean work + round trips)',
    () => mu,
    [19, 21],
    1,
  ),
  'grown-to': formula(
    'The backlog after the rush.',
    'messages',
    '(λ − μ) × 3 s',
    () => (RUSH - mu) * RUSH_S,
    [115, 125],
  ),
  'grown-to-run': run('backlog', 'The longest backlog of the run.', 'messages', 'lagMax', [100, 140]),
  'drain-s': formula(
    'How long it takes to drain.',
    's',
    'B / (μ − λ)',
    () => ((RUSH - mu) * RUSH_S) / (mu - AFTER),
    [11, 13.5],
    1,
  ),
  'drain-times': formula(
    'How many times longer it drains than it grew.',
    'times',
    '(λ − μ) / (μ − λ′)',
    () => (RUSH - mu) / (mu - AFTER),
    [3.5, 4.5],
    1,
  ),
  'drain-s-run': run('backlog', 'How long it took in the run.', 's', 'drainS', [9, 16], {}, 1),
  'drain-s-more': run(
    'backlog',
    'How long it took with one consumer more.',
    's',
    'drainS',
    [1, 6],
    { consumers: 3 },
    1,
  ),

  'steady-busy': formula(
    'How much of the consumer’s time is taken.',
    '%',
    'λ / μ',
    () => (100 * steady.perSecond) / capacityOf(steady),
    [38, 44],
  ),
  'steady-wait': formula(
    'The mean wait in the long run.',
    'ms',
    'M/G/1, Pollaczek–Khinchine',
    () => meanWaitMs(steady),
    [35, 60],
  ),
  'steady-wait-run': run('steady', 'The mean wait of the run.', 'ms', 'waitMeanMs', [30, 75]),
  'full-busy': formula(
    'How much of the consumer’s time is taken when more comes.',
    '%',
    'λ / μ',
    () => (100 * NEARLY_ALL) / capacityOf(steady),
    [88, 92],
  ),
  'full-wait': formula(
    'The mean wait in the long run when more comes.',
    'ms',
    'M/G/1, Pollaczek–Khinchine',
    () => meanWaitMs({ ...steady, perSecond: NEARLY_ALL }),
    [450, 800],
  ),

  'tries-third': formula(
    'Deliveries of a message on average when three attempts in ten fail and four are allowed.',
    'deliveries',
    '(1 − pⁿ) / (1 − p), p = 0.3, n = 4',
    () => tries(0.3, 4),
    [1.4, 1.43],
    2,
  ),
  'given-up-third': formula(
    'Messages that are given up all the same.',
    '%',
    'pⁿ, p = 0.3, n = 4',
    () => 100 * 0.3 * 0.3 * 0.3 * 0.3,
    [0.8, 0.82],
    1,
  ),
  'given-up-outage': formula(
    'Messages that are given up in an outage that is longer than all attempts.',
    '%',
    'pⁿ, p = 1',
    () => 100,
    [100, 100],
  ),

  states: formula(
    'States that were visited: every order of one message, two consumers, one crash and two timeouts.',
    'states',
    'exploration of “verify”, a quorum queue',
    () => explored('verify', {}).states,
    [20_000, 80_000],
  ),
  'steps-lost': shortest('verify', { acknowledge: 'before' }, 'The shortest way to lose a message.', 10),
  'steps-twice': shortest('verify', { idempotent: false }, 'The shortest way to a second effect.', 15),
  'steps-unpublished': shortest(
    'verify',
    { publish: 'dual-write' },
    'The shortest way to an order without a message.',
    7,
  ),
  'steps-order': shortest('two-of-a-key', {}, 'The shortest way to effects out of order.', 18),
  'steps-stored': shortest(
    'two-writers',
    {},
    'The shortest way to messages that are stored in another order than that of their orders.',
    11,
  ),

  'default-limit': cited({
    says: 'Delivery limit of a quorum queue since RabbitMQ 4.0.',
    unit: 'redeliveries',
    value: 20,
    asPrinted: 'Starting with RabbitMQ 4.0, the delivery limit for quorum queues defaults to 20',
    title: 'Quorum Queues, RabbitMQ 4.3',
    url: QUORUM,
    read: READ,
  }),
  'default-timeout': cited({
    says: 'Consumer timeout of a quorum queue.',
    unit: 'min',
    value: 30,
    asPrinted: 'Default: 1,800,000 milliseconds (30 minutes)',
    title: 'Consumer Timeouts, rabbitmq-server',
    url: 'https://github.com/rabbitmq/rabbitmq-server/blob/main/consumer_timeouts.md',
    read: READ,
  }),
  'default-poll': cited({
    says: 'max.poll.interval.ms of a Kafka consumer.',
    unit: 'min',
    value: 5,
    asPrinted: '.define(MAX_POLL_INTERVAL_MS_CONFIG, Type.INT, 300000, atLeast(1)',
    title: 'ConsumerConfig, Apache Kafka',
    url: 'https://github.com/apache/kafka/blob/0025adef0001fec3522a0e6ee12dc1601fc8eb4f/clients/src/main/java/org/apache/kafka/clients/consumer/ConsumerConfig.java',
    read: READ,
  }),
} as const satisfies Claims;
