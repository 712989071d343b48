/** Words that stay on one line. */
export const onOneLine = (words: string): string => words.replaceAll(' ', '\u00a0');

/** A unit as it stands behind its number: of one thing in the singular, and never on the next line. */
export const counted = (number: string, unit: string): string =>
  onOneLine(number === '1' ? unit.replace(/^(\w{3,})s\b/, '$1') : unit);
