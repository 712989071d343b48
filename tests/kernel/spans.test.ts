import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import {
  type Address,
  constant,
  defineModel,
  ended,
  offered,
  type Played,
  play,
  recipeOf,
  requestsOf,
  send,
  sendToAddress,
  spansOf,
} from '../../src/kernel/index.ts';
import { type Job, stationMachine } from '../../src/parts/station.ts';

/** A shop with one counter: each customer asks at once; work takes 10 ms, the way there 2 ms, patience 25 ms. */
const NOBODY_WAITS_AFTER = 25;
const customer = setup({
  types: {} as {
    context: { request: number };
    input: { request: number };
    events: { type: 'SERVED'; request: number };
  },
  delays: { turn: ({ context }) => context.request - 1, patience: () => NOBODY_WAITS_AFTER },
}).createMachine({
  id: 'customer',
  context: ({ input }) => input,
  initial: 'outside',
  states: {
    outside: { after: { turn: 'asking' } },
    asking: {
      entry: [
        offered(({ context }) => context.request),
        send('counter', ({ context }) => ({ type: 'ASK', request: context.request, deadlineUs: 1e9 })),
      ],
      after: { patience: 'gone' },
      on: { SERVED: 'served' },
    },
    served: { entry: ended(({ context }) => context.request, 'completed', 'served') },
    gone: { entry: ended(({ context }) => context.request, 'timedOut', 'gone') },
  },
});
const counter = stationMachine<object, null, Job>({
  id: 'counter',
  takes: ['ASK'],
  workers: () => 1,
  queueLimit: () => 10,
  work: () => constant(10),
  memory: () => null,
  finish: ({ from, request }: { from: Address; request: number }) => ({
    acts: [sendToAddress(() => from, { type: 'SERVED', request })],
  }),
  refuse: () => [],
});
const shop = (customers: number) =>
  defineModel({
    id: 'shop',
    version: 1,
    title: 'Shop',
    question: 'Who waits?',
    summary: '',
    knobs: {},
    kinds: {
      customer: { label: 'Customer', says: 'Asks once.', machine: customer },
      counter: { label: 'Counter', says: 'Serves one at a time.', machine: counter },
    },
    components: () => [
      { id: 'counter', kind: 'counter', input: { params: {} } },
      ...Array.from({ length: customers }, (_, i) => ({
        id: `customer-${i + 1}`,
        kind: 'customer',
        input: { request: i + 1 },
      })),
    ],
    links: () => [{ from: 'customer', to: 'counter', latency: constant(2) }],
    observations: {},
    measures: {},
    invariants: [],
    scenarios: { day: { title: 'A day', says: '', seed: 1, untilUs: 1_000_000 } },
    leavesOut: [],
  });
const dayOf = (customers: number): Played => {
  const model = shop(customers);
  return play(model, recipeOf(model));
};
const inWords = (played: Played, request: number) =>
  spansOf(played, request).map(
    ({ kind, component, from, startUs, endUs, critical, afterEnd }) =>
      `${startUs / 1000}–${endUs / 1000} ${kind} ${from === undefined ? component : `${from} → ${component}`}${critical ? ' critical' : ''}${afterEnd ? ' after' : ''}`,
  );

describe('requests', () => {
  test('are listed in the order of their being offered, with their end and their latency', () => {
    expect(requestsOf(dayOf(2))).toMatchObject([
      { request: 1, offeredUs: 0, endedUs: 14_000, latencyUs: 14_000, outcome: 'completed', detail: 'served' },
      { request: 2, offeredUs: 1_000, endedUs: 24_000, latencyUs: 23_000, outcome: 'completed', detail: 'served' },
    ]);
  });

  test('an open request has no end', () => {
    const model = shop(1);
    const cut = play(model, recipeOf(model), { maxSteps: 2 });
    expect(requestsOf(cut)).toMatchObject([{ request: 1, endedUs: undefined, outcome: undefined }]);
    expect(spansOf(cut, 1).some(({ critical }) => critical)).toBe(false);
  });
});

describe('spans', () => {
  test('a message is a span on the network, a timer that carries the request is work', () => {
    expect(inWords(dayOf(1), 1)).toEqual([
      '0–2 network customer-1 → counter critical',
      '2–12 working counter critical',
      '12–14 network counter → customer-1 critical',
    ]);
  });

  test('between arrival and the end of the one before, a request waits', () => {
    expect(inWords(dayOf(2), 2)).toEqual([
      '1–3 network customer-2 → counter critical',
      '3–12 waiting counter critical',
      '12–22 working counter critical',
      '22–24 network counter → customer-2 critical',
    ]);
  });

  test('what goes on after the end is marked, and the wait that ended the request is the critical path', () => {
    expect(inWords(dayOf(3), 3)).toEqual([
      '2–4 network customer-3 → counter',
      '2–27 waiting customer-3 critical',
      '4–22 waiting counter',
      '22–32 working counter after',
      '32–34 network counter → customer-3 after',
    ]);
  });

  test('a request that was never offered is an error that says which there are', () => {
    expect(() => spansOf(dayOf(2), 7)).toThrow('no request 7 in this run of shop; it has 2: 1, 2');
  });
});

test('the critical spans cover the time from offer to end without gap or overlap', () => {
  const played = dayOf(6);
  for (const { request, offeredUs, endedUs } of requestsOf(played)) {
    let at = offeredUs;
    for (const span of spansOf(played, request).filter(({ critical }) => critical)) {
      expect(span.startUs).toBe(at);
      at = span.endUs;
    }
    expect(at).toBe(endedUs);
  }
});
