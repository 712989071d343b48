/**
 * getBBox without a browser. Text is measured in the site's font; the geometry of shapes comes from svgdom, except for
 * flat arcs, which it gets wrong.
 */
import { ascent, descent, textWidth, type Weight, weightOf } from './fonts.ts';
import { fontSize, ownStyle, style } from './style-rules.ts';

export type Box = { x: number; y: number; width: number; height: number };
type Line = { x: number; y: number; width: number; anchor: string | undefined };
type Matrix = { a: number; b: number; c: number; d: number; e: number; f: number };

const isElement = (node: Node): node is Element => node.nodeType === 1;

function union(a: Box | undefined, b: Box | undefined): Box | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** A length attribute in user units. */
function length(element: Element, name: string, em: number): number | undefined {
  const value = element.getAttribute(name)?.trim();
  if (!value) return undefined;
  return value.endsWith('em') ? Number.parseFloat(value) * em : Number.parseFloat(value);
}

/** A `<text>` falls into lines: a tspan with an x, a y or a dy of its own starts one. */
function linesOf(text: Element, size: number): Line[] {
  const lines: Line[] = [];
  let current: Line | undefined;
  let x = 0;
  let y = 0;
  const visit = (node: Node, weight: Weight): void => {
    if (node.nodeType === 3) {
      const words = (node as Text).data.replace(/\s+/g, ' ');
      if (words === '') return;
      if (current === undefined) {
        current = { x, y, width: 0, anchor: style(node.parentNode as Element, 'text-anchor') };
        lines.push(current);
      }
      current.width += textWidth(words, size, weight);
      return;
    }
    if (!isElement(node) || node.nodeName === 'title') return;
    const [ownX, ownY] = [length(node, 'x', size), length(node, 'y', size)];
    const [dx, dy] = [length(node, 'dx', size) ?? 0, length(node, 'dy', size) ?? 0];
    x = (ownX ?? x) + dx;
    y = (ownY ?? y) + dy;
    if (ownX !== undefined || ownY !== undefined || dy !== 0) current = undefined;
    const own = ownStyle(node, 'font-weight');
    for (const child of node.childNodes) visit(child, own === undefined ? weight : weightOf(own));
  };
  visit(text, weightOf(style(text, 'font-weight')));
  return lines.filter((line) => line.width > 0);
}

function riseOf(baseline: string | undefined, size: number): number {
  if (baseline === 'central' || baseline === 'middle') return ((ascent + descent) / 2) * size;
  if (baseline === 'hanging' || baseline?.includes('before-edge')) return 0;
  return ascent * size;
}

function textBox(text: Element): Box | undefined {
  const size = fontSize(text);
  const rise = riseOf(style(text, 'dominant-baseline'), size);
  const boxes = linesOf(text, size).map((line): Box => {
    const shift = line.anchor === 'middle' ? line.width / 2 : line.anchor === 'end' ? line.width : 0;
    return { x: line.x - shift, y: line.y - rise, width: line.width, height: (ascent + descent) * size };
  });
  return boxes.reduce<Box | undefined>(union, undefined);
}

/** Each relative arc becomes two straight lines over its highest point. */
function withoutArcs(path: string): string {
  const number = String.raw`([-\d.]+)`;
  const arc = new RegExp(
    String.raw`a\s*${[number, number, number, '[01]', '([01])', number, number].join('[ ,]+')}`,
    'g',
  );
  return path.replace(arc, (_whole, radiusX, radiusY, _turn, sweep, endX, endY) => {
    const [dx, dy, side] = [Number(endX), Number(endY), sweep === '1' ? 1 : -1];
    const isFlat = Math.abs(dx) > Math.abs(dy);
    const topX = isFlat ? dx / 2 : dx / 2 + side * Math.sign(dy) * Number(radiusX);
    const topY = isFlat ? dy / 2 - side * Math.sign(dx) * Number(radiusY) : dy / 2;
    return `l${topX},${topY} l${dx - topX},${dy - topY}`;
  });
}

function shapeBox(shape: SVGGraphicsElement, svgdomBox: (this: SVGGraphicsElement) => DOMRect): Box | undefined {
  const path = shape.getAttribute('d');
  if (path) shape.setAttribute('d', withoutArcs(path));
  const { x, y, width, height } = svgdomBox.call(shape);
  if (path) shape.setAttribute('d', path);
  const isEmpty = !Number.isFinite(width) || (width === 0 && height === 0 && x === 0 && y === 0);
  return isEmpty ? undefined : { x, y, width, height };
}

/** Where the box is for the element's parent. */
export function placed(element: Element, box: Box | undefined): Box | undefined {
  if (box === undefined || !element.getAttribute('transform')) return box;
  const { a, b, c, d, e, f } = (element as unknown as { matrixify(): Matrix }).matrixify();
  const [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height];
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const texts = new Set(['text', 'tspan']);
const groups = new Set(['g', 'svg', 'a', 'switch']);
const unseen = new Set('style defs marker title desc metadata linearGradient filter script symbol clipPath'.split(' '));

/** The box of an element in its own coordinates; `svgdomBox` measures plain shapes. */
export function boxOf(element: Element, svgdomBox: (this: SVGGraphicsElement) => DOMRect): Box | undefined {
  if (unseen.has(element.nodeName)) return undefined;
  if (texts.has(element.nodeName)) return textBox(element);
  if (!groups.has(element.nodeName)) {
    return 'getBBox' in element ? shapeBox(element as SVGGraphicsElement, svgdomBox) : undefined;
  }
  return [...element.childNodes]
    .filter((child): child is Element => isElement(child) && ownStyle(child as Element, 'display') !== 'none')
    .map((child) => placed(child, boxOf(child, svgdomBox)))
    .reduce<Box | undefined>(union, undefined);
}
