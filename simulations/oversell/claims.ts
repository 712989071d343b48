/** Every number of the page: explorations of every order, runs, and counts over seeds, all made again by every build. */
import { type Claims, model } from '../../src/claims/claim.ts';
import { type Exploration, explore } from '../../src/kernel/explore/index.ts';
import { type KnobValue, paramsOf, recipeOf } from '../../src/kernel/index.ts';
import { runOnce } from '../../src/kernel/sweep/index.ts';
import oversell from './index.ts';
import { DESIGNS, type Design } from './knobs.ts';

type Knobs = Readonly<Record<string, KnobValue>>;
type Range = readonly [number, number];
const exactly = (value: number): Range => [value, value];

const explored = new Map<string, Exploration>();
/** Every order of three buyers and two items. Two claims ask of some designs. */
function everyOrder(design: Design): Exploration {
  const params = paramsOf(oversell, recipeOf(oversell, 'verify', { knobs: { design } }));
  const known = explored.get(design) ?? explore(oversell, params);
  explored.set(design, known);
  return known;
}
const exploration = (design: Design): string =>
  `exploration of every order of three buyers and two items, design “${DESIGNS[design]}”`;
const steps = (design: Design, expected: number) =>
  model({
    says: `Steps of the shortest order in which “${DESIGNS[design]}” sells more than there is.`,
    unit: 'steps',
    from: { formula: exploration(design), value: () => everyOrder(design).violations[0]?.steps ?? Number.NaN },
    expect: exactly(expected),
  });
/** Of a complete exploration in which nothing broke; NaN otherwise, which no claim allows. */
const states = (design: Design, expected: number) =>
  model({
    says: `States that “${DESIGNS[design]}” can reach: all of them were visited, and nothing broke.`,
    unit: 'states',
    from: {
      formula: exploration(design),
      value: () => {
        const { complete, violations, states: visited } = everyOrder(design);
        return complete && violations.length === 0 ? visited : Number.NaN;
      },
    },
    expect: exactly(expected),
  });

const SEEDS = 200;
const oversold = (says: string, knobs: Knobs, expect: Range) =>
  model({
    says,
    unit: `of ${SEEDS} runs`,
    from: {
      formula: `runs of “rush” with seeds 1 to ${SEEDS}`,
      value: () =>
        Array.from({ length: SEEDS }, (_, i) =>
          runOnce(oversell, recipeOf(oversell, 'rush', { knobs, seed: i + 1 })),
        ).filter(({ measures }) => (measures.oversold ?? 0) > 0).length,
    },
    expect,
  });

const inTheCrowd = (design: Design, measure: string, says: string, unit: string, expect: Range) =>
  model({ says, unit, from: { model: oversell, scenario: 'crowd', knobs: { design }, value: measure }, expect });
const median = (design: Design, expect: Range) =>
  inTheCrowd(
    design,
    'medianUntilBought',
    `Half of the twenty who got an item had it within this time: “${DESIGNS[design]}”.`,
    'ms',
    expect,
  );

export const claims: Claims = {
  stepsNaive: steps('read-decide-write', 9),
  stepsLease: steps('lease-lock', 17),
  stepsFencedWrites: steps('fenced-writes', 17),
  statesAtomic: states('atomic-decrement', 43),
  statesVersion: states('optimistic-version', 339),
  statesFenced: states('fenced-reads-and-writes', 9196),
  rushNaive: oversold('Runs of four buyers and two items that sell more than two.', {}, [200, 200]),
  rushNoThought: oversold('The same when nobody takes time to decide.', { thinkMs: 0 }, [100, 140]),
  rushFast: oversold('The same with a fast network, too.', { thinkMs: 0, latencyMs: 1 }, [15, 45]),
  rushSpread: oversold('Four buyers who come within five seconds, as slow as before.', { spreadMs: 5000 }, [4, 14]),
  crowdSold: inTheCrowd(
    'read-decide-write',
    'sold',
    'Items sold of twenty, when sixty people come within a second.',
    'items',
    [55, 60],
  ),
  conflicts: inTheCrowd(
    'optimistic-version',
    'conflicts',
    'Writes that were refused for an old version, for twenty that were not.',
    'writes',
    [200, 300],
  ),
  medianAtomic: median('atomic-decrement', [10, 17]),
  medianVersion: median('optimistic-version', [80, 125]),
  medianFenced: median('fenced-reads-and-writes', [380, 520]),
};
