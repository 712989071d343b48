import { describe, expect, test } from 'vitest';
import type { Listed } from '../../src/cli/list.ts';
import { main } from '../../src/cli/main.ts';
import type { RunAnswer } from '../../src/cli/run.ts';
import { expectWindows } from '../../src/cli/windows.ts';
import { candidatesAt, encodeLink, play, recipeOf } from '../../src/kernel/index.ts';
import { readPayload, writePayload } from '../../src/kernel/link/payload.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import { LABORATORY, readFragment } from '../../src/player/fragment.ts';
import { goldenText } from '../golden.ts';
import letters from './fixtures/simulations/letters/index.ts';
import { answer, sim, simulations } from './letters.ts';

describe('list', () => {
  test('names every simulation with its scenarios and what each knob may be', async () => {
    const [listed] = await answer<Listed[]>('list');
    expect(listed?.simulation).toBe('letters');
    expect(listed?.scenarios).toEqual(['calm', 'lossy', 'mistaken', 'undeclared']);
    expect(listed?.knobs.letters).toEqual({
      initial: 10,
      min: 0,
      max: 200,
      unit: 'letters',
      says: 'How many are sent.',
    });
    expect(listed?.knobs.desk?.options).toEqual(['forgetful', 'remembers']);
    expect(Object.keys(listed?.knobs.resend ?? {})).toEqual(['initial', 'says']);
  });

  test('without --json it is a table for people', async () => {
    const { out } = await sim('list');
    expect(out).toContain('What becomes of a letter that is sent twice?');
    expect(out).toContain('forgetful | remembers');
  });
});

describe('run', () => {
  test('says what play says of the same recipe', async () => {
    const ran = await answer<RunAnswer>('run', 'letters', '--scenario', 'lossy');
    const played = play(letters, recipeOf(letters, 'lossy'));
    expect(ran.traceHash).toBe(played.traceHash);
    expect(ran.accounting).toEqual(played.accounting);
    expect(ran.measures).toEqual(played.measures);
    expect(ran.events).toBe(played.history.length);
    expect(ran.endedAtUs).toBe(played.endedAtUs);
    expect(ran.invariants.map(({ holds }) => holds)).toEqual(played.verdicts.map(({ holds }) => holds));
  });

  test('the same seed gives the same trace, another one another', async () => {
    const hash = async (seed: string) => (await answer<RunAnswer>('run', 'letters', '--seed', seed)).traceHash;
    expect(await hash('5')).toBe(await hash('5'));
    expect(await hash('6')).not.toBe(await hash('5'));
  });

  test('the first scenario and its seed are meant when none is named', async () => {
    const { scenario, seed, params } = await answer<RunAnswer>('run', 'letters');
    expect({ scenario, seed, params }).toEqual({
      scenario: 'calm',
      seed: 1,
      params: { letters: 10, loss: 0, resend: false, desk: 'forgetful' },
    });
  });

  test('a measure without a value is null', async () => {
    const { measures } = await answer<RunAnswer>('run', 'letters', '--set', 'loss=1');
    expect(measures).toEqual({ meanUntilAnswered: null, answered: 0 });
  });

  test('knobs and faults change the run', async () => {
    const quiet = await answer<RunAnswer>('run', 'letters', '--set', 'letters=3', '--set', 'desk=remembers');
    expect(quiet.accounting.offered).toBe(3);
    const fault = JSON.stringify({ kind: 'partition', from: 'writer', to: 'desk', atUs: 0 });
    const cut = await answer<RunAnswer>('run', 'letters', '--fault', fault);
    expect(cut.accounting).toMatchObject({ completed: 0, timedOut: 10 });
  });

  test('the report says when an invariant broke and links to the run', async () => {
    const { out } = await sim('run', 'letters', '--scenario', 'lossy');
    expect(out).toMatch(
      /✗ always {6}no letter is handled twice: broken at .+ \(handled: .+\), as the scenario declares/,
    );
    const link = /\/simulations\/letters\/#\S+/.exec(out)?.[0] ?? '';
    // Of the figures on that page the laboratory opens it.
    expect(readFragment(new URL(link, 'http://localhost').hash, LABORATORY)).toHaveProperty('run');
    const again = await answer<RunAnswer>('run', '--link', link);
    expect(again.traceHash).toBe((await answer<RunAnswer>('run', 'letters', '--scenario', 'lossy')).traceHash);
  });

  test('--windows adds a line for each window that was over; --json has them always', async () => {
    const { windows } = await answer<RunAnswer>('run', 'letters', '--set', 'letters=50');
    expect(windows).toEqual({
      everyUs: 100_000,
      measures: runOnce(letters, recipeOf(letters, 'calm', { knobs: { letters: 50 } })).windows,
    });
    const { out } = await sim('run', 'letters', '--set', 'letters=50', '--windows');
    expect(out).toMatch(/window +written \(letters\/s\)\n +0–0\.1 s +\d+\n +0\.1–0\.2 s +\d+\n/);
    expect((await sim('run', 'letters', '--set', 'letters=50')).out).not.toContain('window');
    const { windows: _, ...without } = letters;
    expect(() => expectWindows(without)).toThrow(
      '--windows: expected a simulation that declares windows; letters declares none: leave it out',
    );
  });

  test('--trace prints the run as the goldens have it', async () => {
    const { out } = await sim('run', 'letters', '--scenario', 'lossy', '--trace');
    const played = play(letters, recipeOf(letters, 'lossy'));
    expect(`${out}\n`).toBe(goldenText(played, 'A lossy line and a forgetful desk'));
  });

  test('a link is found in whatever was pasted', async () => {
    const { link, address } = await answer<{ link: string; address: string }>(
      'link',
      'encode',
      'letters',
      '--seed',
      '9',
    );
    for (const pasted of [link, address, `https://example.org/faultline${address}`, address.replace('~', '%7E')])
      expect((await answer<RunAnswer>('run', '--link', pasted)).seed).toBe(9);
  });
});

