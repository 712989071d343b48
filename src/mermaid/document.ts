/**
 * A document for Mermaid under plain Node: svgdom holds the tree, we do the measuring. It puts `window` and `document` on the
 * global object, which nothing else may see: import it in the worker thread only, and before Mermaid.
 */
import createPurifier from 'dompurify';
import { JSDOM } from 'jsdom';
import { createHTMLWindow } from 'svgdom';
import { type Box, boxOf, placed } from './measure.ts';

/** Mermaid collects its styles in constructed sheets and reads the text back. */
class Sheet {
  cssRules: { cssText: string }[] = [];
  insertRule(text: string, index = 0): number {
    this.cssRules.splice(index, 0, new SheetRule(text));
    return index;
  }
  replaceSync(cssText: string): void {
    this.cssRules = [{ cssText }];
  }
}

class SheetRule {
  readonly #selector: string;
  readonly #body: string;
  readonly #added = new Map<string, string>();

  constructor(text: string) {
    const brace = text.indexOf('{');
    this.#selector = text.slice(0, brace).trim();
    this.#body = text.slice(brace + 1, text.lastIndexOf('}')).trim();
  }

  get style() {
    const added = this.#added;
    return {
      setProperty: (name: string, value: string) => added.set(name, value),
      get length() {
        return added.size;
      },
    };
  }

  get cssText(): string {
    const added = [...this.#added].map(([name, value]) => `${name}: ${value};`).join(' ');
    return `${this.#selector} { ${this.#body}${added} }`;
  }
}

// DOMPurify is imported by Mermaid as a finished sanitizer, which it only is when it finds a window.
Object.assign(createPurifier, createPurifier(new JSDOM('').window));

const window = createHTMLWindow();
const screen = { availWidth: 1280, width: 1280, availHeight: 800, height: 800 };
Object.assign(globalThis, { window, document: window.document, CSSStyleSheet: Sheet, screen });
Object.assign(window, { CSSStyleSheet: Sheet, screen });

// The layout engine looks for Map, Array and the rest on the window, as it would find them in a browser.
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!(name in window)) Reflect.set(window, name, Reflect.get(globalThis, name));
}

const empty: Box = { x: 0, y: 0, width: 0, height: 0 };
const graphics = window.SVGGraphicsElement.prototype;
const svgdomBox = graphics.getBBox;

// An SVGRect has no `left` and `top`, and Mermaid decides by that.
graphics.getBBox = function (this: Element) {
  return { ...(boxOf(this, svgdomBox) ?? empty) } as DOMRect;
};
graphics.getBoundingClientRect = function (this: Element) {
  const box = placed(this, boxOf(this, svgdomBox)) ?? empty;
  return { ...box, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
};

for (const name of ['text', 'tspan']) {
  const element = window.document.createElementNS('http://www.w3.org/2000/svg', name);
  const prototype = Object.getPrototypeOf(element);
  if (!('getComputedTextLength' in prototype)) continue;
  prototype.getComputedTextLength = function (this: Element): number {
    return boxOf(this, svgdomBox)?.width ?? 0;
  };
}
