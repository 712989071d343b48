import { describe, expect, test } from 'vitest';
import oversell from '../../simulations/oversell/index.ts';
import { chart, interpreted } from '../../src/kernel/chart/index.ts';
import {
  constant,
  describeFault,
  describeFaultEnd,
  type Fault,
  faultEndInWords,
  faultInWords,
  type Link,
  play,
  recipeOf,
} from '../../src/kernel/index.ts';
import { at, bear, cancel, ms, note, set, show, stream, tell, types, wire } from './stage.ts';

const nodes = ['a', 'b'];

describe('a crash', () => {
  const crash = (fromMs: number, untilMs?: number): Fault => ({
    kind: 'crash',
    component: 'b',
    atUs: ms(fromMs),
    ...(untilMs !== undefined && { untilUs: ms(untilMs) }),
  });

  test('loses what comes while it lasts, and what was remembered, but not what is on disk', () => {
    const cues = [
      at(1, 'b', note('kept')),
      at(5, 'a', tell('b', 'BEFORE')),
      at(15, 'a', tell('b', 'DURING')),
      at(25, 'a', tell('b', 'AFTER')),
    ];
    const shown = show({ nodes, cues, faults: [crash(10, 20)] });
    expect(shown.heard('b')).toEqual(['AFTER @25']);
    expect(shown.disk('b')).toEqual(['kept']);
    expect(
      shown.steps.filter(({ missed }) => missed !== undefined).map(({ event, missed }) => [event.type, missed]),
    ).toEqual([['DURING', 'down']]);
  });

  test('ends every timer, named or not, and none fires in the next life', () => {
    const cues = [
      at(1, 'b', set(5, 'EARLY'), set(30, 'NAMED', 'named'), set(30, 'UNNAMED')),
      at(22, 'b', set(30, 'NEW', 'named')),
    ];
    const shown = show({ nodes, cues, faults: [crash(10, 20)] });
    expect(shown.heard('b')).toEqual(['NEW @52']);
    expect(shown.steps.filter(({ event }) => event.type.endsWith('NAMED'))).toEqual([]);
  });

  test('does not stop a message that arrives after the restart', () => {
    const cues = [at(9, 'a', tell('b', 'SLOW_ONE'))];
    expect(show({ nodes, cues, faults: [crash(10, 20)], links: wire({ latency: constant(20) }) }).heard('b')).toEqual([
      'SLOW_ONE @29',
    ]);
  });

  test('without an end is for ever', () => {
    const shown = show({ nodes, cues: stream(5), faults: [crash(15)] });
    expect(types(shown.heard('b'))).toEqual(['M0', 'M1']);
    expect(shown.run.component('b').up).toBe(false);
  });

  test('that overlaps another lasts until both are over', () => {
    const shown = show({ nodes, cues: stream(6), faults: [crash(5, 45), crash(15, 25)] });
    expect(shown.heard('b')).toEqual(['M5 @50']);
  });

  test('starts the machine again, with its entry actions', () => {
    const shown = show({ nodes, first: { b: [tell('a', 'HELLO')] }, faults: [crash(10, 20)] });
    expect(shown.heard('a')).toEqual(['HELLO @0', 'HELLO @20']);
  });

  test.each([
    ['tables', chart],
    ["XState's own step", interpreted],
  ])('lets the machine see what is on disk as it starts again (by %s)', (_, how) => {
    const first = { b: [{ ...tell('a', 'RECOVERED'), ifNoted: 'kept' } as const] };
    const shown = show({ nodes, first, cues: [at(1, 'b', note('kept'))], faults: [crash(10, 20)] }, { chart: how });
    expect(shown.heard('a')).toEqual(['RECOVERED @20']);
    expect(shown.disk('b')).toEqual(['kept']);
  });

  test('gives the next life luck of its own', () => {
    const cues = [
      at(1, 'b', { do: 'draw' }, { do: 'draw', key: 'same' }),
      at(21, 'b', { do: 'draw' }, { do: 'draw', key: 'same' }),
    ];
    const [before, named] = show({ nodes, cues }).draws('b');
    const [after, namedAgain] = show({ nodes, cues, faults: [crash(10, 20)] }).draws('b');
    expect(namedAgain).toBe(named);
    expect(after).not.toBe(before);
  });
});

