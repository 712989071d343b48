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

/** The text of an SVG file that shows `drawing` as it looks now, on the given background. */
export function svgFile(drawing: SVGSVGElement, background: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [i, original] of originals.entries()) writeStyle(original, copies[i] as Element);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.background = background;
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

function writeStyle(original: Element, copy: Element): void {
  const looks = getComputedStyle(original);
  const style = STYLED.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(';');
  copy.setAttribute('style', style);
  for (const name of ['class', 'tabindex', 'role', 'aria-pressed']) copy.removeAttribute(name);
}
