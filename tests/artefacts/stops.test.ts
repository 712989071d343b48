/** Which layer stops a fault is found by playing it again with one layer after the other put back. */
import { expect, test } from 'vitest';
import model from '../../simulations/tenant-data/index.ts';
import { stopsOf } from '../../src/artefacts/stops.ts';

const LAYERS = ['predicate', 'policies', 'connectsAs', 'context', 'cache', 'foreignKey'];
const stops = (scenario: string) => stopsOf(model, scenario, LAYERS, 'request');

test('each layer that stops it alone is named, with what comes of it', () => {
  const { ends, stoppedBy, notBy } = stops('missing-predicate');
  expect(ends).toEqual(['Ada: 2 of 5 not theirs', 'Bruno: 3 of 5 not theirs']);
  expect(stoppedBy).toEqual([
    { layer: 'WHERE tenant_id', ends: ['Ada: 3 rows', 'Bruno: 2 rows'] },
    { layer: 'Row-level security: ENABLE and FORCE', ends: ['Ada: 3 rows', 'Bruno: 2 rows'] },
  ]);
  expect(notBy).toContain('The tenant is set with: SET LOCAL');
});

test('what is in place and does not help is named, and what has no say is not', () => {
  const { stoppedBy, notBy } = stops('cache-without-tenant');
  expect(stoppedBy.map(({ layer }) => layer)).toEqual(['The cache finds answers by: tenant and path']);
  expect(notBy).toContain('Row-level security: ENABLE and FORCE');
  expect(notBy.join()).not.toContain('A task refers to');
});

test('a scenario that breaks nothing, and a knob that is not there, are said', () => {
  expect(() => stops('every-layer')).toThrow('scenario "every-layer" of tenant-data breaks no promise');
  expect(() => stopsOf(model, 'guessed-id', ['walls'], 'request')).toThrow(
    'unknown knob "walls" of tenant-data; known: asks',
  );
});
