import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { constant, count, defineModel, type Message, Results, Run, send } from '../../src/kernel/index.ts';
import { listOf } from '../../src/parts/queue.ts';
import { beginNext, NOBODY, type Slots, withWaiting } from '../../src/parts/slots.ts';
import { type Job, type StationContext, stationMachine } from '../../src/parts/station.ts';

const waiting = (...jobs: string[]): Slots<string> =>
  jobs.reduce<Slots<string>>((slots, job) => withWaiting(slots, job), NOBODY);

test('free workers take those who wait in the order of their coming', () => {
  const { slots, begun } = beginNext(waiting('a', 'b', 'c'), 2, 7, () => false);
  expect(begun).toEqual(['a', 'b']);
  expect(slots.working).toEqual([
    { job: 'a', sinceUs: 7 },
    { job: 'b', sinceUs: 7 },
  ]);
  expect(listOf(slots.waiting)).toEqual(['c']);
});

test('whoever is too late is passed over, and costs no worker', () => {
  const { begun, dropped } = beginNext(waiting('late', 'a', 'late too', 'b'), 2, 0, (job) => job.startsWith('late'));
  expect(begun).toEqual(['a', 'b']);
  expect(dropped).toEqual(['late', 'late too']);
});

/** Sends `jobs` at once to a station with one worker and two places, 10 ms of work each. */
function runOf(jobs: number, deadlineMs: number) {
  const station = stationMachine<object, number, Job>({
    id: 'station',
    takes: ['WORK'],
    workers: () => 1,
    queueLimit: () => 2,
    work: () => constant(10),
    memory: () => 0,
    finish: (_job, { memory }) => ({ acts: [count('finished')], memory: memory + 1 }),
    refuse: () => [count('refused')],
    tooLate: ({ deadlineUs }, nowUs) => nowUs >= deadlineUs,
    drop: () => [count('dropped')],
    observes: { waiting: 'waiting', worked: 'worked', wasted: 'wasted' },
  });
  const source = setup({}).createMachine({
    id: 'source',
    entry: Array.from({ length: jobs }, (_, i) =>
      send('station', { type: 'WORK', request: i + 1, deadlineUs: deadlineMs * 1000 } satisfies Message),
    ),
  });
  const model = defineModel({
    id: 'one-station',
    version: 1,
    title: '',
    question: '',
    summary: '',
    knobs: {},
    kinds: {
      station: { label: 'Station', says: '', machine: station },
      source: { label: 'Source', says: '', machine: source },
    },
    components: () => [
      { id: 'station', kind: 'station', input: { params: {} } },
      { id: 'source', kind: 'source' },
    ],
    links: () => [],
    observations: {
      finished: { kind: 'count', says: '' },
      refused: { kind: 'count', says: '' },
      dropped: { kind: 'count', says: '' },
      waiting: { kind: 'level', unit: '', says: '' },
      worked: { kind: 'tally', unit: 'ms', says: '' },
      wasted: { kind: 'tally', unit: 'ms', says: '' },
    },
    measures: {},
    invariants: [],
    scenarios: {},
    leavesOut: [],
  });
  const results = new Results(model.observations);
  const run = new Run(
    model,
    { params: {}, seed: 1 },
    { emitted: (event, _component, atUs) => results.take(event, atUs) },
  );
  run.runToEnd();
  return { results, context: run.view('station').context as StationContext<object, number>, run };
}

test('whoever finds the queue full is refused', () => {
  const { results, context } = runOf(5, 1000);
  expect(results.counts).toMatchObject({ finished: 3, refused: 2, dropped: 0 });
  expect(results.levels.waiting?.max).toBe(2);
  expect(context).toMatchObject({ memory: 3, working: [] });
});

test('what is too late when its turn comes is dropped; what was begun in time goes on, and its late part counts as wasted', () => {
  const { results } = runOf(3, 15);
  expect(results.counts).toMatchObject({ finished: 2, dropped: 1 });
  expect(results.tallies.worked?.sum).toBe(20);
  expect(results.tallies.wasted?.sum).toBe(5);
});
