import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrivals, gapMs, Level, Results, Tally } from '../../src/kernel/index.ts';

const tallyOf = (values: readonly number[]): Tally => {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
};

describe('a tally', () => {
  test('has the mean, the smallest and the largest of its values', () => {
    const tally = tallyOf([3, 1, 2]);
    expect([tally.count, tally.mean, tally.min, tally.max]).toEqual([3, 2, 1, 3]);
  });

  test('has no mean and no percentile when it is empty', () => {
    expect([new Tally().mean, new Tally().percentile(50)]).toEqual([Number.NaN, Number.NaN]);
  });

  test('gives nearest-rank percentiles: always one of its values', () => {
    const tally = tallyOf([15, 20, 35, 40, 50]);
    expect([0, 5, 30, 40, 50, 100].map((p) => tally.percentile(p))).toEqual([15, 15, 20, 20, 35, 50]);
  });

  test('takes ranks for what they are, whatever the rounding of p', () => {
    const hundred = tallyOf(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(Array.from({ length: 100 }, (_, i) => hundred.percentile(i + 1))).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    const thousand = tallyOf(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect([99.9, 0.1, 29.1].map((p) => thousand.percentile(p))).toEqual([999, 1, 291]);
  });

  test('of any values has as many at or below a percentile as it says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (values, p) => {
          const at = tallyOf(values).percentile(p);
          expect(values.filter((value) => value <= at).length).toBeGreaterThanOrEqual((p / 100) * values.length - 1e-9);
          expect(values.filter((value) => value < at).length).toBeLessThan((p / 100) * values.length + 1e-9);
        },
      ),
    );
  });

  test('can be read and then added to', () => {
    const tally = tallyOf([1, 2, 3]);
    expect(tally.percentile(100)).toBe(3);
    tally.add(9);
    expect(tally.percentile(100)).toBe(9);
    expect([...tally.values]).toEqual([1, 2, 3, 9]);
  });
});

describe('a level', () => {
  test('is averaged over time, not over changes', () => {
    const level = new Level();
    level.set(10, 0);
    level.set(0, 1);
    level.set(2, 9);
    expect(level.mean(10)).toBe((10 * 1 + 0 * 8 + 2 * 1) / 10);
    expect(level.max).toBe(10);
  });

  test('forgets what was before it is restarted, and keeps its value', () => {
    const level = new Level();
    level.set(100, 0);
    level.set(4, 10);
    level.restart(20);
    expect(level.mean(30)).toBe(4);
    expect(level.max).toBe(4);
  });
});

const declared = {
  waitMs: { kind: 'tally', unit: 'ms', says: 'A wait.' },
  depth: { kind: 'level', unit: '1', says: 'A depth.' },
  drops: { kind: 'count', says: 'Drops.' },
} as const;

describe('the books', () => {
  const book = (...entries: readonly (readonly [string, number, string?])[]): Results => {
    const results = new Results(declared);
    for (const [type, request, outcome] of entries) results.take({ type, request, outcome, detail: '' }, 0);
    return results;
  };

  test('account for every request', () => {
    const { accounting } = book(
      ['offered', 1],
      ['offered', 2],
      ['offered', 3],
      ['ended', 2, 'failed'],
      ['ended', 1, 'completed'],
    );
    expect(accounting).toEqual({ offered: 3, completed: 1, failed: 1, rejected: 0, timedOut: 0, inFlight: 1 });
  });

  test('note a request that is offered twice, ends twice, or ends without having been offered', () => {
    expect(book(['offered', 1], ['offered', 1]).mistakes).toEqual(['request 1 was offered twice']);
    expect(book(['offered', 1], ['ended', 1, 'completed'], ['ended', 1, 'failed']).mistakes).toEqual([
      'request 1 ended (failed) but is not open',
    ]);
    expect(book(['ended', 7, 'rejected']).mistakes).toEqual(['request 7 ended (rejected) but is not open']);
  });

  test('refuse what the model does not declare, and say what it does', () => {
    const results = new Results(declared);
    expect(() => results.take({ type: 'observe', name: 'waitS', value: 1 }, 0)).toThrow(
      'undeclared tally "waitS"; declared in the model\'s observations: waitMs',
    );
    expect(() => results.take({ type: 'count', name: 'waitMs', value: 1 }, 0)).toThrow(/undeclared count "waitMs"/);
  });

  test('forget what was observed when measuring starts, and keep their entries', () => {
    const results = book(['offered', 1]);
    results.take({ type: 'observe', name: 'waitMs', value: 5 }, 1);
    results.take({ type: 'count', name: 'drops', value: 2 }, 2);
    results.take({ type: 'level', name: 'depth', value: 8 }, 3);
    results.take({ type: 'start-measuring' }, 10);
    results.take({ type: 'observe', name: 'waitMs', value: 7 }, 11);
    expect([results.tallies.waitMs?.mean, results.counts.drops, results.levels.depth?.mean(20)]).toEqual([7, 0, 8]);
    expect(results.accounting.offered).toBe(1);
  });
});

