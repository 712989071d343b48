/** The few CSS properties that move text, as the `<style>` inside a Mermaid drawing sets them. */

const properties = ['font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'display'] as const;
export type Property = (typeof properties)[number];
type Rule = { readonly selector: string; readonly property: Property; readonly value: string; readonly weight: number };

const isProperty = (name: string | undefined): name is Property => properties.includes(name as Property);
const rulesOfSheet = new WeakMap<Element, { css: string; rules: readonly Rule[] }>();

function parse(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const declaration of body.split(';')) {
      const [name, value] = declaration.split(':').map((part) => part.trim());
      if (!isProperty(name) || value === undefined) continue;
      for (const selector of selectors.split(',')) {
        const weight = (selector.match(/[.#[]/g) ?? []).length;
        rules.push({
          selector: selector.trim(),
          property: name,
          value: value.replace('!important', '').trim(),
          weight,
        });
      }
    }
  }
  return rules.sort((a, b) => a.weight - b.weight);
}

function rulesFor(root: Element): readonly Rule[] {
  const sheet = root.querySelector?.('style');
  if (!sheet) return [];
  const css = sheet.textContent ?? '';
  const before = rulesOfSheet.get(sheet);
  if (before?.css === css) return before.rules;
  const rules = parse(css);
  rulesOfSheet.set(sheet, { css, rules });
  return rules;
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false; // a selector that svgdom does not know styles nothing that we measure
  }
}

const isElement = (node: Node | null): node is Element => node?.nodeType === 1;

function drawingOf(element: Element): Element {
  let root: Element = element;
  while (root.nodeName !== 'svg' && isElement(root.parentNode)) root = root.parentNode;
  return root;
}

export function ownStyle(element: Element, property: Property): string | undefined {
  const inline = (element as SVGElement).style?.getPropertyValue?.(property);
  if (inline) return inline;
  const rule = rulesFor(drawingOf(element)).findLast((r) => r.property === property && matches(element, r.selector));
  return rule?.value ?? element.getAttribute(property) ?? undefined;
}

export function style(element: Element, property: Property): string | undefined {
  for (let at: Node | null = element; isElement(at); at = at.parentNode) {
    const value = ownStyle(at, property);
    if (value === undefined || value === 'inherit') continue;
    if (property !== 'font-size' || !value.endsWith('em')) return value;
    return `${Number.parseFloat(value) * (isElement(at.parentNode) ? fontSize(at.parentNode) : 16)}px`;
  }
  return undefined;
}

export const fontSize = (element: Element): number => Number.parseFloat(style(element, 'font-size') ?? '16');