describe('a link with an order by hand', () => {
  const recipe = recipeOf(letters, 'calm', { knobs: { letters: 3 } });
  const [, later] = candidatesAt(play(letters, recipe), 1);
  const chosen = [{ atStep: 2, act: 'deliver', key: later?.key ?? '' }] as const;
  const byHand = encodeLink(letters, { recipe: { ...recipe, chosen } });

  test('is a run, or a mistake of the caller where the run does not have what was chosen', async () => {
    const other = encodeLink(letters, { recipe: { ...recipe, chosen: [{ ...chosen[0], key: 'nobody' }] } });
    expect((await sim('run', '--link', byHand)).code).toBe(0);
    for (const command of [['run'], ['link', 'encode']]) {
      const { code, err } = await sim(...command, '--link', other);
      expect(code).toBe(2);
      expect(err).toMatch(
        /^--link: step 2 was chosen to be .* is of another run: leave out --seed, --set and --fault$/,
      );
    }
  });

  test('is explored in every order, and what is found carries none of it on', async () => {
    const mistaken = encodeLink(letters, {
      recipe: {
        ...recipe,
        scenario: 'mistaken',
        knobs: { letters: 1, resend: true },
        faults: [{ kind: 'pause', component: 'desk', atUs: 5 }],
        chosen,
      },
    });
    const { out, err } = await sim('explore', '--link', mistaken, '--drop', '1', '--json');
    expect(err).toContain('the faults and the order of this link are left out');
    const { violations } = JSON.parse(out) as { violations: readonly { link: string }[] };
    const found = readPayload(violations[0]?.link ?? '');
    expect([found.faults, found.chosen]).toEqual([[], undefined]);
    expect(found.schedule?.length).toBeGreaterThan(0);
  });
});

test('what is not told of a link any more when it is made again is told on the way', async () => {
  const old = writePayload({ ...readPayload(encodeLink(letters, { recipe: recipeOf(letters) })), checksum: 'other' });
  const { code, err } = await sim('link', 'encode', '--link', old);
  expect(code).toBe(0);
  expect(err).toMatch(/^recorded with another edition/);
});

