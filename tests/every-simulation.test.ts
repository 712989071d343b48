/**
 * What holds for every simulation, found by its folder. A simulation's own test says how it behaves; this one says that it
 * can be trusted: the same recipe gives the same run, declared violations happen and no others do, nothing gets lost from the
 * books, every knob can be turned, every step can be told.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { interpreted } from '../src/kernel/chart/index.ts';
import {
  type Accounting,
  type Gauge,
  type Knob,
  type KnobValue,
  MAX_STEPS,
  type Model,
  type Played,
  type PlayedRequest,
  play,
  recipeOf,
  requestsOf,
  sentenceOf,
  spansOf,
  type Verdict,
} from '../src/kernel/index.ts';
import { runOnce } from '../src/kernel/sweep/index.ts';
import { ONE_OUTCOME } from '../src/kernel/watch.ts';
import { disagreements } from './foretold.ts';
import { frozen } from './frozen.ts';
import { expectGolden, goldenText } from './golden.ts';
import { sealed } from './sealed.ts';

const SEEDS = 20;
const folders = readdirSync('simulations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

async function load(folder: string): Promise<Model | Error> {
  try {
    const exported: { readonly default?: Model } = await import(`../simulations/${folder}/index.ts`);
    return exported.default ?? new Error(`simulations/${folder}/index.ts has no default export; expected a Model`);
  } catch (error) {
    return error as Error;
  }
}
const loaded = await Promise.all(folders.map(async (folder) => [folder, await load(folder)] as const));

test('there are simulations', () => {
  expect(folders.length).toBeGreaterThan(0);
});

for (const [folder, model] of loaded) {
  if (model instanceof Error)
    test(`simulations/${folder} can be loaded`, () => {
      throw model;
    });
  else describe(folder, () => holdsFor(folder, model));
}

function holdsFor(folder: string, model: Model): void {
  const names = Object.keys(model.scenarios);
  const scenarioOf = (name: string) => model.scenarios[name] as Model['scenarios'][string];
  const quiet = names.filter((name) => (scenarioOf(name).violates ?? []).length === 0);
  /** Each scenario is played once, and looked at by many tests. */
  const played = onceEach((name) => play(model, recipeOf(model, name)));

  describe('as it is written', () => {
    test('its id is the name of its folder', () =>
      expect(model.id, `the id in simulations/${folder}/index.ts; expected the name of its folder`).toBe(folder));

    test('it has scenarios, says what it leaves out, and comes with model.md and a test', () => {
      expect(names.length).toBeGreaterThan(0);
      expect(model.leavesOut.length).toBeGreaterThan(0);
      for (const file of ['model.md', `${folder}.test.ts`])
        expect(
          existsSync(`simulations/${folder}/${file}`),
          `simulations/${folder}/${file} is missing; simulations/README.md says what it holds`,
        ).toBe(true);
    });

    test('every kind, knob, scenario, observation and measure says what it is', () => {
      const said = [model.kinds, model.knobs, model.scenarios, model.observations, model.measures].flatMap((table) =>
        Object.entries(table as Readonly<Record<string, { readonly says: string }>>),
      );
      expect(
        said.filter(([, { says }]) => !/\S.*[.?!]$/.test(says)).map(([name]) => name),
        'expected a sentence with a full stop in "says"',
      ).toEqual([]);
      expect(
        Object.entries(model.kinds)
          .filter(([, { label }]) => label === '')
          .map(([name]) => name),
      ).toEqual([]);
      expect(model.question, 'expected a question').toMatch(/\?$/);
    });

    test('scenarios and recipes are plain data', () => {
      for (const name of names) {
        expect(structuredClone(scenarioOf(name))).toStrictEqual(scenarioOf(name));
        expect(structuredClone(recipeOf(model, name))).toStrictEqual(recipeOf(model, name));
      }
    });
  });

  describe.each(names)('scenario %s', (name) => {
    test('gives the same trace twice, with no chance and no clock but its own, and changes nothing that was', () => {
      const [first, second] = sealed(
        () => [played(name), play(model, recipeOf(model, name), { chart: frozen })] as const,
      );
      expect(second.traceHash).toBe(first.traceHash);
      expect(first.cutShort).toBe(false);
    });

    test("gives the same trace when XState's own step decides", () => {
      const other = play(model, recipeOf(model, name), { chart: interpreted });
      expect(firstDifference(played(name), other)).toBeUndefined();
      expect(other.traceHash).toBe(played(name).traceHash);
    });

    test('gives the same end when no history is kept', () => {
      const { accounting, verdicts, measures } = runOnce(model, recipeOf(model, name));
      expect({ accounting, verdicts, measures }).toEqual({
        accounting: played(name).accounting,
        verdicts: played(name).verdicts,
        measures: played(name).measures,
      });
    });

    test('reads as its golden says', () => {
      expectGolden(`simulations/${folder}/golden/${name}.txt`, goldenText(played(name), scenarioOf(name).title));
    });

    test('breaks what it declares, and nothing else', () => {
      const declared = scenarioOf(name).violates ?? [];
      const broken = brokenOf(played(name).verdicts);
      expect(
        declared.filter((invariant) => !broken.some((verdict) => verdict.name === invariant)),
        `declared in "violates" of scenario ${name}, and holds: take another seed or other knobs, or take it out of "violates"`,
      ).toEqual([]);
      expect(
        broken.filter((verdict) => !declared.includes(verdict.name)).map(told),
        `broken, and not declared: mend the model, or name it in "violates" of scenario ${name} if that is what the scenario shows`,
      ).toEqual([]);
    });

    test('accounts for every request', () => {
      expect(lostFrom(played(name).accounting)).toBe(0);
      expect(played(name).results.mistakes).toEqual([]);
    });

    test('whoever takes a message has a transition for it', () => {
      expect(
        unheard(played(name)),
        'a message that nobody has a transition for is dropped: expected one of the two names to be mended',
      ).toEqual([]);
    });

    test('every step has its sentence', () => {
      const mute = played(name).history.steps.filter((step) => sentenceOf(model, step).trim() === '');
      expect(mute.map(({ index, event }) => `${index} ${event.type}`)).toEqual([]);
    });

    test('critical spans cover each request from its offer to its end', () => {
      const gaps = requestsOf(played(name)).flatMap((request) => gapsIn(played(name), request));
      expect(gaps).toEqual([]);
    });

    test('every piece of work for a request is one of its spans', () => {
      expect(workWithoutSpan(played(name))).toEqual([]);
    });

    test('its gauges can be read at any moment', () => {
      expect(wrongGauges(played(name))).toEqual([]);
    });
  });

  test('another seed gives another trace', () => {
    const differs = (name: string) =>
      play(model, recipeOf(model, name, { seed: scenarioOf(name).seed + 1 })).traceHash !== played(name).traceHash;
    expect(
      names.some(differs),
      `every scenario of ${folder} is the same with another seed; expected chance in at least one of them, such as a latency that varies: a seed would be a promise of nothing`,
    ).toBe(true);
  });

  test('each promise is broken somewhere: by a scenario that declares it, or in a test of its own', () => {
    const declared = names.flatMap((name) => scenarioOf(name).violates ?? []);
    const unbroken = model.invariants.filter(
      ({ kind, name }) => kind !== 'sometimes' && !declared.includes(name) && !isTested(folder, name),
    );
    expect(
      unbroken.map(({ name }) => name),
      `no scenario violates it, and no test in simulations/${folder} names it: a promise that nothing has ever broken may not be able to fail`,
    ).toEqual([]);
  });

  test('every kind takes part in some scenario', () => {
    const acting = new Set(
      names.flatMap((name) => played(name).history.steps.map(({ component: { kindName } }) => kindName)),
    );
    expect(
      Object.keys(model.kinds).filter((kind) => !acting.has(kind)),
      'nobody addresses it, and it sets no timer: expected a message to its id, or no such kind',
    ).toEqual([]);
  });

  test('what should happen sometimes happens in some scenario', () => {
    const seen = new Set(
      names.flatMap((name) =>
        played(name)
          .verdicts.filter(({ holds }) => holds)
          .map((verdict) => verdict.name),
      ),
    );
    const never = model.invariants.filter(({ kind, name }) => kind === 'sometimes' && !seen.has(name));
    expect(
      never.map(({ name }) => name),
      'expected some scenario in which it happens: without one the other promises may hold because nothing does',
    ).toEqual([]);
  });

  test.each(quiet)(`scenario %s holds over ${SEEDS} seeds`, (name) => {
    const broken = Array.from({ length: SEEDS }, (_, i) => i + 1).flatMap((seed) => {
      const { verdicts, accounting } = runOnce(model, recipeOf(model, name, { seed }));
      expect(lostFrom(accounting), `seed ${seed}`).toBe(0);
      return brokenOf(verdicts).map((verdict) => `seed ${seed}: ${told(verdict)}`);
    });
    expect(broken, `scenario ${name} declares no violation: expected every promise to hold with any seed`).toEqual([]);
  });

  if (model.theory !== undefined)
    test.each(names)('what theory foretells of scenario %s is so, wherever it says that it applies', (name) => {
      expect(disagreements(model, recipeOf(model, name))).toEqual([]);
    });

  const short = names.filter((name) => played(name).history.length <= 2_000);
  test.each(short)(
    'whoever crashes in scenario %s by a reader’s hand, and begins again, leaves the books in order',
    (name) => {
      const { params, recipe, endedAtUs } = played(name);
      for (const { id: component } of model.components(params))
        for (const part of [0.3, 0.7]) {
          const atUs = Math.max(1, Math.round(part * endedAtUs));
          const crash = {
            kind: 'crash',
            component,
            atUs,
            untilUs: atUs + Math.max(1, Math.round(endedAtUs / 10)),
          } as const;
          const { accounting, verdicts } = runOnce(model, { ...recipe, faults: [...recipe.faults, crash] });
          const books = verdicts.find((verdict) => verdict.name === ONE_OUTCOME);
          expect([books?.holds ?? true, lostFrom(accounting)], `${component} at ${atUs} µs`).toEqual([true, 0]);
        }
    },
  );

  const turned = Object.entries(model.knobs).flatMap(([knob, table]) =>
    extremes(table).map((value) => ({ knob, value })),
  );
  test.each(turned)('knob $knob can be $value', ({ knob, value }) => {
    const { events, accounting } = runOnce(model, recipeOf(model, undefined, { knobs: { [knob]: value } }), {
      maxEvents: MAX_STEPS,
    });
    expect(events).toBeLessThan(MAX_STEPS);
    expect(lostFrom(accounting)).toBe(0);
  });
}

