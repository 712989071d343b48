/** Every link inside the site leads to a page and, where it names one, to a place on it. Reads the built files. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pages } from './pages.ts';

const folder = process.env['OUT_DIR'] ?? 'dist';
const site = 'http://site';

function htmlOf(pathname: string): string | undefined {
  const file = path.join(folder, decodeURIComponent(pathname));
  const page = existsSync(file) && statSync(file).isDirectory() ? path.join(file, 'index.html') : file;
  return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
}

const attribute = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, value]) => (value as string).replaceAll('&amp;', '&'));
const idsOf = (html: string) => new Set(attribute(html, /\sid="([^"]*)"/g));

function problem(from: string, href: string): string | undefined {
  const target = new URL(href, site + from);
  if (target.origin !== site) return undefined;
  const html = htmlOf(target.pathname);
  if (html === undefined) return `${from}: ${href} leads nowhere`;
  // After "~" stands what a figure's link says to the figure: scenario, seed, knobs and a moment.
  const [place = ''] = decodeURIComponent(target.hash.slice(1)).split('~');
  if (place === '' || !target.pathname.endsWith('/')) return undefined;
  const ids = idsOf(html);
  return ids.has(place)
    ? undefined
    : `${from}: ${href} names no place there; known: ${[...ids].slice(0, 12).join(', ')}`;
}

for (const page of pages) {
  test(`every link of ${page} leads somewhere`, () => {
    const html = htmlOf(page) ?? '';
    const links = [
      ...attribute(html, /<a\s[^>]*?href="([^"]*)"/g),
      ...attribute(html, /<(?:link|script|img)\s[^>]*?(?:href|src)="([^"]*)"/g),
    ];
    const own = links.filter((link) => !link.startsWith('http'));
    expect(own.map((link) => problem(page, link)).filter(Boolean)).toEqual([]);
  });
}
