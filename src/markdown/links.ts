/**
 * Authors write links as they work in the repository or on the site, and readers get ones that work wherever it is served:
 *   /simulations/x/               → under the base path
 *   ./capacity.mdx#storage        → the page made from that file
 *   decisions/0001-a-title.mdx    → likewise
 */
import { defineMdastPlugin } from 'satteri';

const isElsewhere = (url: string): boolean => /^(?:[a-z][a-z+.-]*:|\/\/|#)/i.test(url);

export function pageLink(url: string, base: string, fromIndex: boolean): string {
  if (isElsewhere(url)) return url;
  if (url.startsWith('/')) return base.replace(/\/+$/, '') + url;
  const [, file, rest = ''] = /^([^?#]*\.mdx)([?#].*)?$/.exec(url) ?? [];
  if (file === undefined) return url;
  const page = file.replace(/(?:^|(?<=\/))index\.mdx$/, './').replace(/\.mdx$/, '/');
  // requirements.mdx is served as requirements/, one level deeper than its file; index.mdx is not.
  return (fromIndex ? page : `../${page}`) + rest;
}

export const linksUnder = (base: string) =>
  defineMdastPlugin({
    name: 'links-under-base',
    link(node, context) {
      const fromIndex = /\/index\.mdx$/.test(context.fileURL?.pathname ?? '');
      context.setProperty(node, 'url', pageLink(node.url, base, fromIndex));
      // On paper an address stands behind the words of its link, unless they are the address.
      const [words] = node.children;
      if (words?.type === 'text' && node.url.endsWith(words.value))
        context.setProperty(node, 'data', { hProperties: { 'data-address': '' } });
    },
  });
