import { describe, expect, test } from 'vitest';
import type { Capacity } from '../../src/capacity/capacity.ts';
import { compile } from '../../src/capacity/compile.ts';
import { likely, rangeOf, resultOf, verdictOf } from '../../src/capacity/evaluate.ts';
import { tornadoOf } from '../../src/capacity/tornado.ts';
import { assumed } from '../../src/claims/claim.ts';

const number = (value: number) => assumed({ says: '', unit: '', value, ifWrong: '' });
const claims = { load: number(100), each: number(20), days: number(30), size: number(2) };
const base: Capacity = {
  counts: ['request', 'worker'],
  inputs: {
    load: { says: '', unit: 'request/s', claim: 'load', low: 50, high: 200 },
    each: { says: '', unit: 'request/s/worker', claim: 'each', low: 10, high: 40 },
    size: { says: '', unit: 'kB/request', claim: 'size', low: 1, high: 4 },
  },
  results: {
    workers: { says: '', unit: 'worker', formula: 'ceil(load / each)' },
    bytes: { says: '', unit: 'MB/s', formula: 'load * size', digits: 2 },
  },
  decisions: {
    enough: {
      short: 'Five',
      question: 'Are five enough?',
      holds: 'workers <= 5 worker',
      unit: 'worker',
      yes: 'Yes.',
      no: 'No.',
    },
  },
};
const with_ = (changed: Partial<Capacity>) => compile({ ...base, ...changed }, claims, 'case-studies/x/capacity.ts');
const result = (formula: string, unit: string) => () => with_({ results: { wrong: { says: '', unit, formula } } });

describe('what is computed', () => {
  const sheet = with_({});
  const [workers, bytes] = sheet.results as [(typeof sheet.results)[0], (typeof sheet.results)[0]];

  test('results, in the unit that is stated', () => {
    expect(resultOf(sheet, workers, likely(sheet))).toBe(5);
    expect(resultOf(sheet, bytes, likely(sheet))).toBeCloseTo(0.2);
  });

  test('their range, over every combination of low, likely and high', () => {
    expect(rangeOf(sheet, workers, likely(sheet))).toEqual({ low: 2, high: 20 });
  });

  test('a decision, and which input alone would turn it', () => {
    const [enough] = sheet.decisions as [(typeof sheet.decisions)[0]];
    expect(verdictOf(sheet, enough, likely(sheet))).toBe(true);
    expect(verdictOf(sheet, enough, { ...likely(sheet), load: 101 })).toBe(false);
    const { swings, threshold, now } = tornadoOf(sheet, enough, likely(sheet));
    expect({ threshold, now }).toEqual({ threshold: 5, now: 5 });
    expect(swings.map(({ input, atLow, atHigh }) => [input.id, atLow, atHigh])).toEqual([
      ['load', 3, 10],
      ['each', 10, 3],
    ]);
    const [load, each] = swings as [(typeof swings)[0], (typeof swings)[0]];
    expect([load.turnsBelow, each.turnsAbove]).toEqual([undefined, undefined]);
    expect(load.turnsAbove).toBeCloseTo(100);
    expect(each.turnsBelow).toBeCloseTo(20);
  });

  test('where lengths are compared by ratio, the longest as drawn stands first', () => {
    const wide = with_({
      inputs: {
        ...base.inputs,
        load: { says: '', unit: 'request/s', claim: 'load', low: 90, high: 200 },
        each: { says: '', unit: 'request/s/worker', claim: 'each', low: 0.1, high: 20 },
        size: { says: '', unit: 'kB/request', claim: 'size', low: 0.01, high: 2 },
      },
      results: { bytes: { says: '', unit: 'MB/s', formula: 'load * size', digits: 2 } },
      decisions: {
        much: { short: '', question: '?', holds: 'bytes <= 1 MB/s', unit: 'MB/s', yes: '', no: '' },
      },
    });
    const { swings, logarithmic } = tornadoOf(wide, wide.decisions[0] as (typeof wide.decisions)[0], likely(wide));
    expect(logarithmic).toBe(true);
    // By difference the two are close, 0.2 and 0.22 MB/s; by ratio the size is 200 and the load 2.2.
    expect(swings.map(({ input }) => input.id)).toEqual(['size', 'load']);
  });

  test('a whole quotient is not rounded up to one more', () => {
    const third = with_({ results: { parts: { says: '', unit: 'worker', formula: 'ceil(3 * (load / each / 3))' } } });
    expect(resultOf(third, third.results[0] as (typeof third.results)[0], likely(third))).toBe(5);
  });

  test('a day and a month are different factors of the same dimension', () => {
    const month = with_({ results: { sum: { says: '', unit: 'request', formula: 'load * 1 month' } } });
    const perDay = with_({ results: { sum: { says: '', unit: 'request/day', formula: 'load' } } });
    expect(resultOf(month, month.results[0] as (typeof month.results)[0], likely(month))).toBe(262_980_000);
    expect(resultOf(perDay, perDay.results[0] as (typeof perDay.results)[0], likely(perDay))).toBe(8_640_000);
  });
});

