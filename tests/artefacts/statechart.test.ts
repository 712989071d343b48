import { expect, test } from 'vitest';
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { statechartOf } from '../../src/artefacts/statechart.ts';
import { description } from '../../src/kernel/chart/index.ts';

const drawn = (kind: string) => statechartOf(description(rateLimiter.kinds[kind]?.machine as never));

test('every state is drawn, the first one as the first', () => {
  const { boxes } = drawn('tenant');
  expect(boxes.map(({ label }) => label)).toEqual(['choosing', 'waiting', 'quiet']);
  expect(boxes.filter(({ initial }) => initial).map(({ label }) => label)).toEqual(['choosing']);
});

test('every transition is a rule in words; those that lead to another state are arrows', () => {
  const { rules, arrows } = drawn('tenant');
  expect(rules).toContainEqual({ state: 'choosing', on: 'at once', guard: 'nothing left to send', target: 'quiet' });
  expect(rules).toContainEqual({ state: 'waiting', on: 'after gap', guard: '', target: 'choosing' });
  expect(rules).toContainEqual({ state: 'in any state', on: 'REFUSED', guard: '', target: 'stays' });
  expect(arrows.map(({ label }) => label).sort()).toEqual(['after gap', 'at once', 'at once [nothing left to send]']);
});

test('no two states overlap', () => {
  for (const kind of Object.keys(rateLimiter.kinds)) {
    const { boxes } = drawn(kind);
    const apart = (a: (typeof boxes)[0], b: (typeof boxes)[0]) =>
      Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
    expect(boxes.every((a, i) => boxes.slice(i + 1).every((b) => apart(a, b)))).toBe(true);
  }
});
