/** Numbers of a theory as they are printed: three digits, with their unit; shares in per cent. */

export function withUnit(value: number, unit: string): string {
  if (!Number.isFinite(value)) return 'nothing measured';
  return unit === '1' || unit === '' ? onAxis(value, unit) : `${short(value)} ${unit}`;
}

/** An axis says its unit once. */
export const onAxis = (value: number, unit: string): string =>
  unit === '1' ? `${short(100 * value)} %` : short(value);

/** Behind the name of an axis; "per s" says enough. */
export function inUnit(unit: string): string {
  if (unit === '1' || unit === '') return '';
  return unit.startsWith('per ') ? `, ${unit}` : `, in ${unit}`;
}

const short = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
