import { expect, test } from 'vitest';
import { pageLink } from '../../src/markdown/links.ts';

test.each([
  ['/simulations/outbox/', '/a/b/', true, '/a/b/simulations/outbox/'],
  ['/simulations/outbox/', '/', true, '/simulations/outbox/'],
  ['./capacity.mdx#storage', '/', true, './capacity/#storage'],
  ['capacity.mdx', '/', false, '../capacity/'],
  ['../capacity.mdx', '/', false, '../../capacity/'],
  ['decisions/0001-keep-the-log.mdx', '/', true, 'decisions/0001-keep-the-log/'],
  ['index.mdx', '/', false, '.././'],
  ['../index.mdx', '/', false, '../../'],
  ['#sources', '/a/', true, '#sources'],
  ['https://example.org/a.mdx', '/a/', true, 'https://example.org/a.mdx'],
])('%s under %s (from the brief: %s) leads to %s', (url, base, fromIndex, expected) => {
  const resolved = (relative: string) => new URL(relative, 'http://site/study/page/').href;
  expect(resolved(pageLink(url, base, fromIndex))).toBe(resolved(expected));
});
