// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import sitemap from '@astrojs/sitemap';
import { defineConfig, fontProviders } from 'astro/config';
import { islands } from './src/islands/integration.ts';
import { asides } from './src/markdown/asides.ts';
import { knownComponents } from './src/markdown/components.ts';
import { partsOfThePage } from './src/markdown/headings.ts';
import { linksUnder } from './src/markdown/links.ts';
import { scrollingTables } from './src/markdown/tables.ts';
import { mermaidFences } from './src/mermaid/plugin.ts';

/** A site under a path (`BASE_PATH=/docs/faultline`) and the origin that canonical links, cards and the sitemap name (`SITE_URL=https://…`). */
const base = process.env.BASE_PATH ?? '/';
const site = process.env.SITE_URL;

/**
 * The only script that stands in the page itself, because it has to run before the first paint.
 * Its hash is the only exception that the Content-Security-Policy makes for a script of ours; Astro adds those of its islands.
 */
const themeBoot = readFileSync(new URL('./src/layouts/theme-boot.js', import.meta.url));
const themeBootHash = /** @type {const} */ (`sha256-${createHash('sha256').update(themeBoot).digest('base64')}`);

/** @param {string} path @param {number | string} weight @param {'normal' | 'italic'} [style] */
function face(path, weight, style = 'normal') {
  /** @type {[string]} */
  const src = [`./node_modules/${path}.woff2`];
  return { src, weight, style };
}
const serif = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght';
const sans = '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin';
const mono = '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin';

/** Pure places do nothing when they are loaded: what a page does not use of them need not come with it. */
const treeshake = { moduleSideEffects: [{ test: /\/src\/(?:kernel|parts)\//, sideEffects: false }] };

export default defineConfig({
  ...(site !== undefined && { site }),
  base,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [
    mdx(),
    islands(),
    react(),
    // A sitemap is made of whole addresses.
    ...(site === undefined ? [] : [sitemap({ filter: (page) => !new URL(page).pathname.includes('/gallery/') })]),
  ],
  markdown: {
    processor: satteri({
      features: { directive: true },
      mdastPlugins: [
        knownComponents(new URL('src/components/for-authors.ts', import.meta.url)),
        partsOfThePage,
        mermaidFences,
        asides,
        scrollingTables,
        linksUnder(base),
      ],
    }),
    shikiConfig: {
      themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      defaultColor: false,
    },
  },
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Source Serif 4',
      cssVariable: '--font-prose',
      fallbacks: ['DejaVuSerifNarrowed', 'Georgia', 'serif'],
      options: { variants: [face(`${serif}-normal`, '200 900'), face(`${serif}-italic`, '200 900', 'italic')] },
    },
    {
      provider: fontProviders.local(),
      name: 'IBM Plex Sans',
      cssVariable: '--font-ui',
      fallbacks: ['DejaVuSansNarrowed', 'system-ui', 'sans-serif'],
      options: { variants: [face(`${sans}-400-normal`, 400), face(`${sans}-600-normal`, 600)] },
    },
    {
      provider: fontProviders.local(),
      name: 'IBM Plex Mono',
      cssVariable: '--font-mono',
      fallbacks: ['ui-monospace', 'monospace'],
      options: { variants: [face(`${mono}-400-normal`, 400), face(`${mono}-600-normal`, 600)] },
    },
  ],
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      // Search is WebAssembly.
      scriptDirective: { hashes: [themeBootHash], resources: ["'self'", "'wasm-unsafe-eval'"] },
      // Diagrams and highlighted code carry styles of their own.
      styleDirective: { resources: ["'self'", "'unsafe-inline'"] },
    },
  },
  vite: {
    // An inlined script with a dynamic import dies at run time ("__VITE_PRELOAD__ is not defined"), and the policy forbids it.
    build: { assetsInlineLimit: 0, rolldownOptions: { onwarn: withoutDirectives, treeshake } },
    worker: { format: 'es' },
    // It finds its WebAssembly beside itself, which the development server would take from it.
    optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  },
});

/**
 * Rolldown warns once for every MDX file about a directive that it ignores, and about PGlite's own way of loading its program.
 * @param {{ code?: string, message?: string }} warning @param {(warning: any) => void} next
 */
function withoutDirectives(warning, next) {
  const isPglites = warning.code === 'EVAL' && warning.message?.includes('pglite');
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE' && !isPglites) next(warning);
}
