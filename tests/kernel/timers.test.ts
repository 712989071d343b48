import { expect, test } from 'vitest';
import { sendTo, setup } from 'xstate';
import { explore } from '../../src/kernel/explore/index.ts';
import { Run } from '../../src/kernel/index.ts';
import { modelOf, NO_PARAMS } from './explore/small-models.ts';
import { at, cancel, set, show, tell } from './stage.ts';

test('what is due at the same moment is taken in the order of its scheduling', () => {
  const cues = [at(10, 'a', tell('b', 'FIRST'), tell('b', 'SECOND')), at(10, 'b', tell('b', 'THIRD'))];
  expect(show({ nodes: ['a', 'b'], cues }).heard('b')).toEqual(['FIRST @10', 'SECOND @10', 'THIRD @10']);
});

test('a timer that is due now waits its turn behind messages that were sent before it', () => {
  const cues = [at(10, 'a', tell('a', 'MESSAGE'), set(0, 'TIMER'), tell('a', 'ANOTHER'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['MESSAGE @10', 'TIMER @10', 'ANOTHER @10']);
});

test('a timer set long ago comes before a message sent at the moment when it is due', () => {
  const cues = [at(0, 'a', set(10, 'TIMER')), at(10, 'a', tell('a', 'MESSAGE'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['TIMER @10', 'MESSAGE @10']);
});

test('a timer of the same id replaces the one that runs', () => {
  const cues = [at(0, 'a', set(10, 'EARLY', 'nap')), at(5, 'a', set(10, 'LATE', 'nap'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['LATE @15']);
});

test('a timer that is set again for never replaces the one that runs', () => {
  const cues = [at(0, 'a', set(10, 'EARLY', 'nap')), at(5, 'a', set(Number.POSITIVE_INFINITY, 'NEVER', 'nap'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual([]);
});

test('timers without an id run beside each other', () => {
  const cues = [at(0, 'a', set(30, 'C'), set(10, 'A'), set(20, 'B'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['A @10', 'B @20', 'C @30']);
});

test('a cancelled timer does not fire, and those beside it do', () => {
  const cues = [at(0, 'a', set(10, 'A', 'a'), set(11, 'B', 'b'), set(12, 'C', 'c')), at(5, 'a', cancel('a'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['B @11', 'C @12']);
});

test('to cancel a timer that has fired does nothing', () => {
  const cues = [at(0, 'a', set(5, 'NAP', 'nap')), at(10, 'a', cancel('nap'), set(10, 'OTHER', 'other'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['NAP @5', 'OTHER @20']);
});

test('a timer that fires can be set again at once', () => {
  const cues = [at(0, 'a', set(5, 'NAP', 'nap')), at(6, 'a', set(5, 'NAP', 'nap'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['NAP @5', 'NAP @11']);
});

test('a timer of another component with the same id is another timer', () => {
  const cues = [at(0, 'a', set(10, 'A', 'nap')), at(0, 'b', set(10, 'B', 'nap')), at(5, 'a', cancel('nap'))];
  const { heard } = show({ nodes: ['a', 'b'], cues });
  expect([heard('a'), heard('b')]).toEqual([[], ['B @10']]);
});

test('fractions of a millisecond count, to the microsecond', () => {
  const cues = [at(0, 'a', set(0.0014, 'LATER'), set(0.001, 'SOONER'), set(0.0004, 'NOW'))];
  expect(show({ nodes: ['a'], cues }).heard('a')).toEqual(['NOW @0', 'LATER @0.001', 'SOONER @0.001']);
});

test('a delay that is no number ≥ 0 is an error', () => {
  for (const ms of [-1, Number.NaN])
    expect(() => show({ nodes: ['a'], cues: [at(0, 'a', set(ms, 'TIMER'))] })).toThrow(/invalid delay/);
});

test('a timer of infinite delay never fires', () => {
  const { heard, run } = show({
    nodes: ['a'],
    cues: [at(0, 'a', set(Number.POSITIVE_INFINITY, 'NEVER'), set(1, 'SOON'))],
  });
  expect(heard('a')).toEqual(['SOON @1']);
  expect(run.pending()).toEqual([]);
});

test('a thousand timers fire in their order, and half of them called off do not', () => {
  const all = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000);
  const cues = [
    at(0, 'a', ...all.map((n) => set(100 + n / 1000, `T${n}`, `t${n}`))),
    at(50, 'a', ...all.filter((n) => n % 2 === 0).map((n) => cancel(`t${n}`))),
  ];
  const heard = show({ nodes: ['a'], cues }).heard('a');
  expect(heard.map((entry) => Number(/T(\d+)/.exec(entry)?.[1]))).toEqual(
    Array.from({ length: 500 }, (_, i) => 2 * i + 1),
  );
});

test('a run ends with what is due at its last moment, and nothing after it', () => {
  const cues = [at(0, 'a', set(10, 'LAST'), set(10.001, 'LATE'))];
  const { run, heard } = show({ nodes: ['a'], cues, untilMs: 10 });
  expect(heard('a')).toEqual(['LAST @10']);
  expect(run.pending().map(({ event }) => event.type)).toEqual(['LATE']);
});

test('a message cannot be sent after a delay: neither in a run nor in exploration', () => {
  const sender = setup({}).createMachine({
    id: 'sender',
    entry: sendTo(({ system }) => system.get('sender'), { type: 'LATE' }, { delay: 10 }),
  });
  const model = modelOf({ machines: { sender } });
  const refusal = '"sender" sends LATE after a delay; expected a delayed raise';
  expect(() => new Run(model, { params: NO_PARAMS, seed: 1 })).toThrow(refusal);
  expect(() => explore(model, NO_PARAMS)).toThrow(refusal);
});
