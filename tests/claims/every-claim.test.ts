/** What holds for the numbers of every study and of every simulation's page: each claim stands, each is used, and no figure in the prose is without one. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Capacity } from '../../src/capacity/capacity.ts';
import type { Claims } from '../../src/claims/claim.ts';
import { figuresIn } from '../../src/claims/prose.ts';
import { recompute } from '../../src/claims/recompute.ts';
import { claimWrittenIn } from '../../src/layouts/written-at.ts';

const claimFiles = import.meta.glob<Claims>(['/case-studies/*/claims.ts', '/simulations/*/claims.ts'], {
  eager: true,
  import: 'claims',
});
// A file that exports nothing by that name is told of in tests/capacity.
const calculated = Object.fromEntries(
  Object.entries(
    import.meta.glob<Capacity | undefined>('/case-studies/*/capacity.ts', { eager: true, import: 'capacity' }),
  ).flatMap(([path, capacity]) => (capacity === undefined ? [] : [[path, capacity] as const])),
);
const pages = Object.keys(import.meta.glob(['/case-studies/**/*.mdx', '/simulations/*/page.mdx'], { query: '?url' }));
const read = (path: string) => readFileSync(new URL(`../..${path}`, import.meta.url), 'utf8');
const homeOf = (path: string) => path.split('/').slice(1, 3).join('/');

/** A calculation prints the claims that its inputs name. */
const calculatedFrom = (home: string): string[] =>
  Object.entries(calculated)
    .filter(([path]) => homeOf(path) === home)
    .flatMap(([, capacity]) => Object.values(capacity.inputs).map((input) => input.claim));

describe.each(Object.entries(claimFiles))('%s', (path, claims) => {
  const home = homeOf(path);
  const prose = pages
    .filter((page) => homeOf(page) === home)
    .map(read)
    .join('\n');
  test('every claim stands', () => {
    expect(recompute(claims, (id) => claimWrittenIn(home, id)).flatMap((claim) => claim.wrong ?? [])).toEqual([]);
  });
  test('every claim is printed somewhere', () => {
    const inputs = calculatedFrom(home);
    const unused = Object.keys(claims).filter(
      (id) => !inputs.includes(id) && !new RegExp(`id="${id}"|claim: '?${id}\\b|\\{${id}\\}`).test(prose),
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

/** The claims of a page's home: those of claims.ts, and the results of its calculation. */
const knownAt = (page: string): readonly string[] =>
  [claimFiles, calculated].flatMap((files) =>
    Object.entries(files)
      .filter(([path]) => homeOf(path) === homeOf(page))
      .flatMap(([, file]) => Object.keys('results' in file ? (file.results as object) : file)),
  );

/** `<Claim id="…">` in the text; `{…}` and `claim: …` in the head. */
function namedIn(source: string): { readonly line: number; readonly id: string }[] {
  const end = source.startsWith('---') ? source.split('\n').indexOf('---', 1) : -1;
  const inText = /<Claim\b[^>]*\bid="([^"]+)"/g;
  const inHead = /\{([a-z][\w-]*)\}|\bclaim: *["']?([\w-]+)/gi;
  return source
    .split('\n')
    .flatMap((text, i) =>
      [...text.matchAll(i < end ? inHead : inText)].map((match) => ({ line: i + 1, id: match[1] ?? match[2] ?? '' })),
    );
}

test.each(pages)('%s names claims that are there', (page) => {
  const known = knownAt(page);
  const unknown = namedIn(read(page))
    .filter(({ id }) => !known.includes(id))
    .map(({ line, id }) => `${page.slice(1)}:${line}: unknown claim "${id}"; known: ${known.join(', ') || 'none'}`);
  expect(unknown).toEqual([]);
});
