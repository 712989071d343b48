/**
 * Small models at random: alike peers that talk through a hub, with timers, memories, crashes and promises. States lead to later
 * ones, so that every exploration ends.
 */
import fc from 'fast-check';
import { type AnyStateMachine, assign, cancel, enqueueActions, raise, setup } from 'xstate';
import {
  type Address,
  type ExplorationBudget,
  type Invariant,
  type Model,
  reply,
  send,
  sendToAddress,
} from '../../../src/kernel/index.ts';
import { modelOf } from './small-models.ts';

const STATES = 3;
const timerActions = {
  set: [raise({ type: 'OVER' }, { id: 'timer', delay: 10 })],
  'set a nameless one': [raise({ type: 'OVER' }, { delay: 10 })],
  'call off': [cancel('timer')],
  leave: [],
};
const timer = fc.constantFrom<(keyof typeof timerActions)[]>('set', 'set a nameless one', 'call off', 'leave', 'leave');
const target = fc.nat({ max: STATES });
const word = fc.constantFrom('A', 'B');

// Peers.

interface PeerReaction {
  readonly target: number;
  readonly tells: readonly string[];
  readonly timer: keyof typeof timerActions;
  readonly notes: boolean;
}
const peerReaction: fc.Arbitrary<PeerReaction> = fc.record({
  target,
  tells: fc.array(word, { maxLength: 1 }),
  timer,
  notes: fc.boolean(),
});
type Table<R> = readonly (readonly R[])[];
/** By state, by event. */
const tableOf = <R>(reaction: fc.Arbitrary<R>): fc.Arbitrary<Table<R>> =>
  fc.array(fc.array(reaction, { minLength: 3, maxLength: 3 }), { minLength: STATES, maxLength: STATES });
const EVENTS = ['A', 'B', 'OVER'];

function statesOf<R extends { readonly target: number }>(table: Table<R>, actionsOf: (reaction: R) => unknown[]) {
  const reactions = (row: readonly R[], state: number) =>
    row.map((reaction, event) => {
      const later = Math.max(reaction.target, Math.min(state + 1, STATES));
      return [EVENTS[event], { target: `s${later}`, actions: actionsOf(reaction) as never }] as const;
    });
  const nodes = table.map((row, state) => [`s${state}`, { on: Object.fromEntries(reactions(row, state)) }] as const);
  return { ...Object.fromEntries(nodes), [`s${STATES}`]: {} };
}

interface Peer {
  readonly name: number;
  readonly noted: number;
}
const peerMachine = (table: Table<PeerReaction>, eager: boolean): AnyStateMachine =>
  setup({ types: {} as { context: Peer; input: { name: number } } }).createMachine({
    id: 'peer',
    context: ({ input }) => ({ name: input.name, noted: 0 }),
    initial: 's0',
    entry: [...(eager ? [send('hub', { type: 'A' })] : []), ...timerActions.set] as never,
    states: statesOf(table, ({ tells, timer, notes }) => [
      ...tells.map((type) =>
        send('hub', ({ context }) => ({ type, name: (context as Peer).name, noted: (context as Peer).noted })),
      ),
      ...(notes ? [assign({ noted: 1 })] : []),
      ...timerActions[timer],
    ]),
  }) as AnyStateMachine;

// The hub.

/** How it remembers who has asked: not, by address, by id, in a list, in a record by id, who came after whom, by the name in the message. */
type Memory = 'nothing' | 'first' | 'id' | 'queue' | 'record' | 'pairs' | 'name';
interface HubReaction {
  readonly target: number;
  readonly replies: readonly string[];
  readonly remembers: Memory;
  /** To whom it has remembered. */
  readonly recalls: readonly string[];
  readonly timer: keyof typeof timerActions;
}
const hubReaction: fc.Arbitrary<HubReaction> = fc.record({
  target,
  replies: fc.array(word, { maxLength: 1 }),
  remembers: fc.constantFrom<Memory[]>('nothing', 'first', 'id', 'queue', 'record', 'pairs', 'name'),
  recalls: fc.array(word, { maxLength: 1 }),
  timer,
});
interface Hub {
  readonly first: Address | null;
  readonly id: string;
  readonly queue: readonly string[];
  readonly record: Readonly<Record<string, number | string>>;
  readonly name: number;
}
interface Asking {
  readonly type: string;
  readonly from?: Address;
  readonly name?: number;
}

