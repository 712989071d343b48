import { describe, expect, test } from 'vitest';
import { type KnobValue, type Model, play, recipeOf } from '../../src/kernel/index.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import { gateway } from '../bench/gateway-model.ts';
import { at, draw, show, tell } from './stage.ts';

const hashOf = (seed: number, knobs: Readonly<Record<string, KnobValue>> = {}): string =>
  runOnce(gateway, recipeOf(gateway, undefined, { seed, knobs }), { traceHash: true }).traceHash;

test('the same seed gives the same trace, another seed another', () => {
  const hashes = [1, 2, 3, 4, 5].map((seed) => hashOf(seed));
  expect([1, 2, 3, 4, 5].map((seed) => hashOf(seed))).toEqual(hashes);
  expect(new Set(hashes).size).toBe(5);
});

test('runs beside each other do not touch each other', () => {
  const start = () => show({ nodes: ['a'], cues: [] }).run;
  const [one, two] = [start(), start()];
  one.inject({ kind: 'knob', knob: 'volume', value: 9, atUs: 5 });
  one.runToEnd();
  expect([one.params, two.params]).toEqual([{ volume: 9 }, { volume: 1 }]);
});

describe('common random numbers', () => {
  test('what one component does more often leaves the draws of the others as they were', () => {
    const cues = (more: number) => [
      ...Array.from({ length: 10 }, (_, i) => at(i, 'a', draw(), draw(i))),
      ...Array.from({ length: more }, (_, i) => at(i / 2, 'b', draw(), tell('b', 'NOISE'))),
    ];
    const quiet = show({ nodes: ['a', 'b'], cues: cues(0) });
    const noisy = show({ nodes: ['a', 'b', 'c'], cues: cues(30) });
    expect(noisy.draws('a')).toEqual(quiet.draws('a'));
  });

  test('a draw with a key does not depend on when it is made', () => {
    const early = show({ nodes: ['a'], cues: [at(1, 'a', draw('service 3'), draw(3))] });
    const late = show({
      nodes: ['a'],
      cues: [at(1, 'a', draw(), tell('a', 'X')), at(900, 'a', draw(3), draw('service 3'))],
    });
    expect(late.draws('a').slice(1)).toEqual([...early.draws('a')].reverse());
  });

  test('a design that is changed in one place meets the same arrivals', async () => {
    const { default: station }: { readonly default: Model } = await import(
      '../../simulations/service-station/index.ts'
    );
    const arrivals = (knobs: Readonly<Record<string, KnobValue>>) =>
      play(station, recipeOf(station, undefined, { knobs }))
        .history.steps.filter(({ component }) => component.kindName === 'source')
        .map(({ atUs }) => atUs);
    expect(arrivals({ servers: 4, capacity: 5, serviceRate: 3 })).toEqual(arrivals({}));
  });
});
