/** Numbers as readers write them into a field, and as a field shows them. */

/** Nothing is rounded away beyond what adding steps of a tenth leaves behind. */
export const asWritten = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 9 });

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const PLAIN = /^(\d+(\.\d+)?|\.\d+)$/;

/** Undefined for what is no number yet, and for "0,5", which could be five or a half. */
export function readNumber(text: string): number | undefined {
  const written = text.trim();
  if (GROUPED.test(written)) return Number(written.replaceAll(',', ''));
  return PLAIN.test(written) ? Number(written) : undefined;
}