const remember = (memory: Memory) =>
  assign(({ context, event }: { context: Hub; event: Asking }): Partial<Hub> => {
    const { from, name = 0 } = event;
    if (from === undefined) return {};
    if (memory === 'first') return { first: context.first ?? from };
    if (memory === 'id') return { id: from.id };
    if (memory === 'queue') return { queue: [...context.queue, from.id] };
    if (memory === 'record') return { record: { ...context.record, [from.id]: 1 } };
    if (memory === 'pairs') return { id: from.id, record: { ...context.record, [from.id]: context.id } };
    return memory === 'name' ? { name } : {};
  });
/** A message of a peer is answered; a timer has no sender. */
const answer = (type: string) =>
  enqueueActions(({ event, enqueue }) => {
    if ((event as Asking).from !== undefined) enqueue(reply({ type }) as never);
  });
const recall = (type: string) =>
  enqueueActions(({ context, enqueue }) => {
    const { first, queue } = context as Hub;
    if (first !== null) enqueue(sendToAddress(() => first, { type }) as never);
    else if (queue[0] !== undefined) enqueue(send(queue[0], { type }) as never);
  });
const hubMachine = (table: Table<HubReaction>, tells: boolean): AnyStateMachine =>
  setup({ types: {} as { context: Hub } }).createMachine({
    id: 'hub',
    context: { first: null, id: '', queue: [], record: {}, name: 0 },
    initial: 's0',
    entry: timerActions.set as never,
    states: statesOf(table, ({ replies, remembers, recalls, timer }) => [
      ...(remembers === 'nothing' ? [] : [remember(remembers)]),
      ...replies.map(answer),
      ...recalls.map(recall),
      ...timerActions[timer],
      ...(tells ? [send('books', { type: 'STEP' })] : []),
    ]),
  }) as AnyStateMachine;

/** An observer: is told of every step of the hub. */
const booksMachine = setup({ types: {} as { context: { steps: number } } }).createMachine({
  id: 'books',
  context: { steps: 0 },
  on: { STEP: { actions: assign({ steps: ({ context }) => context.steps + 1 }) } },
});

// Promises: none tells one peer from another.

const kind = fc.constantFrom<Invariant['kind'][]>('always', 'sometimes', 'eventually');
const promise = fc
  .record({ kind, of: fc.constantFrom('peer', 'hub'), state: fc.nat({ max: STATES }), most: fc.nat({ max: 2 }) })
  .map(({ kind, of, state, most }): Invariant => {
    const many = (count: number) => (kind === 'sometimes' ? count > most : count <= most);
    return {
      name: `${kind} ${of} s${state} ${most}`,
      kind,
      reads: [of],
      holds: (reading) => many(reading(of).filter(({ value }) => value === `s${state}`).length),
    };
  });

export interface Case {
  readonly model: Model;
  readonly budget: ExplorationBudget;
}

/** Ids and names that are no part of any other text. */
const NAMES = [101, 102, 103, 104];

const randomModel: fc.Arbitrary<Model> = fc
  .record({
    peers: fc.integer({ min: 2, max: 3 }),
    peer: tableOf(peerReaction),
    hub: tableOf(hubReaction),
    eager: fc.boolean(),
    watched: fc.constantFrom(true, false, false),
    keeps: fc.constantFrom<string[][]>([], ['noted']),
    hubKeeps: fc.constantFrom<string[][]>([], ['first'], ['queue', 'record']),
    promises: fc.uniqueArray(promise, { maxLength: 5, selector: ({ name }) => name }),
  })
  .map(({ peers, peer, hub, eager, watched, keeps, hubKeeps, promises }) => {
    const ids = NAMES.slice(0, peers).map((name) => `peer-${name}`);
    return modelOf({
      machines: {
        hub: { machine: hubMachine(hub, watched), survives: hubKeeps },
        ...(watched && { books: { machine: booksMachine, observer: true } }),
        peer: { machine: peerMachine(peer, eager), symmetric: true, survives: keeps },
      },
      ids: { peer: ids },
      inputs: Object.fromEntries(ids.map((id, i) => [id, { name: NAMES[i] }])),
      invariants: promises,
    });
  });

const once = fc.constantFrom(0, 0, 1);
const crash = fc.constantFrom<ExplorationBudget[]>(
  {},
  {},
  { crash: { kinds: ['hub'], times: 1 } },
  { crash: { kinds: ['peer'], times: 1 } },
  { crash: { kinds: ['hub', 'peer'], times: 2 } },
);
const timers = fc.constantFrom<ExplorationBudget[]>({}, {}, {}, { timers: { types: ['OVER'], times: 2 } });
const randomBudget = fc
  .tuple(once, once, crash, timers)
  .map(([drop, duplicate, crashes, rationed]): ExplorationBudget => ({ drop, duplicate, ...crashes, ...rationed }));

export const randomCase: fc.Arbitrary<Case> = fc.record({ model: randomModel, budget: randomBudget });
