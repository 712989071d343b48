import { expect, test } from 'vitest';
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { sequenceOf } from '../../src/artefacts/sequence.ts';
import { play, recipeOf } from '../../src/kernel/index.ts';

const played = play(rateLimiter, recipeOf(rateLimiter, 'boundary-burst', { knobs: { sharing: 'atomic' } }));

test('one request’s way: each row goes from who sent to who took it, in the order of time', () => {
  const { lanes, rows } = sequenceOf(played, { request: 0, without: ['exact-log'] });
  const said = rows.map(({ from, to, label }) => [lanes[from]?.id, label, lanes[to]?.id]);
  expect(said).toContainEqual(['tenant-1', 'REQUEST', 'gateway-1']);
  expect(said).toContainEqual(['gateway-1', 'TAKE', 'store']);
  expect(said).toContainEqual(['store', 'DECIDED', 'gateway-1']);
  expect(said.at(-1)).toEqual(['gateway-1', 'RESPONSE', 'tenant-1']);
  expect(rows.map(({ atUs }) => atUs)).toEqual(rows.map(({ atUs }) => atUs).toSorted((a, b) => a - b));
});

test('what is left out is not there, and nor is a lane that nothing touches', () => {
  const { lanes } = sequenceOf(played, { request: 0, without: ['exact-log', 'api'] });
  expect(lanes.map(({ id }) => id)).toEqual(['tenant-1', 'gateway-1', 'store']);
});

test('a part of the run, and no more rows than wanted', () => {
  const { rows } = sequenceOf(played, { fromMs: 10_000, toMs: 10_400, maxSteps: 5 });
  expect(rows).toHaveLength(5);
  expect(rows.every(({ atUs }) => atUs >= 10_000_000 && atUs <= 10_400_000)).toBe(true);
});