describe('exit codes', () => {
  test.each([
    ['0: nothing breaks', 0, ['run', 'letters']],
    ['0: what breaks is declared', 0, ['run', 'letters', '--scenario', 'lossy']],
    ['1: an undeclared violation', 1, ['run', 'letters', '--scenario', 'undeclared']],
    ['1: a declared violation that does not happen', 1, ['run', 'letters', '--scenario', 'mistaken']],
    [
      '0: a reader’s change avoids a declared violation',
      0,
      ['run', 'letters', '--scenario', 'lossy', '--set', 'desk=remembers'],
    ],
    [
      '1: an undeclared violation in one of many runs',
      1,
      ['sweep', 'letters', '--scenario', 'undeclared', '--seeds', '1..20', '--workers', '1'],
    ],
    [
      '0: a declared violation in some of many runs',
      0,
      ['sweep', 'letters', '--scenario', 'lossy', '--seeds', '1..20', '--workers', '1'],
    ],
    [
      '1: a declared violation in no run',
      1,
      ['sweep', 'letters', '--scenario', 'mistaken', '--seeds', '1..3', '--workers', '1'],
    ],
  ])('%s', async (_, code, args) => {
    expect((await sim(...args)).code).toBe(code);
  });

  test.each([
    [['run', 'leters'], /unknown simulation "leters"; known: letters/],
    [['run'], /run needs a simulation; known: letters/],
    [['run', 'letters', 'more'], /run takes one simulation; unexpected: "more"$/],
    [['run', 'letters', ''], /run takes one simulation; unexpected: ""$/],
    [
      ['run', 'letters', '--scenario', 'clam'],
      /unknown scenario "clam" of letters; known: calm, lossy, mistaken, undeclared/,
    ],
    [['run', 'letters', '--set', 'leters=1'], /unknown knob "leters"; known: letters, loss, resend, desk/],
    [['run', 'letters', '--set', 'letters=1000'], /knob "letters" is "1000"; expected a whole number from 0 to 200/],
    [['run', 'letters', '--set', 'desk=closed'], /knob "desk" is "closed"; expected one of forgetful, remembers/],
    [['run', 'letters', '--set', 'letters'], /--set is "letters"; expected knob=value/],
    [['run', 'letters', '--seed', '-1'], /^--seed of run needs a value: --seed=VALUE; known options: .*--seed/],
    [['run', 'letters', '--set'], /^--set of run needs a value: --set=VALUE/],
    [['run', 'letters', '--seed', '4294967296'], /expected a whole number from 0 to 4294967295/],
    [['run', 'letters', '--sede', '1'], /unknown option --sede of run; known: .*--seed/],
    [['run', 'letters', '--fault', '{'], /--fault is "\{"; expected JSON/],
    [['run', 'letters', '--set', 'loss=2'], /^--set: knob "loss" is "2"; expected a number from 0 to 1$/],
    [
      ['run', 'letters', '--fault', '{"kind":["crash"],"atUs":0}'],
      /^--fault: the kind of a fault is \["crash"\]; known/,
    ],
    [['run', 'letters', '--fault', '{"atUs":0}'], /^--fault: the kind of a fault is missing; known: crash, pause/],
    [
      ['run', 'letters', '--fault', '{"kind":"knob","atUs":0}'],
      /^--fault: "knob" of a knob is missing; expected the name of/,
    ],
    [
      ['run', 'letters', '--fault', '{"kind":"knob","atUs":0,"knob":"loss","value":{"a":1}}'],
      /^--fault: knob "loss" is \{"a":1\}; expected a number from 0 to 1$/,
    ],
    [
      ['run', 'letters', '--fault', '{"kind":"knob","atUs":0,"knob":"loss"}'],
      /^--fault: knob "loss" is missing; expected/,
    ],
    [
      ['run', 'letters', '--fault', '{"kind":"crash","component":"desk","atUs":0,"untillUs":9}'],
      /^--fault: unknown field "untillUs" of a crash; known: kind, atUs, untilUs, component$/,
    ],
    [['run', 'letters', '--fault', '{"kind":"quake"}'], /the kind of a fault is "quake"; known: crash, pause/],
    [
      ['run', 'letters', '--fault', '{"kind":"crash","component":"dsk","atUs":0}'],
      /"component" of a crash is "dsk".*components: desk, writer/,
    ],
    [['sweep', 'letters', '--seeds', '5'], /--seeds is "5"; expected first\.\.last/],
    [['sweep', 'letters', '--seeds', '5..1'], /the last of --seeds is "1"; expected a whole number from 5/],
    [['sweep', 'letters', '--grid', 'letters=1..3'], /--grid has "1\.\.3"; expected low\.\.high:step, such as/],
    [
      ['sweep', 'letters', '--grid', 'letters=0..200:1', '--seeds', '1..5000'],
      /201 points with 5000 seeds each make 1005000 runs; expected at most 1000000/,
    ],
    [
      ['sweep', 'letters', '--grid', 'letters=0..199:1', '--grid', 'loss=0..1:0.1'],
      /--grid makes 2200 points; expected at most 1000/,
    ],
    [['sweep', 'letters', '--grid', 'loss=0,2'], /knob "loss" is "2"/],
    [['link', 'decode', 'nonsense'], /"nonsense" is not a link to a run/],
    [['link', 'open'], /link is given "open"; expected encode SIMULATION, or decode LINK/],
    [['link'], /link is given nothing; expected encode/],
    [['run', 'letters', '--scenario', 'clam'], /^--scenario: unknown scenario "clam"/],
    [['run', 'letters', '--set', 'letters=1.5'], /^--set: knob "letters" is "1\.5"; expected a whole number/],
    [['run', 'letters', '--set', 'letters=1', '--set', 'letters=2'], /^--set has the knob "letters" more than once/],
    [['run', 'letters', '--seed', '1', '--seed', '2'], /^--seed of run is given 2 times; expected it once/],
    [['run', 'letters', '--json=yes'], /^--json of run takes no value: leave it out/],
    [['run', 'letters', '--trace', '--json'], /^run is given --trace and --json; expected one of them/],
    [['run', 'letters', '--fault', 'null'], /^--fault: a fault is null; expected an object with a kind and atUs/],
    [['run', 'letters', '--link', 'nonsense'], /^--link: "nonsense" is not a link to a run/],
    [['run', '--link', 'nonsense'], /^--link: "nonsense" is not a link to a run/],
    [['sweep', 'letters', '--workers', '0'], /^--workers is "0"; expected a whole number from 1 to 256/],
    [['sweep', 'letters', '--grid', 'loss=0,2'], /^--grid: knob "loss" is "2"; expected a number from 0 to 1/],
    [['sweep', 'letters', '--grid', 'loss=0..1:0'], /--grid has the range 0\.\.1:0; expected low\.\.high:step with 1/],
    [
      ['sweep', 'letters', '--grid', 'loss=0,1', '--grid', 'loss=0.5'],
      /^--grid has the knob "loss" more than once; expected each knob once/,
    ],
    [
      ['sweep', 'letters', '--set', 'loss=0', '--grid', 'loss=0,1'],
      /^--grid and --set both have the knob "loss"; expected one of them/,
    ],
    [['sweep', 'letters', '--seed', '4'], /sweep takes many seeds: --seeds first\.\.last instead of --seed/],
    [['explore', 'letters', '--scenario', 'calm', '--drop', '10'], /^--drop is "10"; expected a whole number from 0/],
    [['explore', 'letters', '--seed', '3'], /^unknown option --seed of explore; known: .*--drop/],
    [['link', 'encode', 'letters', '--at', '99999'], /^--at is "99999"; expected a step of this run, from 0 to \d+$/],
    [['link', 'decode'], /^link decode needs a link/],
    [['list', 'letters'], /^list takes no argument; unexpected: "letters"/],
    [['rnu'], /unknown command "rnu"; known: list, run/],
  ])('2 and one line that names what is known: %j', async (args, message) => {
    const { code, out, err } = await sim(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toContain('\n');
  });

  test('3 when a simulation cannot be loaded: what is wrong, and where in its own files; the whole way if asked for', async () => {
    const broken = new Error('the model is broken');
    broken.stack = `Error: the model is broken\n    at check (${new URL('../../src/kernel/model.ts', import.meta.url)}:1:1)\n    at ${new URL('letters/index.ts', simulations)}:8:16`;
    const failing = async (showsStack: boolean) => {
      const said: string[] = [];
      const terminal = { answer: () => {}, complain: (line: string) => void said.push(line), progress: () => {} };
      const catalogue = { folder: simulations, names: ['letters'], load: () => Promise.reject(broken) };
      expect(await main(['run', 'letters'], { catalogue, terminal, showsStack })).toBe(3);
      return said.join();
    };
    expect(await failing(false)).toMatch(
      /^the model is broken\n +at simulations\/letters\/index\.ts:8:16\nSTACK=1 .*\.$/,
    );
    expect(await failing(true)).toContain('kernel/model.ts:1:1');
  });
});

test('a command line without a command is a wrong one: help goes to standard error', async () => {
  const { code, out, err } = await sim();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('npm run -s sim -- list');
});

test('--help says what each command does and what the exit codes mean', async () => {
  const { code, out } = await sim('--help');
  expect(code).toBe(0);
  for (const word of ['list', 'run', 'sweep', 'explore', 'link', '--seeds', 'Exit codes']) expect(out).toContain(word);
});

describe('explore', () => {
  interface Answer {
    readonly complete: boolean;
    readonly states: number;
    readonly bounds: { readonly drops: number };
    readonly violations: readonly {
      readonly invariant: string;
      readonly steps: number;
      readonly trace: readonly unknown[];
      readonly link: string;
    }[];
  }
  const small = ['explore', 'letters', '--scenario', 'mistaken', '--set', 'letters=1', '--set', 'resend=true'];

  test('finds the shortest order that breaks an invariant, and its link replays it', async () => {
    const { complete, violations } = await answer<Answer>(...small, '--drop', '1');
    const [twice] = violations;
    expect(complete).toBe(true);
    expect(twice?.invariant).toBe('no letter is handled twice');
    expect(twice?.trace).toHaveLength(twice?.steps ?? 0);
    const replayed = await answer<RunAnswer>('run', '--link', twice?.link ?? '');
    expect(replayed.events).toBe(twice?.steps);
    expect(replayed.invariants[0]).toMatchObject({ name: 'no letter is handled twice', holds: false });
  });

  test('says under which bounds nothing breaks', async () => {
    const { out, code } = await sim('explore', 'letters', '--scenario', 'calm', '--set', 'letters=1');
    expect(out).toMatch(/complete · [\d,]+ states/);
    expect(out).toContain('bounds: every order of deliveries and timers; no lost messages');
    expect(out).toContain('Nothing breaks within these bounds');
    expect(code).toBe(0);
  });

  test('ends with 1 when what breaks is not declared', async () => {
    expect(
      (await sim('explore', 'letters', '--scenario', 'calm', '--set', 'letters=1', '--set', 'resend=true')).code,
    ).toBe(1);
  });

  test('ends with 1 when a turned knob breaks what the scenario declares: that is said of its own knobs', async () => {
    const { code, err } = await sim(...small, '--drop', '1');
    expect(code).toBe(1);
    expect(err).toContain('"no letter is handled twice" can be broken with these knobs');
  });

  test('asks for a scenario where none is meant for exploration', async () => {
    const { code, err } = await sim('explore', 'letters');
    expect(code).toBe(2);
    expect(err).toContain('letters has no scenario meant for exploration; name one with --scenario: calm, lossy');
  });

  test('stops where it is told to, and does not call that complete', async () => {
    const { complete, states } = await answer<Answer>('explore', 'letters', '--scenario', 'calm', '--max-states', '10');
    expect(complete).toBe(false);
    expect(states).toBeGreaterThanOrEqual(10);
  });
});
