/** The picture on the screen as a file of its own: what the style sheets say is written into it, so that it looks the same anywhere. */

/** What a drawing can be given by a style sheet. */
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
  'paint-order',
] as const;

/** The text of an SVG file that shows `drawing` as it looks now, on the given background. `faces` are rules for its typefaces. */
export function svgFile(drawing: SVGSVGElement, background: string, faces = ''): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [i, original] of originals.entries()) writeStyle(original, copies[i] as Element);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.background = background;
  if (faces !== '') {
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    style.textContent = faces;
    copy.prepend(style);
  }
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

function writeStyle(original: Element, copy: Element): void {
  const looks = getComputedStyle(original);
  const style = STYLED.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(';');
  copy.setAttribute('style', style);
  // Where a style sheet has put it: in an attribute, which every program for drawings reads.
  if (looks.transform !== 'none') copy.setAttribute('transform', looks.transform);
  for (const name of ['class', 'tabindex', 'role', 'aria-pressed']) copy.removeAttribute(name);
}

/**
 * The typefaces that drawings are set in, each with its file inside of the rule: elsewhere they may not be installed. Without a
 * connection the words are set in what is there.
 */
export async function facesOf(drawings: readonly Element[]): Promise<string> {
  const used = new Set(drawings.flatMap((drawing) => [...drawing.querySelectorAll('text')].map(faceOf)));
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  );
  const found = rules.filter(({ style }) => [...used].some((face) => isFace(style, face)));
  const written = await Promise.all(found.map((rule) => inlined(rule).catch(() => '')));
  return written.join('\n');
}

/** "IBM Plex Sans 600": the first family of an element, and its weight. */
function faceOf(element: Element): string {
  const { fontFamily, fontWeight } = getComputedStyle(element);
  return `${unquoted(fontFamily.split(',')[0] ?? '')} ${fontWeight}`;
}

const isFace = (style: CSSStyleDeclaration, face: string): boolean =>
  face === `${unquoted(style.getPropertyValue('font-family'))} ${style.getPropertyValue('font-weight')}`;
const unquoted = (text: string): string => text.trim().replace(/^["']|["']$/g, '');

async function inlined({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const [, address] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src')) ?? [];
  if (address === undefined) return '';
  const file = await (await fetch(new URL(address, parentStyleSheet?.href ?? location.href))).blob();
  const data = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  const [family, weight] = ['font-family', 'font-weight'].map((name) => style.getPropertyValue(name));
  return `@font-face{font-family:${family};font-weight:${weight};src:url(${data}) format("woff2")}`;
}
