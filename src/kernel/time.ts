/** Simulated time: whole microseconds since the start of a run. Charts write delays in milliseconds, as XState does. */
export type Micros = number & { readonly __unit: 'µs' };

/** Milliseconds (fractions allowed) to whole microseconds. Throws when `value` is not a finite number ≥ 0. */
export function ms(value: number): Micros {
  if (!(value >= 0 && value < Infinity)) throw new Error(`invalid duration: ${value} ms; expected a finite number ≥ 0`);
  return Math.round(value * 1000) as Micros;
}

/** Seconds (fractions allowed) to whole microseconds. */
export const seconds = (value: number): Micros => ms(value * 1000);

/** Microseconds as they are; throws when `value` is not a whole number. */
export function us(value: number): Micros {
  if (!Number.isInteger(value)) throw new Error(`time must be a whole number of microseconds: ${value}`);
  return value as Micros;
}

/** "1.204 s", "35.2 ms", "180 µs": three or four significant places, for people. */
export function formatTime(micros: number): string {
  if (micros >= 1_000_000) return `${(micros / 1_000_000).toFixed(3)} s`;
  if (micros >= 1_000) return `${(micros / 1_000).toFixed(micros >= 100_000 ? 0 : 1)} ms`;
  return `${micros} µs`;
}
