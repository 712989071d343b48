/**
 * Chance, by key. A draw is a pure function of (seed, who draws, what for, how many were drawn for that): there is no
 * stream whose position could shift. A change in one component leaves every other component's luck as it was, so two
 * designs meet the same arrivals and the same luck, and a draw can be made again at any time.
 *
 * Mixing is the 32-bit finaliser "lowbias32" (Chris Wellons' hash prospector, 2018), names go through FNV-1a and
 * MurmurHash3's finaliser. Integers only: the same in every engine.
 */

/** 32 well-mixed bits of a name and a number. */
export function hashName(name: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mix(x: number): number {
  x ^= x >>> 16;
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

const BELOW_ONE = 1 - 2 ** -53;

/** The draw number `k` for (`seed`, `key`): 53 bits, in the open interval (0, 1). */
export function uniform(seed: number, key: number, k: number): number {
  const a = mix((mix(key ^ seed) + Math.imul(k, 0x9e3779b9)) | 0);
  const b = mix(a ^ 0x85ebca6b ^ key);
  const u = ((a >>> 5) * 67108864 + (b >>> 6) + 0.5) / 9007199254740992;
  return u < 1 ? u : BELOW_ONE; // the last of 2^53 would be rounded up
}

/** The key of a draw that names what it is for: a request's number or a name. */
export const namedKey = (key: number | string): number =>
  typeof key === 'number' && key >>> 0 === key ? mix(key) & ~1 : hashName(String(key)) | 1;

/** The key of a draw that is for nothing but this step of its component. */
export const stepKey = (step: number): number => mix(step) | 1;
