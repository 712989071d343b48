/** What holds for every picture in every state of the gallery, wide and narrow. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Mark, tones } from '../../src/figures/marks.tsx';
import { textWidth } from '../../src/figures/text.ts';
import { cases } from './gallery.tsx';

const drawings = cases.flatMap(({ figure, name, draw }) =>
  [false, true].map((narrow) => {
    const markup = renderToStaticMarkup(draw(narrow), { identifierPrefix: `${figure}-${name}-` });
    return { label: `${figure}/${name}${narrow ? ', narrow' : ''}`, narrow, markup };
  }),
);
const documents = new Map<string, HTMLElement>();
const parsed = (markup: string): HTMLElement => {
  const holder = documents.get(markup) ?? document.createElement('div');
  if (!documents.has(markup)) holder.innerHTML = markup;
  documents.set(markup, holder);
  return holder;
};
const numberOf = (element: Element, attribute: string): number => Number(element.getAttribute(attribute) ?? 0);

test('a picture has no attribute that was worked out from nothing', () => {
  const broken = drawings.flatMap(({ label, markup }) =>
    [...markup.matchAll(/ ([\w-]+)="[^"]*\b(?:NaN|undefined|Infinity)\b[^"]*"/g)]
      .filter(([, attribute]) => attribute !== 'aria-label')
      .map(([attribute]) => `${label}: ${attribute}`),
  );
  expect(broken).toEqual([]);
});

test('a picture has a title, and says in words what it shows', () => {
  for (const { label, markup } of drawings)
    for (const svg of parsed(markup).querySelectorAll('svg.picture')) {
      expect(svg.querySelector('title')?.textContent?.length, label).toBeGreaterThan(8);
      expect(svg.querySelector('desc')?.textContent?.length, label).toBeGreaterThan(20);
      expect(svg.getAttribute('aria-labelledby'), label).toBe(svg.querySelector('title')?.id);
    }
});

test('no two elements of a picture share an id, and nothing refers to one that is not there', () => {
  for (const { label, markup } of drawings) {
    const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);
    expect(new Set(ids).size, label).toBe(ids.length);
    for (const [, id] of markup.matchAll(/url\(#([^)]+)\)/g)) expect(ids, label).toContain(id);
  }
});

test('everything that can be chosen is a button with a name', () => {
  for (const { label, markup } of drawings)
    for (const button of parsed(markup).querySelectorAll('[role=button]')) {
      const name = button.getAttribute('aria-label') ?? button.querySelector('title')?.textContent ?? '';
      expect(name.length, label).toBeGreaterThan(2);
      expect(button.getAttribute('tabindex'), label).toBe('0');
    }
});

/** How far an element is moved by those around it; undefined where something is turned, which this test does not follow. */
function moved(element: Element): readonly [number, number] | undefined {
  let [x, y] = [0, 0];
  for (let at: Element | null = element; at !== null && at.tagName.toLowerCase() !== 'svg'; at = at.parentElement) {
    const transform = at.getAttribute('transform') ?? at.getAttribute('style') ?? '';
    if (/rotate/.test(transform)) return undefined;
    const [, dx = '0', dy = '0'] = /translate\(([-\d.]+)(?:px)?[, ]+([-\d.]+)/.exec(transform) ?? [];
    [x, y] = [x + Number(dx), y + Number(dy)];
  }
  return [x, y];
}

/** Left and right end of a text as it will be set; a little more than it takes, since its face is guessed by its class. */
function extentOf(text: Element): readonly [number, number, number] | undefined {
  const by = moved(text);
  if (by === undefined) return undefined;
  const face = text.classList.contains('mono')
    ? 'mono'
    : /strong|name/.test(text.getAttribute('class') ?? '')
      ? 'bold'
      : 'regular';
  const size = text.classList.contains('small') ? 12 : text.classList.contains('name') ? 14 : 13;
  const lines = text.querySelectorAll('tspan').length > 0 ? [...text.querySelectorAll('tspan')] : [text];
  const own = (line: Element) =>
    [...line.childNodes]
      .filter(({ nodeType }) => nodeType === 3)
      .map(({ textContent }) => textContent)
      .join('');
  const width = Math.max(...lines.map((line) => textWidth(own(line), size, face)));
  const anchor = text.getAttribute('text-anchor');
  const left = numberOf(text, 'x') + by[0] - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
  return [left, left + width, numberOf(text, 'y') + by[1]];
}

test('the words of a picture can be measured here', () => {
  const texts = drawings.flatMap(({ markup }) => [...parsed(markup).querySelectorAll('svg.picture text')]);
  expect(texts.filter((text) => extentOf(text) !== undefined).length).toBeGreaterThan(500);
  expect(
    extentOf(parsed('<svg><text class="small" x="10" y="20">three</text></svg>').querySelector('text') as Element),
  ).toEqual([10, 10 + textWidth('three', 12), 20]);
});

describe('words stay within their picture', () => {
  for (const { label, markup } of drawings)
    test(label, () => {
      const outside: string[] = [];
      for (const svg of parsed(markup).querySelectorAll('svg.picture')) {
        const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
        for (const text of svg.querySelectorAll('text')) {
          const extent = extentOf(text);
          if (extent === undefined) continue;
          const [left, right, y] = extent;
          if (left < -1 || right > width + 1 || y < 8 || y > height + 1)
            outside.push(
              `"${text.textContent}" from ${left.toFixed()} to ${right.toFixed()} at ${y.toFixed()} in ${width} × ${height}`,
            );
        }
      }
      expect(outside).toEqual([]);
    });
});

test('a narrow picture fits the column of a phone without being scaled', () => {
  for (const { label, narrow, markup } of drawings)
    if (narrow)
      for (const svg of parsed(markup).querySelectorAll('svg.picture'))
        expect(numberOf(svg, 'width'), label).toBeLessThanOrEqual(350);
});

test('each tone has a shape of its own', () => {
  const shapes = tones.map((tone) => renderToStaticMarkup(<Mark tone={tone} />).replace(/ class="mark tone-\w+"/, ''));
  expect(new Set(shapes).size).toBe(tones.length);
});
