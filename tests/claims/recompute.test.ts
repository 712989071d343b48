import { expect, test } from 'vitest';
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { assumed, cited, model } from '../../src/claims/claim.ts';
import { playedOnce } from '../../src/claims/played.ts';
import { numberOf, printed, recompute } from '../../src/claims/recompute.ts';
import { recipeOf } from '../../src/kernel/index.ts';

const formula = (value: number, expect: readonly [number, number]) =>
  model({ says: 'Two.', unit: '×', from: { formula: '1 + 1', value: () => value }, expect });

test('a model claim within its bounds stands', () => {
  expect(recompute({ two: formula(2, [2, 2]) }, () => 'claims.ts')[0]?.wrong).toBeUndefined();
});

test('a model claim that is no longer reproduced names file, claim, what was expected and what came', () => {
  expect(recompute({ two: formula(3, [2, 2.5]) }, () => 'case-studies/x/claims.ts')[0]?.wrong).toBe(
    'case-studies/x/claims.ts: claim "two" expected 2 to 2.5 ×, got 3; mend the model, or the claim and the prose that rests on it',
  );
});

test('a claim that is not a number is wrong', () => {
  expect(recompute({ none: formula(Number.NaN, [0, 1]) }, () => 'claims.ts')[0]?.wrong).toContain('got NaN');
  expect(
    recompute({ none: assumed({ says: '', unit: '', value: Number.NaN, ifWrong: '' }) }, () => 'claims.ts')[0]?.wrong,
  ).toContain('expected a number');
});

test('a citation needs an https address', () => {
  const claim = cited({
    says: '',
    unit: '',
    value: 1,
    asPrinted: '1',
    title: '',
    url: 'http://example.org',
    read: '2026-01-01',
  });
  expect(recompute({ one: claim }, () => 'claims.ts')[0]?.wrong).toContain('expected an https address');
});

test('a formula that throws says which claim it is', () => {
  const broken = model({
    says: '',
    unit: '',
    expect: [0, 1],
    from: {
      formula: '?',
      value: () => {
        throw new Error('division by nothing');
      },
    },
  });
  expect(() => recompute({ broken }, () => 'claims.ts')).toThrow('claims.ts: claim "broken": division by nothing');
});

test('a model that was imported by a wrong name is told', () => {
  const lost = { model: undefined as never, scenario: 'any', value: 'any' }; // what an import by a wrong name gives
  expect(() =>
    recompute({ lost: model({ says: '', unit: '', from: lost, expect: [0, 1] }) }, () => 'claims.ts'),
  ).toThrow('claims.ts: claim "lost": there is no such model; expected the default export');
});

test('only a model claim is recomputed; the others are what they state', () => {
  expect(numberOf(assumed({ says: '', unit: '', value: 5, ifWrong: '' }))).toBe(5);
});

test.each([
  [500_000, 'requests/s', 0, '500,000\u00a0requests/s'],
  [100, 'requests a minute', 0, '100\u00a0requests\u00a0a\u00a0minute'],
  [1, 'operations a request', 0, '1\u00a0operation\u00a0a\u00a0request'],
  [3.1, '% of decisions', 1, '3.1%\u00a0of\u00a0decisions'],
  [2, '×', 1, '2.0×'],
  [64.3, '%', 0, '64%'],
  [10_000, '', 0, '10,000'],
])('%d %s is printed as %4$s', (value, unit, digits, text) => {
  expect(printed(value, { unit, digits })).toBe(text);
});

test('claims of one run rest on one run; another knob, or a model that has changed, is another', () => {
  const recipe = () => recipeOf(rateLimiter, 'boundary-burst', { knobs: { algorithm: 'gcra' } });
  const once = playedOnce(rateLimiter, recipe());
  expect(playedOnce(rateLimiter, recipe())).toBe(once);
  expect(playedOnce(rateLimiter, recipeOf(rateLimiter, 'boundary-burst'))).not.toBe(once);
  expect(playedOnce({ ...rateLimiter }, recipe())).not.toBe(once);
});
