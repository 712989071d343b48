/** What holds for the numbers of every study and of every simulation's page: each claim stands, each is used, and no figure in the prose is without one. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Claims } from '../../src/claims/claim.ts';
import { figuresIn } from '../../src/claims/prose.ts';
import { recompute } from '../../src/claims/recompute.ts';

const claimFiles = import.meta.glob<Claims>(['/case-studies/*/claims.ts', '/simulations/*/claims.ts'], {
  eager: true,
  import: 'claims',
});
/** A calculation prints the claims that its inputs name. */
const calculations = Object.keys(import.meta.glob('/case-studies/*/capacity.ts'));
const pages = Object.keys(import.meta.glob(['/case-studies/**/*.mdx', '/simulations/*/page.mdx'], { query: '?url' }));
const read = (path: string) => readFileSync(new URL(`../..${path}`, import.meta.url), 'utf8');
const homeOf = (path: string) => path.split('/').slice(1, 3).join('/');

describe.each(Object.entries(claimFiles))('%s', (path, claims) => {
  const sources = [...pages, ...calculations]
    .filter((page) => homeOf(page) === homeOf(path))
    .map(read)
    .join('\n');
  test('every claim stands', () => {
    expect(recompute(claims, path).flatMap((claim) => claim.wrong ?? [])).toEqual([]);
  });
  test('every claim is printed somewhere', () => {
    const unused = Object.keys(claims).filter(
      (id) => !new RegExp(`id="${id}"|claim: '?${id}\\b|\\{${id}\\}`).test(sources),
    );
    expect(unused, 'claims that no page prints: print them or take them out').toEqual([]);
  });
});

test.each(pages)('%s states no figure that is not a claim', (page) => {
  const strays = figuresIn(read(page)).map(
    ({ line, text }) =>
      `${page.slice(1)}:${line}: "${text}" is no claim; make it one in claims.ts, or mark an example with {/* example */}`,
  );
  expect(strays).toEqual([]);
});
