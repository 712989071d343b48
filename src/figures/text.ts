/**
 * How wide a text will be, without a browser: pictures are laid out when the site is built.
 *
 * The advance widths are those of IBM Plex Sans, in hundredths of the font size, for the printable ASCII characters; every
 * other character counts as a wide one, so that a text is never wider than was reserved for it.
 */
const REGULAR =
  '24 28 42 71 60 93 69 24 34 34 45 60 27 40 27 38 60 60 60 60 60 60 60 60 60 60 29 29 60 60 60 48 89 64 65 62 67 58 56 70 71 40 51 63 50 81 71 71 61 71 64 58 57 68 61 89 61 59 58 32 38 32 60 56 60 53 58 50 58 55 32 53 57 25 25 53 27 87 57 56 58 58 37 49 35 57 49 77 51 50 46 34 31 34 60';
const BOLD =
  '24 31 47 66 60 96 71 26 34 34 56 60 30 40 30 44 60 60 60 60 60 60 60 60 60 60 32 32 60 60 60 49 90 67 66 64 69 60 58 71 72 42 55 68 52 82 72 71 64 71 66 61 58 69 64 95 66 63 60 33 44 33 60 56 60 56 60 51 60 56 35 55 59 28 28 56 29 89 59 56 60 60 39 50 37 59 52 82 54 52 50 36 38 36 60';
const hundredths = (table: string): readonly number[] => table.split(' ').map(Number);
const tables = { regular: hundredths(REGULAR), bold: hundredths(BOLD) } as const;
const OTHER = 87;
const MONO = 60;

export type Face = keyof typeof tables | 'mono';

/** The smallest text that a picture may set, and what labels are set in, in pixels. */
export const SMALL = 12;
export const NORMAL = 13;

const widthOfCharacter = (character: string, face: Face): number =>
  face === 'mono' ? MONO : (tables[face][(character.codePointAt(0) ?? 0) - 32] ?? OTHER);

/** The width of a text in pixels at a font size. */
export function textWidth(text: string, size: number = NORMAL, face: Face = 'regular'): number {
  let sum = 0;
  for (const character of text) sum += widthOfCharacter(character, face);
  return (sum * size) / 100;
}

/** The text, or as much of its beginning as fits with an ellipsis. The whole belongs into a title beside it. */
export function fitted(text: string, width: number, size: number = NORMAL, face: Face = 'regular'): string {
  if (textWidth(text, size, face) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size, face) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** The text in at most `lines` lines of `width`, broken at spaces, not before a `·`, and after hyphens; what is too long is shortened. */
export function wrapped(
  text: string,
  width: number,
  lines: number,
  size: number = NORMAL,
  face: Face = 'regular',
): readonly string[] {
  const words = text.split(/(?<=-)|\s+(?!·)/);
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    const joined = last === undefined || last.endsWith('-') ? `${last ?? ''}${word}` : `${last} ${word}`;
    if (last !== undefined && (textWidth(joined, size, face) <= width || rows.length === lines))
      rows[rows.length - 1] = joined;
    else rows.push(word);
  }
  return rows.map((row) => fitted(row, width, size, face));
}