describe('what is refused, with file, formula, expected and got', () => {
  test.each([
    ['load * each', 'worker', /result "wrong": "load \* each" is in .*request.*; expected worker/],
    ['load + each', 'request/s', /"load \+ each" mixes request \/ s with request \/ \(s worker\)/],
    ['min(load, size)', 'request/s', /"min\(load, size\)" mixes request \/ s with kB \/ request/],
    ['ceil(load)', 'request/s', /"ceil\(load\)" rounds up request \/ s; only what is counted can be whole/],
    ['lode', 'request/s', /unknown name "lode"; known: load, each, size, and units by name/],
    ['load ^ 2', 'request/s', /unknown operation pow/],
    ['sqrt(load)', 'request/s', /unknown function sqrt; known: ceil, min, max/],
    ['load *', 'request/s', /"load \*" cannot be read/],
    ['load', 'requests per s', /unknown unit "requests per s"/],
  ])('%s', (formula, unit, message) => {
    expect(result(formula, unit)).toThrow(message);
    expect(result(formula, unit)).toThrow(/^case-studies\/x\/capacity\.ts: result "wrong": /);
  });

  test('a rate by the second is told as one, though a price by the hour stands beside it', () => {
    const price = { says: '', unit: 'worker/hour', claim: 'size', low: 1, high: 4 };
    const wrong = { says: '', unit: 'request/s', formula: 'load * size + price' };
    expect(() => with_({ inputs: { ...base.inputs, price }, results: { wrong } })).toThrow(
      '"load * size + price" mixes kB / s with worker / hour',
    );
  });

  test('a file that exports nothing by that name', () => {
    expect(() => compile(undefined, {}, 'case-studies/x/capacity.ts')).toThrow(
      'case-studies/x/capacity.ts exports no "capacity"; expected: export const capacity: Capacity = {',
    );
  });

  test('an input outside of its own range', () => {
    const load = { ...base.inputs.load, high: 60 } as Capacity['inputs'][string];
    expect(() => with_({ inputs: { ...base.inputs, load } })).toThrow(
      'case-studies/x/capacity.ts: input "load" is 100, outside of its range from 50 to 60 request/s',
    );
  });

  test('an input without a claim', () => {
    const load = { ...base.inputs.load, claim: 'lode' } as Capacity['inputs'][string];
    expect(() => with_({ inputs: { ...base.inputs, load } })).toThrow(
      'input "load" names the claim "lode"; known: load, each, days, size',
    );
  });

  test('a decision that compares different things, or nothing', () => {
    const decision = (holds: string) => () =>
      with_({ decisions: { enough: { short: '', question: '?', holds, unit: 'worker', yes: '', no: '' } } });
    expect(decision('workers <= load')).toThrow(/"workers <= load" compares worker with request \/ s/);
    expect(decision('bytes <= 1 MB/s')).toThrow(/"bytes <= 1 MB\/s" compares .*; expected worker/);
    expect(decision('workers + 1 worker')).toThrow(/compares nothing; expected <=, >=, < or > between two formulas/);
  });

  test('a mistake that the units refuse is shown with what they say', () => {
    const mistakes = {
      sum: { says: '', unit: 'worker', formula: 'load / size', instead: 'workers', why: '' },
    };
    expect(with_({ mistakes }).mistakes[0]?.refused).toMatch(/^The units refuse it: "load \/ size" is in /);
  });
});
