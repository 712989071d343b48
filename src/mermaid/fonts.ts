/** How wide is this text? Measured in the very font files that the site serves. */
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

export type Weight = 400 | 600;

const require = createRequire(import.meta.url);
const open = (weight: Weight) =>
  fontkit.openSync(
    require.resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`),
  ) as fontkit.Font;
const fonts: Record<Weight, fontkit.Font> = { 400: open(400), 600: open(600) };

/** The name that the site gives to that font; the family behind it is hashed at build time. */
export const fontFamily = 'var(--font-ui), sans-serif';

export const ascent = fonts[400].ascent / fonts[400].unitsPerEm;
export const descent = -fonts[400].descent / fonts[400].unitsPerEm;

const known = new Map<string, number>();

/** In em. */
function widthOf(text: string, weight: Weight): number {
  const key = `${weight}|${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const font = fonts[weight];
  const width = font.layout(text).glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) / font.unitsPerEm;
  known.set(key, width);
  return width;
}

export const textWidth = (text: string, size: number, weight: Weight): number => widthOf(text, weight) * size;

/** CSS weights to the two that we have. */
export const weightOf = (css: string | undefined): Weight =>
  css === 'bold' || css === 'bolder' || Number(css) >= 600 ? 600 : 400;