describe('a pause', () => {
  const pause = (fromMs: number, untilMs?: number): Fault => ({
    kind: 'pause',
    component: 'b',
    atUs: ms(fromMs),
    ...(untilMs !== undefined && { untilUs: ms(untilMs) }),
  });

  test('makes late what comes meanwhile, in the order in which it came, and loses nothing', () => {
    const cues = [
      at(0, 'b', set(18, 'OWN')),
      at(16, 'a', tell('b', 'SECOND')),
      at(12, 'a', tell('b', 'FIRST')),
      at(20, 'a', tell('b', 'AFTER')),
    ];
    expect(show({ nodes, cues, faults: [pause(10, 20)] }).heard('b')).toEqual([
      'FIRST @20',
      'SECOND @20',
      'OWN @20',
      'AFTER @20',
    ]);
  });

  test('goes unnoticed: what runs goes on after it as if no time had passed', () => {
    const cues = [at(0, 'b', set(18, 'OWN', 'own')), at(15, 'b', cancel('own'))];
    // The order to cancel came first, so it is taken first: the timer is called off although its time was over.
    expect(show({ nodes, cues, faults: [pause(10, 20)] }).heard('b')).toEqual([]);
  });

  test('without an end holds everything back, and the run ends all the same', () => {
    const shown = show({ nodes, cues: stream(5), faults: [pause(15)] });
    expect(types(shown.heard('b'))).toEqual(['M0', 'M1']);
    expect(shown.run.pending().map(({ event }) => event.type)).toEqual(['M2', 'M3', 'M4']);
  });

  test('that overlaps another lasts until both are over', () => {
    expect(show({ nodes, cues: stream(4), faults: [pause(5, 35), pause(15, 20)] }).heard('b')).toEqual([
      'M0 @0',
      'M1 @35',
      'M2 @35',
      'M3 @35',
    ]);
  });

  test('ends with a crash, and what was held back is lost', () => {
    const faults: Fault[] = [pause(5, 60), { kind: 'crash', component: 'b', atUs: ms(25), untilUs: ms(35) }];
    const shown = show({ nodes, cues: stream(5), faults });
    expect(shown.heard('b')).toEqual(['M4 @40']);
    expect(shown.steps.filter(({ missed }) => missed === 'down').map(({ event }) => event.type)).toEqual([
      'M1',
      'M2',
      'M3',
    ]);
  });

  test('does not stop the others', () => {
    const cues = [at(12, 'b', tell('a', 'FROM_B')), at(13, 'a', set(1, 'OWN'))];
    expect(show({ nodes, cues, faults: [pause(10, 20)] }).heard('a')).toEqual(['OWN @14', 'FROM_B @20']);
  });
});

test('who is slow takes so many times as long for what it begins while it is', () => {
  const slow = (from: number, until: number, factor: number): Fault => ({
    kind: 'slow',
    component: 'a',
    factor,
    atUs: ms(from),
    untilUs: ms(until),
  });
  const cues = [
    at(0, 'a', set(10, 'A')),
    at(5, 'a', set(10, 'B')),
    at(25, 'a', set(10, 'C')),
    at(45, 'a', set(10, 'D')),
  ];
  const faults = [slow(2, 40, 3), slow(20, 30, 2)];
  expect(show({ nodes, cues, faults }).heard('a')).toEqual(['A @10', 'B @35', 'D @55', 'C @85']);
});

test('a clock that is off reads another time, and timers run as before', () => {
  const cues = [at(5, 'a', set(10, 'A')), at(25, 'a', set(10, 'B')), at(45, 'a', set(10, 'C'))];
  const faults: Fault[] = [
    { kind: 'skew', component: 'a', byMs: 100, atUs: ms(1), untilUs: ms(40) },
    { kind: 'skew', component: 'a', byMs: -250.5, atUs: ms(20), untilUs: ms(50) },
  ];
  expect(show({ nodes, cues, faults }).heard('a')).toEqual(['A @115', 'B @-115.5', 'C @55']);
});

describe('a knob turned during the run', () => {
  const turn = (atMs: number, value: number): Fault => ({ kind: 'knob', knob: 'volume', value, atUs: ms(atMs) });
  const volumeOf = (shown: ReturnType<typeof show>, node: string) =>
    (shown.run.view(node).context as { params: { volume: number } }).params.volume;

  test('reaches every component, and the links', () => {
    const links = (volume: number): readonly Link[] => wire({ latency: constant(volume) });
    const shown = show({ nodes, cues: stream(3), links, faults: [turn(15, 5)] });
    expect(shown.heard('b')).toEqual(['M0 @1', 'M1 @11', 'M2 @25']);
    expect([volumeOf(shown, 'a'), volumeOf(shown, 'b')]).toEqual([5, 5]);
    expect(shown.run.params).toEqual({ volume: 5 });
  });

  test('is still turned after a restart, and for those who come later', () => {
    const faults: Fault[] = [
      turn(15, 5),
      { kind: 'crash', component: 'b', atUs: ms(10), untilUs: ms(20) },
      { kind: 'crash', component: 'a', atUs: ms(25), untilUs: ms(30) },
    ];
    const shown = show({ nodes, cues: [at(40, 'a', bear('guest'))], faults });
    expect(['a', 'b', 'guest'].map((node) => volumeOf(shown, node))).toEqual([5, 5, 5]);
  });

  test('shows in the record of its step', () => {
    const { steps } = show({ nodes, faults: [turn(15, 5)] });
    expect(
      steps.find(({ event }) => event.type === 'fault.knob')?.changed.map(({ component }) => component.id),
    ).toEqual(['a', 'b']);
  });
});

