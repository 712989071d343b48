import { expect, test } from 'vitest';
import { measured } from '../../src/claims/claim.ts';
import { provenance } from '../../src/claims/words.ts';

const recorded = (command: string) =>
  provenance(
    measured({
      says: 'Decisions in a second.',
      unit: 'operations/s',
      value: 1,
      run: { system: 'Redis 7', date: '2026-11-21', command, raw: '1' },
    }),
  );

test('a command is code, as a whole or where it says so itself', () => {
  expect(recorded('redis-benchmark -n 1')).toBe('Recorded on 21 November 2026 from Redis 7: `redis-benchmark -n 1`.');
  expect(recorded('`INFO memory` before and after')).toMatch(/: `INFO memory` before and after\.$/);
});
