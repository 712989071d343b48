/**
 * What happens to a message when somebody dies?
 *
 * A producer places orders and publishes a message for each; a broker of one of three kinds hands them to consumers; a
 * consumer works, lets the message take effect outside, and acknowledges. A ledger beside them keeps the books.
 */
import { constant, defineModel, type Gauge, lognormal, type Model, type View } from '../../src/kernel/index.ts';
import { type BrokerContext, brokerMachine } from './broker.ts';
import { rulesOf } from './brokers/rules.ts';
import { consumerName } from './brokers/shelf.ts';
import { type ConsumerContext, consumerMachine } from './consumer.ts';
import { type DeadLettersContext, deadLettersMachine } from './dead-letters.ts';
import { type EffectContext, effectMachine } from './effect.ts';
import { droppedIn, droppedInWords } from './gone.ts';
import { invariants } from './invariants.ts';
import { type BrokerParams, knobs } from './knobs.ts';
import { EMPTY_BOOKS, type LedgerContext, ledgerMachine } from './ledger.ts';
import { measures, observations } from './measures.ts';
import { narrate } from './narrate.ts';
import { type ProducerContext, producerMachine, producerName } from './producer.ts';
import { scenarios } from './scenarios.ts';
import { theory } from './theory.ts';

const shows = {
  producer: ({ context }: View, { publish }: BrokerParams): Gauge => {
    const { placed, outbox } = context as ProducerContext;
    return { note: publish === 'outbox' ? `${placed} placed, ${outbox.length} in the outbox` : `${placed} placed` };
  },
  broker: ({ context }: View): Gauge => {
    const { shelf, params, deadLettered, dropped } = context as BrokerContext;
    const given = [deadLettered > 0 ? `${deadLettered} dead-lettered` : '', droppedInWords(dropped)];
    const isQueue = params.broker === 'quorum' || params.broker === 'classic';
    const isStopped = shelf.partitions.filter(({ paused }) => paused).length;
    const most = Math.max(0, ...Object.values(shelf.delivered));
    const repeated = most > 1 ? `one delivered ${most} times` : '';
    const stopped = isStopped > 0 ? `${isStopped} of ${shelf.partitions.length} partitions stopped` : '';
    return {
      queue:
        params.broker === 'log' ? rulesOf(params).backlog(shelf).length : shelf.ready.length + shelf.resting.length,
      ...(isQueue && { queueLimit: params.maxLength }),
      note: [stopped, ...given].filter(Boolean).join(', ') || repeated || 'nothing given up',
      tone: droppedIn(dropped) > 0 ? 'dropped' : deadLettered > 0 ? 'failed' : 'idle',
    };
  },
  consumer: ({ context }: View): Gauge => {
    const { current, buffer } = context as ConsumerContext;
    return {
      note: current === null ? 'free' : `message ${current.entry.message}`,
      busy: current === null ? 0 : 1,
      capacity: 1,
      queue: buffer.length,
      tone: current === null ? 'idle' : 'flight',
    };
  },
  deadLetters: ({ context }: View): Gauge => {
    const there = Object.keys((context as DeadLettersContext).messages).length;
    return { note: `${there} ${there === 1 ? 'message' : 'messages'}`, tone: there > 0 ? 'failed' : 'idle' };
  },
  effect: ({ context }: View): Gauge => {
    const { total } = context as EffectContext;
    return { note: `${total} ${total === 1 ? 'effect' : 'effects'}` };
  },
  ledger: ({ context }: View): Gauge => {
    const { committed, effects, outOfOrder, storedLate } = context as LedgerContext;
    const late = Object.keys(storedLate).length;
    const twice = Object.values(effects).filter((times) => times > 1).length;
    const wrong = [
      twice > 0 ? `, ${twice} twice` : '',
      outOfOrder > 0 ? `, ${outOfOrder} too late` : '',
      late > 0 ? `, ${late} stored late` : '',
    ].join('');
    return {
      note: `${Object.keys(effects).length} of ${Object.keys(committed).length} took effect${wrong}`,
      tone: twice > 0 ? 'duplicate' : outOfOrder > 0 || late > 0 ? 'failed' : 'done',
    };
  },
};

