import { expect, test } from 'vitest';
import { sealed } from './sealed.ts';

test.each<[string, () => unknown]>([
  ['Math.random', () => Math.random()],
  ['Math.log', () => Math.log(2)],
  ['Date', () => Date.now()],
  ['Date', () => new Date()],
  ['performance.now', () => performance.now()],
  ['setTimeout', () => setTimeout(() => {}, 0)],
])('%s throws inside, and works again outside', (name, use) => {
  expect(() => sealed(use)).toThrow(`${name} was used during a run; a run may use nothing but its seed: use `);
  expect(use).not.toThrow();
});

test('what needs none of them goes through', () => {
  expect(sealed(() => Math.max(1, 2))).toBe(2);
});
