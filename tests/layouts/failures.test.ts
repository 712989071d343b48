import { expect, test } from 'vitest';
import { measuredOf } from '../../src/layouts/failures.ts';

const where = 'case-studies/x/failures.mdx';
const tooMuch = {
  id: 'A-1',
  scenario: 'rate-limiter/boundary-burst',
  measure: 'worstOverLimit',
  above: 1.5,
  quietIn: 'rate-limiter/sliding-log',
};
const edge = {
  id: 'F-1',
  scenario: 'rate-limiter/boundary-burst',
  designs: [
    { label: 'Fixed window', knobs: { algorithm: 'fixed-window' } },
    { label: 'Sliding log', knobs: { algorithm: 'sliding-log' } },
  ],
  alert: 'A-1',
  measures: ['answeredShare', 'worstOverLimit'],
};

test('what the alert watches comes first, once, and says in which designs it fires', () => {
  const { rows } = measuredOf(edge, [tooMuch], where);
  expect(rows.map(({ values, fires }) => ({ values, fires }))).toEqual([
    { values: [2, 1], fires: [true, false] },
    { values: [1, 0.5], fires: undefined },
  ]);
});

test.each([
  [
    'whose alert does not fire in its first design',
    { ...edge, designs: edge.designs.toReversed() },
    /A-1 does not fire/,
  ],
  ['whose alert is unknown', { ...edge, alert: 'A-9' }, 'F-1: unknown alert "A-9"; known: A-1'],
  [
    'whose design turns a knob to what it has not',
    { ...edge, designs: [{ label: 'Naive', knobs: { algorithm: 'naive' } }] },
    /F-1, "Naive": rate-limiter\/boundary-burst: knob "algorithm" is "naive"; expected one of fixed-window/,
  ],
  ['whose measure is unknown', { ...edge, measures: ['p99'] }, /F-1: unknown measure "p99"; known: /],
])('a failure %s is refused', (_, failure, message) => {
  expect(() => measuredOf(failure, [tooMuch], where)).toThrow(message);
});
