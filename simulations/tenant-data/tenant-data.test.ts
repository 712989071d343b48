/** How this model behaves; what holds for every model is in tests/every-simulation.test.ts, what PostgreSQL says in database.test.ts. */
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/kernel/explore/index.ts';
import { type KnobValue, type Played, paramsWith, play, recipeOf, sentenceOf } from '../../src/kernel/index.ts';
import model from './index.ts';
import { ALL_ANSWERED, NO_ROW_CROSSES } from './invariants.ts';

type Changed = Readonly<Record<string, KnobValue>>;
const walk = (scenario: string, knobs: Changed = {}): Played =>
  play(model, recipeOf(model, scenario, { knobs: { ...model.scenarios[scenario]?.knobs, ...knobs } }));
const told = (played: Played): string[] => played.history.steps.map((step) => sentenceOf(model, step));
const ends = ({ results }: Played): string[] => results.ended.map(({ detail }) => detail);

describe('one layer is enough, for what it can see', () => {
  test.each([
    ['missing-predicate', { policies: 'forced' }],
    ['missing-predicate', { predicate: true }],
    ['owner-bypasses', { connectsAs: 'app' }],
    ['owner-bypasses', { policies: 'forced' }],
    ['forgotten-force', { policies: 'forced' }],
    ['forgotten-force', { jobConnectsAs: 'app' }],
    ['set-left-behind', { context: 'local' }],
    ['cache-without-tenant', { cache: 'tenant' }],
    ['cache-without-tenant', { cache: 'none' }],
    ['foreign-key-without-tenant', { foreignKey: 'tenant' }],
    ['job-without-context', { policies: 'forced' }],
    ['job-without-context', { jobContext: true }],
    ['job-finds-a-setting', { jobContext: true }],
    ['job-finds-a-setting', { context: 'local' }],
    ['support-sees-all', { adminScope: 'one' }],
    ['guessed-id', { policies: 'forced' }],
    ['guessed-id', { predicate: true }],
    ['wrong-address', { membership: 'host' }],
    ['written-for-another', { policies: 'forced' }],
  ] as const)('%s is mended by %o', (scenario, mended) => {
    expect(walk(scenario).verdicts.some(({ kind, holds }) => kind === 'always' && !holds)).toBe(true);
    expect(walk(scenario, mended).verdicts.filter(({ kind, holds }) => kind === 'always' && !holds)).toEqual([]);
  });

  test('what the database cannot see it cannot stop', () => {
    for (const scenario of ['cache-without-tenant', 'wrong-address'])
      expect(walk(scenario, { policies: 'forced', predicate: true, context: 'local' }).measures.crossed).toBe(3);
  });
});

describe('what each is told', () => {
  test('a role without the bit ends before any connection is used', () => {
    const played = walk('bit-not-set');
    expect(ends(played)).toEqual(['3 rows', '403']);
    expect(told(played)).toContain(
      'Bruno is accountant with 0b0010; needed is 0b0100: 0b0010 & 0b0100 = 0b0000, refused with 403',
    );
    expect(played.history.steps.filter(({ event }) => event.type === 'QUERY')).toHaveLength(1);
  });

  test('a guessed id is no row, and not a refusal that would say that it exists', () => {
    expect(ends(walk('guessed-id', { policies: 'forced' }))).toEqual(['0 rows']);
  });

  test('a foreign key that carries the tenant says the same of a project that is not there', () => {
    expect(ends(walk('foreign-key-with-tenant'))).toEqual(['23503']);
  });

  test('a job without a context sees nothing, and ends as if all were well', () => {
    expect(ends(walk('job-sees-nothing'))).toEqual(['3 rows', '0 rows']);
  });
});

test('a network that loses what the database says leaves somebody without an answer', () => {
  const faults = [{ kind: 'loss', from: 'database', to: 'connection', probability: 1, atUs: 0 }] as const;
  const { verdicts } = play(model, recipeOf(model, 'every-layer', { faults }));
  expect(verdicts.filter(({ kind, holds }) => kind !== 'sometimes' && !holds).map(({ name }) => name)).toEqual([
    ALL_ANSWERED,
  ]);
});

describe('every order of two requests on one connection', () => {
  const explored = (knobs: Changed) =>
    explore(model, paramsWith(model.knobs, { ...model.scenarios.verify?.knobs, ...knobs }));

  test('with SET LOCAL none gives a row away', () => {
    const { complete, violations, states } = explored({});
    expect({ complete, violations, states }).toEqual({ complete: true, violations: [], states: 193 });
  });

  test('with SET the shortest leak lends the connection between the setting and the statement', () => {
    const { violations } = explored({ context: 'session' });
    expect(violations.map(({ invariant }) => invariant)).toEqual([NO_ROW_CROSSES]);
    expect(violations[0]?.why).toMatch(/was given invoice/);
  });
});
