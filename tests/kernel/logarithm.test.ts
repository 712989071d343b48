import { expect, test } from 'vitest';
import { hashName, namedKey, uniform } from '../../src/kernel/chance.ts';
import { exp, ln } from '../../src/kernel/logarithm.ts';

const MILLION = 1_000_000;
const draw = (i: number) => uniform(hashName('logarithm', 1), namedKey(i), 0);

const float = new Float64Array(2);
const bits = new BigInt64Array(float.buffer);
/** How many numbers lie between two of the same sign: units in the last place. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  float[0] = a;
  float[1] = b;
  const distance = (bits[0] as bigint) - (bits[1] as bigint);
  return Number(distance < 0n ? -distance : distance);
}

/** The worst of many, and where. */
function worst(sample: (i: number) => number, ours: (x: number) => number, theirs: (x: number) => number): string {
  let most = 0;
  let where = 0;
  for (let i = 0; i < MILLION; i++) {
    const x = sample(i);
    const distance = ulps(ours(x), theirs(x));
    if (distance > most) {
      most = distance;
      where = x;
    }
  }
  return most > 1 ? `${most} ulp at ${where}` : 'within 1 ulp';
}

test('ln is within one unit in the last place of Math.log, on a million draws', () => {
  expect(worst(draw, ln, Math.log)).toBe('within 1 ulp');
});

test('ln is so, too, over all magnitudes and near 1', () => {
  expect(worst((i) => draw(i) * 2 ** ((i % 2040) - 1020), ln, Math.log)).toBe('within 1 ulp');
  expect(worst((i) => 1 + (draw(i) - 0.5) / 2 ** (i % 50), ln, Math.log)).toBe('within 1 ulp');
});

test('exp is within one unit in the last place of Math.exp, on a million draws', () => {
  expect(worst((i) => (draw(i) - 0.5) * 1400, exp, Math.exp)).toBe('within 1 ulp');
  expect(worst((i) => (draw(i) - 0.5) * 2, exp, Math.exp)).toBe('within 1 ulp');
});

test('exp is so, too, where its result is subnormal', () => {
  expect(worst((i) => -708 - draw(i) * 37, exp, Math.exp)).toBe('within 1 ulp');
});

test('the ends of their ranges', () => {
  expect([ln(1), ln(0), ln(-1), ln(Infinity), ln(Number.NaN), ln(5e-324)]).toEqual([
    0,
    -Infinity,
    Number.NaN,
    Infinity,
    Number.NaN,
    -744.4400719213812,
  ]);
  expect([exp(0), exp(1), exp(-Infinity), exp(Infinity), exp(710), exp(-746), exp(Number.NaN)]).toEqual([
    1,
    2.7182818284590455,
    0,
    Infinity,
    Infinity,
    0,
    Number.NaN,
  ]);
});

/** Correctly rounded, from tables: Abramowitz & Stegun 4.1 and 4.2; bits by exact arithmetic with 60 digits. */
test('known values, bit for bit', () => {
  expect(ln(2)).toBe(0.6931471805599453);
  expect(ln(10)).toBe(2.302585092994046);
  expect(ln(0.5)).toBe(-0.6931471805599453);
  expect(ln(1e-10)).toBe(-23.025850929940457);
  expect(exp(2)).toBe(7.38905609893065);
  expect(exp(-1)).toBe(0.36787944117144233);
  expect(exp(10)).toBe(22026.465794806718);
  expect(exp(-20)).toBe(2.061153622438558e-9);
});

test('the same bits as ever: a change here changes every trace', () => {
  let hash = 0;
  const words = new Uint32Array(float.buffer);
  for (let i = 0; i < 10_000; i++) {
    float[0] = ln(draw(i));
    float[1] = exp(draw(i) * 20 - 10);
    for (let word = 0; word < 4; word++) hash = Math.imul(hash ^ (words[word] as number), 0x01000193) >>> 0;
  }
  expect(hash).toMatchInlineSnapshot(`207717948`);
});