export const brokerQueue: Model = defineModel({
  id: 'broker-queue',
  version: 4,
  title: 'Broker queues',
  question: 'What happens to a message when somebody dies?',
  summary:
    'Producers, a broker of four kinds, consumers and the world outside. A ledger says what was lost, doubled or reordered.',
  knobs,
  turns: ['acknowledge'],
  kinds: {
    producer: {
      label: 'Producer',
      says: 'Commits orders and publishes a message for each.',
      machine: producerMachine,
      survives: ['placed', 'outbox', 'session'],
      shows: shows.producer,
    },
    broker: {
      label: 'Broker',
      says: 'Keeps messages until they are acknowledged, and decides who gets which.',
      machine: brokerMachine,
      survives: ['shelf', 'stored', 'acknowledged', 'deadLettered', 'dropped', 'sentAway', 'lives', 'peak', 'heard'],
      shows: shows.broker,
    },
    consumer: {
      label: 'Consumer',
      says: 'Works on one message at a time and lets it take effect.',
      machine: consumerMachine,
      survives: ['life'],
      shows: shows.consumer,
    },
    'dead-letters': {
      label: 'Dead-letter queue',
      says: 'Keeps what was given up, for people to look at.',
      machine: deadLettersMachine,
      survives: ['messages'],
      shows: shows.deadLetters,
    },
    effect: {
      label: 'Effect',
      says: 'The world outside: a charge, a mail, a row.',
      machine: effectMachine,
      survives: ['seen', 'total'],
      shows: shows.effect,
    },
    ledger: {
      label: 'Ledger',
      says: 'Keeps the books of everybody. Nobody asks it.',
      machine: ledgerMachine,
      observer: true,
      survives: Object.keys(EMPTY_BOOKS),
      shows: shows.ledger,
    },
  },
  components: (params) => [
    { id: 'broker', kind: 'broker', input: { params } },
    ...Array.from({ length: params.producers }, (_, index) => ({
      id: producerName(index),
      kind: 'producer',
      input: { params, index },
      ...(params.producers > 1 && { label: `Producer ${index + 1}` }),
    })),
    ...Array.from({ length: params.consumers }, (_, i) => ({
      id: consumerName(i),
      kind: 'consumer',
      input: { params, id: consumerName(i) },
    })),
    ...(params.deadLetter === 'none' ? [] : [{ id: 'dead-letters', kind: 'dead-letters' }]),
    { id: 'effect', kind: 'effect', input: { params } },
    { id: 'ledger', kind: 'ledger', input: { params } },
  ],
  links: () => [
    { from: 'producer', to: 'broker', latency: constant(2), label: 'publish, confirm' },
    { from: 'broker', to: 'consumer', latency: constant(2), label: 'deliver, ack' },
    { from: 'broker', to: 'dead-letters', latency: constant(2), label: 'given up' },
    { from: 'consumer', to: 'effect', latency: lognormal(3, 0.3), label: 'effect' },
  ],
  observations,
  measures,
  theory,
  invariants,
  scenarios,
  verification: 'verify',
  narrate,
  leavesOut: [
    'The broker is one machine: no replication; a crash of it keeps what is stored.',
    'Batches, transactions and exactly-once processing inside one log.',
    'Retention, compaction, static members and share groups of a log.',
    'Heartbeats: a dead connection is noticed when the consumer comes back, or by the timeout.',
    'Brokers push here; Kafka’s and Redis’s consumers ask.',
    'Dead letters of a log or a stream are published by the broker here, not by the consumer.',
    'All latencies and work times are assumed.',
  ],
});
