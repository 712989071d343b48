/**
 * Natural logarithm and exponential that every JavaScript engine computes bit for bit alike.
 *
 * The standard leaves `Math.log` and `Math.exp` to the engine, and they do differ in the last bit (between two releases of
 * V8, for one), so a trace that used them would not be the same everywhere. These are ports of fdlibm's `e_log.c` and
 * `e_exp.c` (Sun Microsystems, 1993; error below 1 ulp) and use only `+ − × ÷` and bit operations.
 * `@stdlib` has the same ports; it brings 137 packages for these two functions.
 */
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
// Every platform that runs JavaScript engines today is little-endian: words[1] is the high word.

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const TWO_54 = 18014398509481984;

/** Natural logarithm of x; −Infinity at 0, NaN below. */
export function ln(x: number): number {
  float[0] = x;
  let high = (words[1] as number) | 0;
  let k = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (x < 0) return NaN;
    k = -54; // subnormal: scale it up
    float[0] = x * TWO_54;
    high = (words[1] as number) | 0;
  }
  if (high >= 0x7ff00000) return x + x;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  words[1] = high | (carry ^ 0x3ff00000); // normalise into [sqrt(2)/2, sqrt(2)]
  k += carry >> 20;
  const f = (float[0] as number) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const t2 = z * (0.6666666666666735130 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)));
  const r = t1 + t2;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

const INVERSE_LN2 = 1.44269504088896338700;
const OVERFLOW = 7.09782712893383973096e2;
const UNDERFLOW = -7.45133219101941108420e2;

/** e to the power x; Infinity above 709.78, 0 below −745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  if (x < 2 ** -28 && x > -(2 ** -28)) return 1 + x;
  const k = x < 0 ? -Math.floor(0.5 - INVERSE_LN2 * x) : Math.floor(INVERSE_LN2 * x + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.166666666666666019037 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return scale(y, k);
}

/** y · 2^k without Math.pow, in two steps so that neither over- nor underflows early. */
function scale(y: number, k: number): number {
  const first = k >> 1;
  return y * powerOfTwo(first) * powerOfTwo(k - first);
}
function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return float[0] as number;
}
