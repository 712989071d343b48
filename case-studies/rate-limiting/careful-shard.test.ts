import { expect, test } from 'vitest';
import { compile } from '../../src/capacity/compile.ts';
import { likely, verdictOf } from '../../src/capacity/evaluate.ts';
import { capacity } from './capacity.ts';
import { claims } from './claims.ts';

const sheet = compile(capacity, claims, 'case-studies/rate-limiting/capacity.ts');

/** Steps of one shard in a second, by the processor time of an admission on the busy machine. */
const careful = 1e6 / claims['admit-time'].value;

test('no decision turns when a shard takes only what its processor time on the busy machine allows', () => {
  const values = likely(sheet);
  const slower = { ...values, shardSteps: careful };
  const turned = sheet.decisions.filter(
    (decision) => verdictOf(sheet, decision, values) !== verdictOf(sheet, decision, slower),
  );
  expect(turned.map(({ short }) => short)).toEqual([]);
});
