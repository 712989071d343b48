/** What exploration answers on models made at random is what a plain search over whole states answers, with symmetry and without. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exploration, explore } from '../../../src/kernel/explore/index.ts';
import { type Case, randomCase } from './random-models.ts';
import { countsOf, exploreSlowly } from './reference.ts';
import { NO_PARAMS } from './small-models.ts';

/** `RANDOM_MODELS=5000 RANDOM_SEED=7 vitest run …` takes its time. */
const numRuns = Number(process.env.RANDOM_MODELS ?? 60);
const seed = Number(process.env.RANDOM_SEED ?? 20_261_121);
const MOST_STATES = Number(process.env.RANDOM_STATES ?? 3000);

const shortest = ({ violations }: Exploration) =>
  Object.fromEntries(violations.map(({ invariant, steps }) => [invariant, steps]));
const exploreFast = ({ model, budget }: Case, symmetry: boolean) =>
  explore(model, NO_PARAMS, { ...budget, symmetry, maxStates: MOST_STATES });

test('the same states, choices, broken promises, shortest ways there and what is never seen', () => {
  fc.assert(
    fc.property(randomCase, (random) => {
      const found = exploreFast(random, false);
      fc.pre(found.complete);
      const { model, budget } = random;
      const expected = exploreSlowly(model, NO_PARAMS, budget);
      expect(countsOf(found)).toEqual(countsOf(expected));
      expect(shortest(found)).toEqual(expected.broken);
      expect(found.neverSeen).toEqual(expected.neverSeen);
      const reduced = exploreFast(random, true);
      expect([reduced.states, reduced.represented, reduced.depth]).toEqual([
        expected.orbits(),
        expected.states,
        expected.depth,
      ]);
      expect(shortest(reduced)).toEqual(expected.broken);
      expect(reduced.neverSeen).toEqual(expected.neverSeen);
    }),
    { numRuns, seed },
  );
});

test('from any step of a shortest way, what is left of it is the shortest', () => {
  fc.assert(
    fc.property(randomCase, fc.nat(), ({ model }, pick) => {
      const found = exploreFast({ model, budget: {} }, false);
      fc.pre(found.complete && found.violations.length > 0);
      for (const { invariant, kind, schedule, steps } of found.violations) {
        const taken = pick % (steps + 1);
        if (kind === 'always' && taken === steps) continue;
        const from = schedule.slice(0, taken);
        const rest = explore(model, NO_PARAMS, { from }).violations.find(
          (violation) => violation.invariant === invariant,
        );
        expect(rest?.steps).toBe(steps - taken);
        expect(rest?.schedule.slice(0, taken)).toEqual(from);
      }
    }),
    { numRuns, seed },
  );
});
