import { describe, expect, test } from 'vitest';
import { applies, constant, defineModel, play, recipeOf, type Scenario } from '../../src/kernel/index.ts';
import { modelOf } from './stage.ts';

const good = modelOf({ nodes: ['a'] });
const show = good.scenarios.show as Scenario;
const withScenario = (more: Partial<Scenario>) => () =>
  defineModel({ ...good, scenarios: { show: { ...show, ...more } } } as never);

describe('a model is refused', () => {
  test('whose invariant reads an unknown kind', () => {
    const invariants = [{ name: 'all is well', kind: 'always', reads: ['nodes'], holds: () => true }];
    expect(() => defineModel({ ...good, invariants } as never)).toThrow(
      'unknown kind "nodes" in invariant "all is well" of stage; known: director; node; guest',
    );
  });

  test('whose invariant reads nothing', () => {
    for (const reads of [[], undefined])
      expect(() =>
        defineModel({
          ...good,
          invariants: [{ name: 'all is well', kind: 'always', reads, holds: () => true }],
        } as never),
      ).toThrow('invariant "all is well" of stage reads nothing; expected the kinds that it looks at: reads: [');
  });

  test('whose knob or measure has no unit, or does not say what it is', () => {
    const volume = { label: 'Volume', says: 'How loud.', initial: 3, min: 0, max: 11 };
    expect(() => defineModel({ ...good, knobs: { volume } } as never)).toThrow(
      'knob "volume" of stage has no unit; expected one beside its range, \'\' for a bare number',
    );
    const measures = { applause: { unit: 's', value: () => 1 } };
    expect(() => defineModel({ ...good, measures } as never)).toThrow(
      'measure "applause" of stage has no says; expected a sentence that says what is measured',
    );
    expect(() =>
      defineModel({ ...good, measures: { applause: { says: 'How long.', value: () => 1 } } } as never),
    ).toThrow('measure "applause" of stage has no unit; expected one, \'\' for a bare number');
  });

  test('with a component or a link of an unknown kind, in whichever scenario', () => {
    const components = () => [{ id: 'a', kind: 'nod' }];
    expect(() => defineModel({ ...good, components } as never)).toThrow(
      'unknown kind "nod" in component "a" in scenario "show" of stage; known: director; node; guest',
    );
    const links = () => [{ from: 'node', to: 'nod', latency: constant(1) }];
    expect(() => defineModel({ ...good, links } as never)).toThrow(
      'unknown kind "nod" in a link in scenario "show" of stage; known: director; node; guest',
    );
  });

  test('whose scenario has a fault of a component that can never be there', () => {
    const { guest: _, ...kinds } = good.kinds; // guests may come during a run, under names of their own
    const faults = [{ kind: 'pause', component: 'b', atUs: 1 }];
    const scenarios = { show: { ...show, faults } };
    expect(() => defineModel({ ...good, kinds, scenarios } as never)).toThrow(
      'unknown component "b" in fault "pause" in scenario "show" of stage; known: director; a',
    );
    expect(() => defineModel({ ...good, scenarios } as never)).not.toThrow();
  });

  test('whose knob is a number without a range', () => {
    const volume = { label: 'Volume', says: 'How loud.', initial: 3 };
    expect(() => defineModel({ ...good, knobs: { volume } } as never)).toThrow(
      'knob "volume" of stage is a number without a range; expected min, max and unit beside initial',
    );
  });

  test('whose scenario does not end at a whole microsecond', () => {
    for (const untilUs of [1.5, 0, undefined])
      expect(withScenario({ untilUs } as never)).toThrow(
        `scenario "show" of stage ends at ${untilUs} µs; expected whole microseconds: untilUs: seconds(5)`,
      );
  });

  test('whose kind lies within an unknown kind', () => {
    const kinds = { ...good.kinds, guest: { ...good.kinds.guest, within: 'house' } };
    expect(() => defineModel({ ...good, kinds } as never)).toThrow('unknown kind "house" in kind "guest" of stage');
  });

  test('whose scenario declares the violation of an unknown invariant', () => {
    expect(withScenario({ violates: ['all is well'] })).toThrow(
      'unknown invariant "all is well" in scenario "show" of stage',
    );
  });

  test('whose scenario searches an unknown scenario', () => {
    expect(withScenario({ search: 'encore' })).toThrow(
      'unknown scenario "encore" in the search of scenario "show" of stage; known: show',
    );
  });

  test('whose scenario turns a knob to what it cannot be', () => {
    expect(withScenario({ knobs: { volume: 12 } })).toThrow(
      'scenario "show" of stage: knob "volume" is "12"; expected a whole number from 0 to 11 (1)',
    );
  });

  test('whose scenario has a fault that cannot be', () => {
    expect(withScenario({ faults: [{ kind: 'knob', knob: 'bass', value: 1, atUs: 0 }] })).toThrow(
      'scenario "show" of stage: unknown knob "bass"; known: volume',
    );
  });

  test('whose knob begins with what it cannot be', () => {
    const knobs = { volume: { ...good.knobs.volume, initial: 12 } };
    expect(() => defineModel({ ...good, knobs } as never)).toThrow(
      'the initial value of a knob of stage: knob "volume" is "12"; expected a whole number from 0 to 11 (1)',
    );
  });

  test('whose knob applies to what another knob cannot be', () => {
    const depth = { label: 'Depth', says: 'How deep.', initial: false, appliesWhen: { volume: [900] } };
    expect(() => defineModel({ ...good, knobs: { ...good.knobs, depth } } as never)).toThrow(
      'what knob "depth" of stage applies to: knob "volume" is "900"; expected',
    );
  });

  test('whose theory foretells what it does not measure, or goes along what is no number', () => {
    const curve = { kind: 'curve', measure: 'wait', over: 'volume' };
    const withTheory = (theory: unknown) => () => defineModel({ ...good, theory: [theory] } as never);
    expect(withTheory(curve)).toThrow('unknown measure "wait" in a theory of stage; known: ');
    const measures = { wait: { unit: 's', says: 'Waits.', value: () => 0 } };
    expect(() => defineModel({ ...good, measures, theory: [{ ...curve, over: 'bass' }] } as never)).toThrow(
      'unknown knob of numbers "bass" in a theory of stage; known: volume',
    );
    expect(withTheory({ kind: 'line', level: 'queue' })).toThrow('unknown level "queue" in a theory of stage');
  });

  test('whose windows are of what it does not record, or are no windows', () => {
    const withWindows = (windows: object) => () =>
      defineModel({ ...good, windows: { everyUs: 1000, most: 9, measures: {}, ...windows } } as never);
    expect(withWindows({ measures: { deep: { kind: 'mean', level: 'depth' } } })).toThrow(
      'unknown level "depth" in the windows of stage; known: ',
    );
    expect(withWindows({ measures: { often: { kind: 'rate', count: 'rings' } } })).toThrow('unknown count "rings"');
    expect(withWindows({ everyUs: 0.5 })).toThrow(
      '"everyUs" of the windows of stage is 0.5; expected a whole number above 0',
    );
    expect(withWindows({ most: 0 })).toThrow('"most" of the windows of stage is 0; expected a whole number above 0');
  });

  test('whose question is about an unknown knob', () => {
    expect(() => defineModel({ ...good, turns: ['bass'] } as never)).toThrow(
      'unknown knob "bass" in the turns of stage; known: volume',
    );
  });

  test('whose verification is an unknown scenario', () => {
    expect(() => defineModel({ ...good, verification: 'small' } as never)).toThrow(
      'unknown scenario "small" in the verification of stage; known: show',
    );
  });

  test('whose links join an unknown kind with knobs that no scenario has, when it runs', () => {
    const links = [{ from: 'node', to: 'server', latency: constant(1) }];
    const model = { ...good, links: () => links } as typeof good;
    expect(() => play(model, recipeOf(model))).toThrow(
      'unknown kind "server" in a link of stage; known: director, node, guest',
    );
  });
});

test('a knob applies when every knob that it depends on has one of the values', () => {
  const knob = { label: '', says: '', initial: false };
  const partitions = { ...knob, appliesWhen: { broker: ['log', 'stream'], full: [true] } };
  expect(applies(knob, {})).toBe(true);
  expect(applies(partitions, { broker: 'log', full: true })).toBe(true);
  expect(applies(partitions, { broker: 'queue', full: true })).toBe(false);
  expect(applies(partitions, { broker: 'stream', full: false })).toBe(false);
});
