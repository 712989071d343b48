/** The clock is the test's: nothing waits. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, prepareToAnnounce } from '../../src/player/announce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('at most one sentence a second is said, and what has been overtaken never', () => {
  const region = prepareToAnnounce();
  announce('one');
  vi.advanceTimersByTime(150);
  expect(region.textContent).toBe('one');
  announce('two');
  vi.advanceTimersByTime(400);
  announce('three');
  vi.advanceTimersByTime(400);
  expect(region.textContent).toBe('one');
  vi.advanceTimersByTime(200);
  expect(region.textContent).toBe('three');
});
