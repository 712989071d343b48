/** Simulated time: whole microseconds since the start of a run. Charts write delays in milliseconds, as XState does. */

/** Milliseconds (fractions allowed) to whole microseconds. Throws when `value` is not a finite number ≥ 0. */
export function ms(value: number): number {
  if (!(value >= 0 && value < Infinity)) throw new Error(`invalid duration: ${value} ms; expected a finite number ≥ 0`);
  return Math.round(value * 1000);
}

/** Seconds (fractions allowed) to whole microseconds. */
export const seconds = (value: number): number => ms(value * 1000);

/** "1.204 s", "35.2 ms", "180 µs": three or four significant places, for people. */
export function formatTime(micros: number): string {
  if (micros >= 1_000_000) return `${(micros / 1_000_000).toFixed(3)} s`;
  if (micros >= 1_000) return `${(micros / 1_000).toFixed(micros >= 100_000 ? 0 : 1)} ms`;
  return `${micros} µs`;
}
