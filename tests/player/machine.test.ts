import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { decodeLink, type Recipe } from '../../src/kernel/index.ts';
import { nextUs } from '../../src/player/branch.ts';
import { changesInWords } from '../../src/player/changes.ts';
import { type PlayerEvent, playerMachine } from '../../src/player/machine.ts';
import { type Design, labelsOf, type Session } from '../../src/player/session.ts';
import { linkTo } from '../../src/player/share.ts';
import { opening } from '../../src/player/take-away.ts';
import { timeAt } from '../../src/player/timeline.ts';
import { valueText } from '../../src/player/words.ts';
import { fixture, NOTHING_LOST, recipe } from './fixture.ts';

function player(scenario = 'hasty', designs: readonly Design[] = []) {
  const actor = createActor(playerMachine, { input: { model: fixture, recipe: recipe(scenario), designs } }).start();
  const send = (...events: PlayerEvent[]) => {
    for (const event of events) actor.send(event);
    return now();
  };
  const now = () => ({
    ...actor.getSnapshot().context,
    is: (state: string) => actor.getSnapshot().matches({ awake: state } as never), // state names are checked by the machine itself
  });
  return { send, now };
}
const wake = { type: 'WAKE' } as const;
const play = { type: 'PLAY' } as const;
const verdict = ({ timeline }: Session) => timeline.lanes[0]?.verdicts.find(({ name }) => name === NOTHING_LOST);

test('the first frame is the first violation', () => {
  expect(player().now().place).toBe(2);
});

test('the first frame is the moment that the scenario names', () => {
  expect(timeAt(player('told').now().timeline, player('told').now().place)).toBe(50_000);
});

test('where nothing breaks and nothing is marked, the first frame is the end', () => {
  expect(player('calm').now().place).toBe(11);
});

test('asleep, it does nothing', () => {
  const { send } = player();
  expect(send(play, { type: 'STEP', by: 1 }).place).toBe(2);
});

test('playing the first frame begins at the beginning', () => {
  const now = player().send(wake, play);
  expect(now.is('playing')).toBe(true);
  expect(now.place).toBe(-1);
});

test('once the reader has moved the playhead, playing goes on from there', () => {
  expect(player().send(wake, { type: 'STEP', by: 1 }, play).place).toBe(3);
});

test('steps go on and back one event, and no further than the run', () => {
  const { send } = player();
  expect(send(wake, { type: 'STEP', by: 1 }).place).toBe(3);
  expect(send({ type: 'STEP', by: -1 }).place).toBe(2);
  expect(send({ type: 'SEEK', place: -1 }, { type: 'STEP', by: -1 }).place).toBe(-1);
  expect(send({ type: 'SEEK', place: 14 }, { type: 'STEP', by: 1 }).place).toBe(14);
});

test('a leap leads to the next landmark, and past the last to the end', () => {
  const { send } = player();
  expect(send(wake, { type: 'LEAP', direction: 1 }).place).toBe(7);
  expect(send({ type: 'LEAP', direction: 1 }, { type: 'LEAP', direction: 1 }).place).toBe(14);
  expect(send({ type: 'LEAP', direction: -1 }).place).toBe(12);
});

test('it plays to the end, says so with the accounts and what broke, and then plays again from the start', () => {
  const { send } = player();
  send(wake, play);
  for (let i = 0; i < 200; i++) send({ type: 'TICK', ms: 100 });
  const end = send();
  expect(end.is('ended')).toBe(true);
  // What breaks in the last moment would be overtaken before anybody has heard it.
  expect(end.news?.text).toBe(
    `The run is over. 3 offered = 3 timed out. In this run this does not hold: ${NOTHING_LOST}`,
  );
  expect(send(play).place).toBe(-1);
});

test('while it plays, a violation is said and a step is not', () => {
  const { send } = player();
  const said = new Set<string | undefined>();
  send(wake, play);
  for (let i = 0; i < 30; i++) said.add(send({ type: 'TICK', ms: 100 }).news?.text);
  expect([...said]).toEqual(['Playing from event 0 of 15, normal', `Broken at 35.0 ms: ${NOTHING_LOST}`]);
});

test('a scenario that is chosen is said by its name, before the moment that it opens at', () => {
  const now = player().send(wake, { type: 'CHOOSE', scenario: 'calm' });
  expect(now.news?.text).toMatch(/^Scenario: .+\. event \d+ of \d+, /);
  expect(now.news?.text).toContain(fixture.scenarios['calm']?.title);
});