describe('refused', () => {
  const bad: readonly (readonly [string, Fault, RegExp])[] = [
    [
      'a component that is not there',
      { kind: 'crash', component: 'z', atUs: 0 },
      /no component "z" in stage; there are: director, a, b/,
    ],
    [
      'a knob that is not there',
      { kind: 'knob', knob: 'loudness', value: 1, atUs: 0 },
      /unknown knob "loudness"; known: volume/,
    ],
    [
      'a value that a knob cannot have',
      { kind: 'knob', knob: 'volume', value: 12, atUs: 0 },
      /expected a whole number from 0 to 11/,
    ],
    [
      'a probability above 1',
      { kind: 'loss', from: 'a', to: 'b', probability: 1.5, atUs: 0 },
      /probability of fault "loss" in stage is 1.5; expected a number from 0 to 1/,
    ],
    [
      'an end before the beginning',
      { kind: 'pause', component: 'a', atUs: 10, untilUs: 5 },
      /untilUs of fault "pause" in stage is 5; expected whole microseconds after 10/,
    ],
    [
      'a moment between microseconds',
      { kind: 'pause', component: 'a', atUs: 0.5 },
      /atUs of fault "pause" in stage is 0.5/,
    ],
    ['a factor of 0', { kind: 'slow', component: 'a', factor: 0, atUs: 0 }, /expected a number above 0/],
    [
      'a delay into the past',
      { kind: 'delay', from: 'a', to: 'b', byMs: -1, atUs: 0 },
      /expected milliseconds, 0 or more/,
    ],
  ];
  test.each(bad)('%s', (_, fault, message) => {
    expect(() => show({ nodes, faults: [fault] })).toThrow(message);
  });

  test('a fault that would have begun before now', () => {
    const { run } = show({ nodes, cues: stream(3) });
    expect(() => run.inject({ kind: 'crash', component: 'a', atUs: 1 })).toThrow(
      /atUs of fault "crash" in stage is 1; expected whole microseconds from 20000 on/,
    );
  });
});

test('a fault can be added while the run goes on', () => {
  const { run, heard } = show({ nodes, cues: stream(5), untilMs: 25 });
  const later = show({ nodes, cues: stream(5) }, { faults: [{ kind: 'crash', component: 'b', atUs: ms(30) }] });
  run.inject({ kind: 'crash', component: 'b', atUs: ms(25) });
  expect(run.step()).toBe(true);
  expect(run.component('b').up).toBe(false);
  expect(heard('b').slice(0, 3)).toEqual(['M0 @0', 'M1 @10', 'M2 @20']);
  expect(later.heard('b')).toEqual(heard('b'));
});

test('every fault is told as it begins and as it ends', () => {
  const faults: Fault[] = [
    { kind: 'crash', component: 'a', atUs: 0 },
    { kind: 'pause', component: 'a', atUs: 0 },
    { kind: 'slow', component: 'a', factor: 3, atUs: 0 },
    { kind: 'skew', component: 'a', byMs: 40, atUs: 0 },
    { kind: 'partition', from: 'a', to: 'b', atUs: 0 },
    { kind: 'loss', from: 'a', to: 'b', probability: 0.1, atUs: 0 },
    { kind: 'duplicate', from: 'a', to: 'b', probability: 0.1, atUs: 0 },
    { kind: 'delay', from: 'a', to: 'b', byMs: 5, atUs: 0 },
    { kind: 'reorder', from: 'a', to: 'b', withinMs: 5, atUs: 0 },
    { kind: 'knob', knob: 'volume', value: 3, atUs: 0 },
  ];
  const told = faults.map((fault) => describeFault(fault));
  expect(new Set(told).size).toBe(faults.length);
  expect(
    faults
      .slice(0, -1)
      .map((fault) => describeFaultEnd(fault))
      .every((text) => text !== ''),
  ).toBe(true);
});

test('a fault is told by the names that a reader knows: a kind by its label, a component by its number as well', () => {
  const crash = { kind: 'crash', component: 'buyer-2', atUs: 0 } as const;
  expect([faultInWords(oversell, crash), faultEndInWords(oversell, crash)]).toEqual([
    'Buyer 2 crashes',
    'Buyer 2 restarts',
  ]);
  const loss = { kind: 'loss', from: 'buyer', to: 'somebody', probability: 1, atUs: 0 } as const;
  expect(faultInWords(oversell, loss)).toBe('messages from Buyer to somebody are lost with probability 1');
});

test('whoever begins again after a crash, and offers what is still open, goes on asking for the same', () => {
  const crash = { kind: 'crash', component: 'buyer-1', atUs: ms(30), untilUs: ms(60) } as const;
  const { accounting, history, results } = play(oversell, { ...recipeOf(oversell), faults: [crash] });
  expect([accounting.offered, accounting.inFlight, results.mistakes]).toEqual([4, 0, []]);
  const offers = history.steps.flatMap(({ emitted }) => emitted.filter(({ type }) => type === 'offered'));
  expect(offers.map(({ request }) => request).sort()).toEqual([1, 2, 3, 4]);
});
