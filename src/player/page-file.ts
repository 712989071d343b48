/** The file behind a page, so that an author's mistake is found where it was made. */
const BASE = (import.meta.env?.BASE_URL ?? '/').replace(/\/+$/, '');

/** '/case-studies/payments/capacity/' → 'case-studies/payments/capacity.mdx', if that is one of the `files`. */
export function pageFile(pathname: string, files: readonly string[], base = BASE): string {
  const path = pathname.slice(pathname.startsWith(base) ? base.length : 0).replace(/\/+$/, '');
  const found = [`${path}.mdx`, `${path}/index.mdx`].find((file) => files.includes(file));
  return found === undefined ? `the page ${pathname}` : found.slice(1);
}
