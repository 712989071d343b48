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

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
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
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = t1 + t2;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

const INVERSE_LN2 = 1.4426950408889634;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;

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
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
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
