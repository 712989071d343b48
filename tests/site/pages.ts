/** Every page of the built site, from its folder; what is a gallery for authors is none. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env['OUT_DIR'] ?? 'dist';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep).join('/'));

/** Paths such as '/', '/case-studies/…/'. */
export const pages: readonly string[] = [
  ...files
    .filter((file) => /(?:^|\/)index\.html$/.test(file) && !/^(?:gallery|pagefind)\//.test(file))
    .map((file) => `/${file.replace(/index\.html$/, '')}`)
    .sort(),
  '/404.html',
];

/** What a host sends for such a path. */
export const builtPage = (page: string): string => readFileSync(path.join(folder, page, 'index.html'), 'utf8');