function onceEach<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as T;
  };
}

const brokenOf = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.filter(({ kind, holds }) => kind !== 'sometimes' && !holds);
const told = ({ name, violatedAt }: Verdict): string =>
  violatedAt === undefined
    ? `${name} (at the end)`
    : `${name} (step ${violatedAt.index}, ${violatedAt.atUs} µs: ${violatedAt.why})`;

const lostFrom = ({ offered, completed, failed, rejected, timedOut, inFlight }: Accounting): number =>
  offered - completed - failed - rejected - timedOut - inFlight;

/** A hash only says that two runs differ; this says where. */
function firstDifference(one: Played, other: Played): string | undefined {
  const words = (run: Played, index: number) => {
    const step = run.history.steps[index];
    return (
      step &&
      `step ${index}, ${step.atUs} µs: ${step.component.id} takes ${step.event.type}, and has ${JSON.stringify(step.component.chart.view(step.after).value)}`
    );
  };
  const longer = Math.max(one.history.length, other.history.length);
  for (let i = 0; i < longer; i++)
    if (words(one, i) !== words(other, i)) return `tables: ${words(one, i)}; XState: ${words(other, i)}`;
  return undefined;
}

/** A chart's own timers are among its events. */
const isSent = (type: string): boolean => !type.startsWith('xstate.');
/** A message that its receiver has no word for is a name that is misspelt on one of the two sides: it would be dropped silently. */
function unheard({ history }: Played): string[] {
  const isKnown = (known: readonly string[], type: string) =>
    known.some((one) => one === type || (one.endsWith('*') && type.startsWith(one.slice(0, -1))));
  const said = history.steps
    .filter(({ kind, missed }) => kind === 'message' && missed === undefined)
    .map(({ component: { kindName, chart }, event }) => ({ kindName, type: event.type, known: chart.machine.events }))
    .filter(({ known, type }) => !isKnown(known, type))
    .map(
      ({ kindName, type, known }) =>
        `${kindName} is sent ${type}; its machine knows ${known.filter(isSent).join(', ')}`,
    );
  return [...new Set(said)];
}