test('that nothing is compared any longer is said, as that something is', () => {
  const { send } = player();
  const turned = { type: 'TURN', knob: 'workMs', value: 50 } as const;
  expect(send(wake, turned, { type: 'COMPARE' }).news?.text).toBe('Before is shown above Now');
  expect(send({ type: 'COMPARE' }).news?.text).toBe('Now is shown alone');
});

test('off screen it pauses', () => {
  expect(player().send(wake, play, { type: 'AWAY' }).is('paused')).toBe(true);
});

test('while it is scrubbed it moves without a word, and then pauses', () => {
  const { send } = player();
  const before = send(wake).news;
  const scrubbing = send({ type: 'SCRUB', place: 9 });
  expect([scrubbing.place, scrubbing.is('scrubbing'), scrubbing.news]).toEqual([9, true, before]);
  expect(send({ type: 'RELEASE' }).is('paused')).toBe(true);
});

test('a knob turned plays the same seed again and keeps the playhead at its time', () => {
  const { send } = player();
  const now = send(wake, { type: 'TURN', knob: 'timeoutMs', value: 100 });
  expect(now.recipe).toMatchObject({ seed: 1, knobs: { timeoutMs: 100 } });
  expect(timeAt(now.timeline, now.place)).toBe(35_000);
  expect(verdict(now)?.holds).toBe(true);
  expect(now.news?.text).toBe('In this run everything holds');
});

test('at the end, a knob turned shows the new end', () => {
  const { send } = player();
  const now = send(wake, { type: 'SEEK', place: 14 }, { type: 'TURN', knob: 'calls', value: 10 });
  expect(now.place).toBe(now.timeline.length - 1);
});

test('a value that a knob does not take leaves the run and says why', () => {
  const { send, now } = player();
  const before = now().timeline;
  const after = send(wake, { type: 'TURN', knob: 'timeoutMs', value: 5_000 });
  expect(after.timeline).toBe(before);
  expect(after.problem).toBe('knob "timeoutMs" is "5000"; expected a whole number from 1 to 1000 (ms)');
});

test('a fault is added at the playhead and taken away again', () => {
  const { send } = player('calm');
  const fault = { kind: 'crash', component: 'worker', atUs: 60_000, untilUs: 70_000 } as const;
  expect(verdict(send(wake, { type: 'INJECT', fault }))?.holds).toBe(false);
  expect(verdict(send({ type: 'HEAL', nth: 0 }))?.holds).toBe(true);
});

test('what was published comes back with one act', () => {
  const now = player().send(
    wake,
    { type: 'RESEED', seed: 9 },
    { type: 'TURN', knob: 'calls', value: 5 },
    { type: 'RESET' },
  );
  expect(now.recipe).toEqual(recipe('hasty'));
  expect(now.place).toBe(2);
});

test('designs are compared over the same events, each with its own knobs', () => {
  const designs = [
    { label: 'Hasty', knobs: { timeoutMs: 25 } },
    { label: 'Patient', knobs: { timeoutMs: 100 } },
  ];
  const { send } = player('hasty', designs);
  const now = send(wake);
  expect(now.timeline.lanes.map((lane) => lane.params.timeoutMs)).toEqual([25, 100]);
  expect(send({ type: 'TURN', knob: 'workMs', value: 1 }).timeline.lanes.map((lane) => lane.params.workMs)).toEqual([
    1, 1,
  ]);
});

test('a link opens the same run at the same moment', () => {
  const { send } = player();
  const now = send(wake, { type: 'TURN', knob: 'workMs', value: 30 }, { type: 'SEEK', place: 5 });
  const [page, code] = linkTo(now, 'a-figure', 'https://example.org/page/#old').split('#a-figure~');
  expect(page).toBe('https://example.org/page/');
  const { recipe: linked, atStep } = decodeLink(fixture, code as string);
  const opened = player('calm').send(wake, { type: 'OPEN', recipe: linked, place: atStep as number });
  expect(opened.place).toBe(5);
  expect(opened.timeline.lanes[0]?.traceHash).toBe(now.timeline.lanes[0]?.traceHash);
});

test('a link whose run cannot be made again says so', () => {
  const asked = { type: 'OPEN', recipe: recipe('calm'), traceHash: '0123456789abcdef' } as const;
  expect(player().send(wake, asked).notes).toEqual([
    'the run that you see is not the one that was shared: its trace is another',
  ]);
});

test('views are opened and closed, and a link opens those that it names', () => {
  const { send } = player();
  expect(send({ type: 'VIEW', view: 'waterfall' }).views).toEqual(['topology', 'waterfall']);
  expect(send({ type: 'VIEW', view: 'topology' }).views).toEqual(['waterfall']);
  expect(send(wake, { type: 'OPEN', recipe: recipe('calm'), views: ['measures', 'map'] }).views).toEqual(['measures']);
});