describe('arrivals', () => {
  const halfway = { draw: () => Math.exp(-1) };
  const times = (arrivals: Arrivals, count: number): number[] => {
    let atMs = 0;
    return Array.from({ length: count }, (_, n) => (atMs += gapMs(arrivals, n, halfway)));
  };

  test('at random come with exponential gaps', () => {
    expect(gapMs({ kind: 'poisson', perSecond: 20 }, 0, halfway)).toBeCloseTo(50, 9);
  });
  test('evenly spaced come evenly', () => {
    expect(times({ kind: 'uniform', perSecond: 100 }, 3)).toEqual([10, 20, 30]);
  });
  test('in bursts come together, and then not for a while', () => {
    expect(times({ kind: 'bursts', size: 3, withinMs: 10, everyMs: 100 }, 7)).toEqual([0, 5, 10, 100, 105, 110, 200]);
    expect(times({ kind: 'bursts', size: 1, withinMs: 10, everyMs: 100 }, 3)).toEqual([0, 100, 200]);
  });
  test('that were recorded come as recorded, and then never', () => {
    expect(times({ kind: 'recorded', atMs: [3, 4, 9] }, 4)).toEqual([3, 4, 9, Number.POSITIVE_INFINITY]);
  });
  test('of no rate never come', () => {
    for (const kind of ['poisson', 'uniform'] as const)
      expect(gapMs({ kind, perSecond: 0 }, 0, halfway)).toBe(Number.POSITIVE_INFINITY);
  });
  test.each<[Arrivals, string]>([
    [
      { kind: 'bursts', size: 3, withinMs: 120, everyMs: 100 },
      'arrivals in bursts of 3, each within 120 ms, one every 100 ms; expected a whole number, 1 or more, and a burst that is ' +
        'over when the next begins: withinMs from 0 to everyMs, everyMs above 0',
    ],
    [{ kind: 'bursts', size: 3, withinMs: -1, everyMs: 100 }, 'each within -1 ms'],
    [{ kind: 'bursts', size: 3, withinMs: 0, everyMs: 0 }, 'one every 0 ms'],
    [{ kind: 'bursts', size: 0, withinMs: 0, everyMs: 100 }, 'arrivals in bursts of 0'],
    [{ kind: 'bursts', size: 2.5, withinMs: 0, everyMs: 100 }, 'arrivals in bursts of 2.5'],
    [{ kind: 'poisson', perSecond: Number.NaN }, 'arrivals at NaN a second; expected 0 (never) or more'],
    [{ kind: 'uniform', perSecond: -3 }, 'arrivals at -3 a second'],
    [
      { kind: 'recorded', atMs: [3, 9, 4] },
      'arrival 2 of a recorded list is at 4 ms, after one at 9 ms; expected moments in ascending order from 0 on: sort the list',
    ],
    [{ kind: 'recorded', atMs: [-1] }, 'arrival 0 of a recorded list is at -1 ms, after one at 0 ms'],
  ])('that cannot be are refused before the first: %o', (arrivals, says) => {
    expect(() => gapMs(arrivals, 0, halfway)).toThrow(says);
  });
  test('whose bursts touch are none the less bursts', () => {
    expect(times({ kind: 'bursts', size: 2, withinMs: 100, everyMs: 100 }, 4)).toEqual([0, 100, 100, 200]);
  });
});