/** Whether a test of the folder names the invariant, or the constant of invariants.ts that has its name. */
function isTested(folder: string, name: string): boolean {
  const read = (file: string) => readFileSync(`simulations/${folder}/${file}`, 'utf8');
  const files = readdirSync(`simulations/${folder}`);
  const tests = files.filter((file) => /\.test\.tsx?$/.test(file));
  const invariants = files.filter((file) => file === 'invariants.ts').map(read);
  const constants = [...invariants.join('').matchAll(/^export const (\w+) =\s*(['"])(.*)\2;/gm)];
  const constant = constants.find(([, , , value]) => value === name)?.[1] ?? name;
  return tests.map(read).some((text) => text.includes(name) || new RegExp(`\\b${constant}\\b`).test(text));
}

function gapsIn(played: Played, { request, offeredUs, endedUs }: PlayedRequest): string[] {
  if (endedUs === undefined) return [];
  let at = offeredUs;
  for (const span of spansOf(played, request).filter(({ critical }) => critical)) {
    if (span.startUs !== at)
      return [
        `request ${request}: ${span.kind} at ${span.component} begins at ${span.startUs} µs, the one before ended at ${at} µs`,
      ];
    at = span.endUs;
  }
  return at === endedUs ? [] : [`request ${request}: covered until ${at} µs, ended at ${endedUs} µs`];
}

function workWithoutSpan(played: Played): string[] {
  const known = new Map(
    requestsOf(played).map(({ request }) => [
      request,
      new Set(spansOf(played, request).map(({ stepIndex }) => stepIndex)),
    ]),
  );
  return played.history.steps
    .filter(
      ({ kind, event, envelope, atUs }) =>
        kind === 'timer' && typeof event.request === 'number' && atUs > envelope.sentAt,
    )
    .filter(({ event, index }) => known.get(event.request as number)?.has(index) === false)
    .map(({ index, component, event }) => `step ${index}: ${event.type} of ${component.id}`);
}

function wrongGauges(played: Played): string[] {
  const { history, model, params } = played;
  const moments = Array.from({ length: 12 }, (_, i) => Math.floor(((history.length - 1) * i) / 11));
  return moments.flatMap((index) =>
    history.at(index).components.flatMap(({ component, view }) => {
      const gauge = model.kinds[component.kindName]?.shows?.(view, params) ?? {};
      return isReadable(gauge) ? [] : [`step ${index}, ${component.id}: ${JSON.stringify(gauge)}`];
    }),
  );
}
function isReadable({ queue = 0, queueLimit = queue, busy = 0, capacity = busy, note = '-' }: Gauge): boolean {
  const numbers = [queue, queueLimit, busy, capacity];
  return numbers.every((number) => number >= 0) && queue <= queueLimit && note !== '' && !/NaN|undefined/.test(note);
}

function extremes(knob: Knob): readonly KnobValue[] {
  if ('options' in knob) return Object.keys(knob.options);
  return 'min' in knob ? [knob.min, knob.max] : [false, true];
}
