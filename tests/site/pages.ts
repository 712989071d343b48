/** Every page of the built site, from its sitemap; the page for wrong addresses is not in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env['OUT_DIR'] ?? 'dist';
const addresses = (file: string): string[] =>
  [...readFileSync(path.join(folder, file), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, address]) => address as string,
  );

const sitemaps = addresses('sitemap-index.xml').map((address) => path.basename(new URL(address).pathname));

/** Paths such as '/', '/case-studies/…/'. */
export const pages: readonly string[] = [
  ...sitemaps.flatMap(addresses).map((address) => new URL(address).pathname),
  '/404.html',
];
