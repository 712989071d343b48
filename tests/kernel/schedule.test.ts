import { expect, test } from 'vitest';
import { type Choice, deliveryKey, Run, ScheduleError, type Step } from '../../src/kernel/index.ts';
import { ScriptedAgenda } from '../../src/kernel/schedule.ts';
import { type Act, at, modelOf, note, set, tell } from './stage.ts';

const key = (id: string, type: string, from?: string, timer?: string): string =>
  deliveryKey({ id, index: 0 }, timer, { type, ...(from !== undefined && { from: { id: from, index: 0 } }) });
const deliver = (id: string, type: string, from?: string): Choice => ({ act: 'deliver', key: key(id, type, from) });
const fire = (id: string, type: string, timer = ''): Choice => ({
  act: 'deliver',
  key: key(id, type, undefined, timer),
});

function replay(schedule: readonly Choice[], first: Readonly<Record<string, readonly Act[]>>) {
  const steps: Step[] = [];
  const run: Run = new Run(
    modelOf({ nodes: ['a', 'b'], first }),
    { params: { volume: 1 }, seed: 1, ideal: true, agenda: new ScriptedAgenda(schedule, (id) => run.address(id)) },
    { stepped: (step) => steps.push(step) },
  );
  run.runToEnd(100);
  const heard = (id: string) =>
    (run.view(id).context as { heard: readonly string[] }).heard.map((entry) => entry.split(' ')[0]);
  const disk = (id: string) => (run.view(id).context as { disk: readonly string[] }).disk;
  return { run, steps, heard, disk };
}
const greetings = { a: [tell('b', 'ONE'), tell('b', 'TWO'), set(50, 'ALARM', 'alarm')] };

test('a schedule decides who is next, whatever the time', () => {
  const { heard, steps } = replay(
    [fire('a', 'ALARM', 'alarm'), deliver('b', 'TWO', 'a'), deliver('b', 'ONE', 'a')],
    greetings,
  );
  expect([heard('a'), heard('b')]).toEqual([['ALARM'], ['TWO', 'ONE']]);
  expect(steps.map(({ atUs }) => atUs)).toEqual([1000, 2000, 3000]);
});

test('it ends where its choices end', () => {
  const { run } = replay([deliver('b', 'ONE', 'a')], greetings);
  expect(run.pending().map(({ event }) => event.type)).toEqual(['TWO', 'ALARM']);
});

test('a dropped message is taken and heard by nobody', () => {
  const { heard, steps } = replay([{ act: 'drop', key: key('b', 'ONE', 'a') }, deliver('b', 'TWO', 'a')], greetings);
  expect(heard('b')).toEqual(['TWO']);
  expect(steps.map(({ missed }) => missed)).toEqual(['loss', undefined]);
});

test('a duplicated message is heard, and is still on its way', () => {
  const one = key('b', 'ONE', 'a');
  const { heard, run, steps } = replay(
    [{ act: 'duplicate', key: one }, deliver('b', 'TWO', 'a'), deliver('b', 'ONE', 'a')],
    greetings,
  );
  expect(heard('b')).toEqual(['ONE', 'TWO', 'ONE']);
  expect(run.pending().map(({ event }) => event.type)).toEqual(['ALARM']);
  expect(steps).toHaveLength(3);
});

test('a crash restarts at once: timers are gone, what is on disk is not, what is on its way arrives', () => {
  const first = { b: [set(9, 'ALARM'), note('kept'), tell('a', 'HELLO')], a: [tell('b', 'ONE')] };
  const { heard, disk, steps, run } = replay([{ act: 'crash', component: 'b' }, deliver('b', 'ONE', 'a')], first);
  expect(heard('b')).toEqual(['ONE']);
  expect(disk('b')).toEqual(['kept', 'kept']); // noted in both lives
  expect(steps.map(({ event }) => event.type)).toEqual(['fault.crash', 'fault.crash.over', 'ONE']);
  expect(run.pending().map(({ event }) => event.type)).toEqual(['HELLO', 'HELLO', 'ALARM']);
});

test('two crashes in a row are two, even when they are the same object', () => {
  const crash: Choice = { act: 'crash', component: 'b' };
  const { steps } = replay([crash, crash], {});
  expect(steps.map(({ event }) => event.type)).toEqual([
    'fault.crash',
    'fault.crash.over',
    'fault.crash',
    'fault.crash.over',
  ]);
  expect(steps.at(-1)?.component.up).toBe(true);
});

test('no time passes for charts', () => {
  const { run } = replay([deliver('b', 'ONE', 'a')], greetings);
  expect((run.view('b').context as { heard: readonly string[] }).heard).toEqual(['ONE @0']);
});

test('a choice that is not pending is an error that says what is', () => {
  expect(() => replay([deliver('b', 'THREE', 'a')], greetings)).toThrow(ScheduleError);
  expect(() => replay([deliver('b', 'ONE', 'a'), deliver('b', 'ONE', 'a')], greetings)).toThrow(
    /step 1 of the schedule expects "@b,,{from:@a,type:"ONE"}", which is not pending; pending: @b,,{from:@a,type:"TWO"} {2}@a,alarm,{type:"ALARM"}/,
  );
});

test('what was called off cannot be chosen', () => {
  const first = { a: [set(5, 'ALARM', 'alarm'), { do: 'cancel', id: 'alarm' } as const] };
  expect(() => replay([fire('a', 'ALARM', 'alarm')], first)).toThrow(/pending: nothing/);
});

test('a stage plays the same by its own schedule as by time, when the schedule is that of time', () => {
  const cues = [at(1, 'a', tell('b', 'ONE'))];
  const steps: Step[] = [];
  const model = modelOf({ nodes: ['a', 'b'], cues });
  new Run(model, { params: { volume: 1 }, seed: 1 }, { stepped: (step) => steps.push(step) }).runToEnd();
  const schedule = steps.map(
    ({ envelope: { to, timer, event } }): Choice => ({ act: 'deliver', key: deliveryKey(to, timer, event) }),
  );
  const again: string[] = [];
  const run: Run = new Run(
    model,
    { params: { volume: 1 }, seed: 1, ideal: true, agenda: new ScriptedAgenda(schedule, (id) => run.address(id)) },
    { stepped: ({ component, event }) => again.push(`${component.id} ${event.type}`) },
  );
  run.runToEnd();
  expect(again).toEqual(steps.map(({ component, event }) => `${component.id} ${event.type}`));
});