test('what was changed is shown beneath the run that it was changed from, at the same moment of it', () => {
  const { send } = player('calm');
  const before = send(wake, { type: 'SEEK', place: 5 }).timeline.lanes[0];
  const now = send({ type: 'TURN', knob: 'workMs', value: 50 }, { type: 'COMPARE' });
  expect(now.timeline.lanes.map(({ traceHash }) => traceHash)[0]).toBe(before?.traceHash);
  expect(now.timeline.lanes).toHaveLength(2);
  expect(labelsOf(now)).toEqual(['Before', 'Now']);
  expect(changesInWords(fixture, now.kept as Recipe, now.recipe)).toContain('50');
  const alone = send({ type: 'COMPARE' });
  expect(alone.timeline.lanes).toHaveLength(1);
  expect(alone.recipe.knobs).toEqual({ workMs: 50 });
  expect(timeAt(alone.timeline, alone.place)).toBe(timeAt(now.timeline, now.place));
});

test('before anything is changed there is nothing to compare, nor when all is turned back', () => {
  const { send } = player('calm');
  const initial = send(wake).timeline.lanes[0]?.params['workMs'] as number;
  expect(send({ type: 'COMPARE' }).kept).toBeUndefined();
  send({ type: 'TURN', knob: 'workMs', value: 50 }, { type: 'TURN', knob: 'workMs', value: initial });
  expect(send({ type: 'COMPARE' }).kept).toBeUndefined();
});

test('compared runs keep meeting the same luck when another seed is taken', () => {
  const { send } = player('calm');
  const now = send(wake, { type: 'TURN', knob: 'workMs', value: 50 }, { type: 'COMPARE' }, { type: 'RESEED', seed: 9 });
  expect(now.timeline.lanes.map((lane) => lane.recipe.seed)).toEqual([9, 9]);
});

test('a knob that is turned back is as if nobody had touched it', () => {
  const { send } = player('calm');
  const initial = send(wake).timeline.lanes[0]?.params['workMs'] as number;
  send({ type: 'TURN', knob: 'workMs', value: 50 });
  expect(send({ type: 'TURN', knob: 'workMs', value: initial }).recipe).toEqual(recipe('calm'));
});

test('a compared pair travels with its link', () => {
  const { send } = player('calm');
  const now = send(wake, { type: 'TURN', knob: 'workMs', value: 50 }, { type: 'COMPARE' }, { type: 'SEEK', place: 7 });
  const text = linkTo(now, 'a-figure', 'https://example.org/').split('#a-figure~')[1] as string;
  const opened = player('hasty').send(wake, opening(fixture, text));
  expect(opened.timeline.lanes.map(({ traceHash }) => traceHash)).toEqual(
    now.timeline.lanes.map(({ traceHash }) => traceHash),
  );
  expect(opened.place).toBe(7);
  expect(opened.notes).toEqual([]);
});

test('what the reader breaks begins right after the event that is shown, and everything up to it stays', () => {
  const { send } = player('calm');
  const before = send(wake, { type: 'SEEK', place: 5 });
  const fault = { kind: 'crash', component: 'worker', atUs: nextUs(before), untilUs: 900_000 } as const;
  const now = send({ type: 'INJECT', fault });
  const told = (session: Session, upTo: number) =>
    Array.from({ length: upTo + 1 }, (_, place) => valueText(session.timeline, place).replace(/ of \d+/, ''));
  expect(told(now, 5)).toEqual(told(before, 5));
  expect(now.place).toBe(6);
  expect(valueText(now.timeline, 6)).toContain('crashes');
});

test('changes that are dropped leave the run that they were made from', () => {
  const { send } = player('calm');
  send(wake, { type: 'TURN', knob: 'workMs', value: 50 }, { type: 'COMPARE' });
  const { recipe: own, kept, timeline } = send({ type: 'BACK' });
  expect([own, kept, timeline.lanes.length]).toEqual([recipe('calm'), undefined, 1]);
});

test('a component and a request are chosen side by side; the same again is let go alone, and nothing named lets all go', () => {
  const { send } = player();
  const choose = (selection: Session['selection']) => send({ type: 'SELECT', selection }).selection;
  send(wake);
  expect(choose({ component: 'worker' })).toEqual({ component: 'worker' });
  expect(choose({ request: 1 })).toEqual({ component: 'worker', request: 1 });
  expect(choose({ component: 'worker' })).toEqual({ request: 1 });
  expect(choose({ request: 2 })).toEqual({ request: 2 });
  expect(choose({})).toEqual({});
});
