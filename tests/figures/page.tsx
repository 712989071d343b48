/** The gallery as one document with nothing to fetch: styles and fonts inside. For the browser test, which compares pictures. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { cases } from './gallery.tsx';

const font = (family: string, file: string, weight: number): string => {
  const data = readFileSync(`node_modules/@fontsource/${file}-latin-${weight}-normal.woff2`).toString('base64');
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) }`;
};

/** A style sheet with what it imports. */
const sheet = (file: string): string =>
  readFileSync(file, 'utf8').replace(/@import\s+['"]\.\/([^'"]+)['"];/g, (_, imported: string) =>
    sheet(file.replace(/[^/]+$/, imported)),
  );

const faces = [
  ['Plex Sans', 'ibm-plex-sans/files/ibm-plex-sans'],
  ['Plex Mono', 'ibm-plex-mono/files/ibm-plex-mono'],
] as const;

const own = `
  :root { --font-ui: 'Plex Sans'; --font-mono: 'Plex Mono'; }
  body { margin: 0; background: var(--panel); color: var(--ink); font: 13px 'Plex Sans'; }
  section { display: flex; gap: 16px; align-items: flex-start; width: max-content; padding: 12px; }
  section > div { box-sizing: border-box; padding: 12px; background: var(--paper); }
  .wide { width: max-content; min-width: 804px; }
  .narrow { width: 374px; }
  /* One by one, so that a change of one moves no other by a part of a pixel. */
  main.one-by-one section:not(.shown) { display: none; }
`;

/** A section for each case, wide and narrow beside each other; its id is the case's name. */
export function galleryDocument(theme: 'light' | 'dark'): string {
  const styles = [
    ...faces.flatMap(([family, file]) => [400, 600].map((weight) => font(family, file, weight))),
    sheet('src/styles/tokens.css'),
    sheet('src/figures/figures.css'),
    own,
  ].join('\n');
  const sections = cases.map(({ figure, name, draw }) => {
    const drawing = (narrow: boolean) =>
      `<div class="${narrow ? 'narrow' : 'wide'}">${renderToStaticMarkup(draw(narrow), { identifierPrefix: `${figure}-${name}-${narrow}-` })}</div>`;
    return `<section id="${figure}-${name}"><h2 hidden>${figure}: ${name}</h2>${drawing(false)}${drawing(true)}</section>`;
  });
  return `<!doctype html><html lang="en" data-theme="${theme}"><head><meta charset="utf-8"><title>Gallery</title><style>${styles}</style></head><body><main>${sections.join('')}</main></body></html>`;
}

export const names = cases.map(({ figure, name }) => `${figure}-${name}`);
