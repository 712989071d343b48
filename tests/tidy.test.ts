/**
 * What holds for every file, whoever writes it: who imports whom, what is banned and what to use instead, no dead files, nothing
 * about one machine. The table is the one in CONTRIBUTING.md.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, type SourceFile, source } from './source-files.ts';

interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Files of the repository; `OWN` stands for the file's own folder under simulations/ or case-studies/. */
  readonly mayImport: readonly RegExp[];
  readonly packages: readonly RegExp[];
}

const OWN = 'OWN';
const own = new RegExp(`^${OWN}/`);
const under = (...folders: string[]) => folders.map((folder) => new RegExp(`^src/${folder}/`));
const [kernel, parts] = under('kernel', 'parts') as [RegExp, RegExp];
const machinery = /^src\//;
const xstate = /^xstate$/;
const react = /^react(-dom)?(\/|$)/;
const d3 = /^d3(-[a-z]+)?$/;
/** Lays out graphs; runs while the site is built. */
const dagre = /^@dagrejs\/dagre$/;
/** PostgreSQL, for tests and the build. */
const pglite = /^@electric-sql\/pglite$/;
const node = /^node:/;

const layers: readonly Layer[] = [
  { name: 'src/kernel', files: kernel, mayImport: [kernel], packages: [xstate] },
  { name: 'src/parts', files: parts, mayImport: [kernel, parts], packages: [xstate] },
  {
    name: 'simulations/*/claims.ts',
    files: /^simulations\/[^/]+\/claims\.ts$/,
    mayImport: [...under('kernel', 'claims'), own],
    packages: [],
  },
  { name: 'simulations/*/*.ts', files: /^simulations\/.*\.ts$/, mayImport: [kernel, parts, own], packages: [xstate] },
  {
    name: 'src/figures',
    files: /^src\/figures\//,
    mayImport: under('kernel', 'figures'),
    packages: [d3, react, dagre],
  },
  {
    name: 'src/player',
    files: /^src\/player\//,
    mayImport: under('kernel', 'figures', 'player'),
    packages: [react, /^@xstate\/react$/, xstate],
  },
  {
    name: 'simulations/*/*.tsx',
    files: /^simulations\/.*\.tsx$/,
    mayImport: [own, ...under('kernel', 'figures', 'player')],
    packages: [react, d3],
  },
  { name: 'src/claims', files: /^src\/claims\//, mayImport: under('kernel', 'claims'), packages: [] },
  {
    name: 'src/capacity',
    files: /^src\/capacity\//,
    mayImport: under('claims', 'capacity'),
    packages: [/^mathjs$/, react, d3],
  },
  { name: 'src/sql', files: /^src\/sql\//, mayImport: under('sql'), packages: [react, pglite, node] },
  { name: 'src/erd', files: /^src\/erd\//, mayImport: under('sql', 'erd'), packages: [react, d3, dagre, pglite, node] },
  {
    name: 'src/artefacts',
    files: /^src\/artefacts\//,
    mayImport: under('kernel', 'artefacts'),
    packages: [node],
  },
  {
    name: 'case-studies/*/*.ts',
    files: /^case-studies\/.*\.ts$/,
    mayImport: [...under('kernel', 'claims', 'capacity'), /^simulations\/[^/]+\/[^/]+\.ts$/, own],
    packages: [],
  },
  {
    name: 'case-studies/**/*.mdx',
    files: /^case-studies\/.*\.mdx$/,
    mayImport: [own, /^simulations\/[^/]+\/view\.tsx$/],
    packages: [],
  },
  { name: 'src/cli', files: /^src\/cli\//, mayImport: under('kernel', 'cli'), packages: [node] },
  {
    name: 'src/setup',
    files: /^src\/setup\//,
    mayImport: under('setup'),
    packages: [node, /playwright/, /chromium$/, /^astro$/],
  },
  {
    name: 'src/islands',
    files: /^src\/islands\//,
    mayImport: under('islands'),
    packages: [node, react, /^astro$/],
  },
  { name: 'src/markdown', files: /^src\/markdown\//, mayImport: under('markdown'), packages: [node, /^satteri$/] },
  { name: 'src/mermaid', files: /^src\/mermaid\//, mayImport: under('mermaid', 'styles'), packages: [/./] },
  {
    name: 'src/components, layouts, pages',
    files: /^src\/(?:components|layouts|pages|styles|content\.config)/,
    mayImport: [machinery, /^CONTRIBUTING\.md$/],
    packages: [/./],
  },
];

const all = filesUnder(['src', 'simulations', 'case-studies', 'tests']);
const isTest = (file: SourceFile) => /\.test\.tsx?$|^tests\//.test(file.path);
const written = all.filter((file) => !isTest(file));
const isPure = ({ path: file }: SourceFile) =>
  /^(?:src\/kernel|src\/parts)\/.*\.ts$|^(?:simulations|case-studies)\/.*\.ts$/.test(file) && !file.endsWith('.d.ts');

/** simulations/flash-sale/model.ts, seen from simulations/flash-sale/view.tsx → OWN/model.ts */
function seenFrom(importer: string, target: string): string {
  const folder = /^(?:simulations|case-studies)\/[^/]+\//.exec(importer)?.[0];
  return folder && target.startsWith(folder) ? `${OWN}/${target.slice(folder.length)}` : target;
}

function forbiddenImports(file: SourceFile): string[] {
  const layer = layers.find(({ files }) => files.test(file.path));
  if (layer === undefined) return [];
  return file.imports
    .filter(({ target, isPackage }) =>
      isPackage
        ? !layer.packages.some((allowed) => allowed.test(target))
        : !layer.mayImport.some((allowed) => allowed.test(seenFrom(file.path, target)) || allowed.test(target)),
    )
    .map(
      ({ target, line }) =>
        `${file.path}:${line}: ${layer.name} may not import ${target}; "Who may import whom" in CONTRIBUTING.md says what it may`,
    );
}

test('every layer imports only what it may', () => {
  expect(written.flatMap(forbiddenImports)).toEqual([]);
});

test('every file of the machinery belongs to a layer', () => {
  const lost = written.filter(
    (file) => machinery.test(file.path) && !layers.some(({ files }) => files.test(file.path)),
  );
  expect(
    lost.map((file) => `${file.path}: which layer is it? Add a row to the table here and in CONTRIBUTING.md`),
  ).toEqual([]);
});

test('CONTRIBUTING.md tells newcomers the same table', () => {
  const told = [...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `([^|]+)` \|/gm)].map(([, name]) =>
    (name as string).replaceAll('`', ''),
  );
  expect(told).toEqual(layers.map(({ name }) => name));
});

test('nobody imports a test', () => {
  const offences = written.flatMap((file) =>
    file.imports.filter(({ target }) => target.startsWith('tests/')).map(({ line }) => `${file.path}:${line}`),
  );
  expect(offences).toEqual([]);
});

test('one file of the kernel brings in XState; the others know its types at most', () => {
  const hosts = written.filter(
    (file) => kernel.test(file.path) && file.imports.some(({ target, isType }) => xstate.test(target) && !isType),
  );
  expect(hosts.map((file) => file.path)).toEqual(['src/kernel/chart/xstate.ts']);
});

const banned: readonly (readonly [pattern: RegExp, name: string, instead: string])[] = [
  [/\bMath\.random\b/, 'Math.random', 'a draw from the chance you were given'],
  [/\bDate\.now\b/, 'Date.now', 'the time you were given'],
  [/\bnew Date\b/, 'new Date(', 'the time you were given'],
  [/\bperformance\.now\b/, 'performance.now', 'the time you were given'],
  [/\bsetTimeout\b/, 'setTimeout', 'a delayed transition of the machine'],
  [/\bsetInterval\b/, 'setInterval', 'a delayed transition of the machine'],
  [/\bcreateActor\b/, 'createActor', 'the kernel, which takes transitions one at a time'],
  [/\bMath\.(?:log|log2|log10|log1p)\b/, 'Math.log', "the kernel's own logarithm, which every engine computes alike"],
  [/\bMath\.(?:exp|expm1)\b/, 'Math.exp', "the kernel's own exponential, which every engine computes alike"],
  [/\bMath\.pow\b/, 'Math.pow', 'multiplication'],
  [/\bMath\.(?:sin|cos|tan)\b/, 'Math.sin and its like', 'a table: engines differ in the last bit'],
  [/\blocaleCompare\b/, 'localeCompare', 'a comparison of code units (<): locales differ between machines'],
];

function bannedWords(file: SourceFile): string[] {
  return file.code.flatMap((line, index) =>
    banned
      .filter(([pattern]) => pattern.test(line))
      .map(([, name, instead]) => `${file.path}:${index + 1}: ${name} is banned here; use ${instead}`),
  );
}

test('pure files take no time, no chance and no arithmetic that engines disagree on', () => {
  expect(written.filter(isPure).flatMap(bannedWords)).toEqual([]);
});

test('the ban sees code and not comments', () => {
  const file = source(
    'src/kernel/example.ts',
    "const a = Math.random();\n// Date.now is banned\nconst b = 'new Date(';\n",
  );
  expect(bannedWords(file)).toEqual([
    'src/kernel/example.ts:1: Math.random is banned here; use a draw from the chance you were given',
  ]);
});

test('the table of layers has teeth', () => {
  const bad = (file: string, code: string) => forbiddenImports(source(file, code)).length;
  expect(bad('src/kernel/a.ts', "import { b } from '../parts/b.ts';")).toBe(1);
  expect(bad('src/kernel/deep/a.ts', "import type { b } from '../time.ts';")).toBe(0);
  expect(bad('simulations/one/model.ts', "import { b } from '../two/model.ts';")).toBe(1);
  expect(bad('simulations/one/model.ts', "import { b } from './invariants.ts';")).toBe(0);
  expect(bad('simulations/one/model.ts', "import { useState } from 'react';")).toBe(1);
  expect(bad('case-studies/one/index.mdx', "import View from '../../simulations/two/view.tsx';")).toBe(0);
  expect(bad('case-studies/one/index.mdx', "import { a } from '../two/claims.ts';")).toBe(1);
});

/** Found by path or started by a person or a tool, so nothing in the repository imports them. */
const entries = [
  /^src\/pages\//,
  /^src\/content\.config\.ts$/,
  /^src\/setup\//,
  /^src\/cli\//,
  /^src\/mermaid\/worker\.ts$/,
  /\.d\.ts$/,
  /(?:^|[./-])worker\.tsx?$/,
  /^simulations\/[^/]+\/(?:index|scenarios|invariants|claims)\.ts$/,
  /^simulations\/[^/]+\/(?:view\.tsx|page\.mdx)$/,
  /^case-studies\/.*\.mdx$/,
  /^case-studies\/[^/]+\/(?:scenarios|claims|capacity)\.ts$/,
];

test('no file is dead', () => {
  const configuration = ['astro.config.mjs', 'playwright.config.ts', 'vitest.config.ts'].map((file) =>
    source(file, readFileSync(file, 'utf8')),
  );
  const imported = new Set([...all, ...configuration].flatMap((file) => file.imports.map(({ target }) => target)));
  const dead = written
    .map((file) => file.path)
    .filter((file) => !imported.has(file) && !entries.some((entry) => entry.test(file)));
  expect(dead, 'files that nobody imports: use or remove them').toEqual([]);
});

test('no file names a folder or a host of one machine', () => {
  const personal =
    /(?<![\w.])\/(?:home|Users|root|work|tmp)\/[\w.-]+|[A-Z]:\\Users\\|\b(?:10\.\d{1,3}|192\.168)\.\d{1,3}\.\d{1,3}\b/;
  const rest = filesUnder(
    ['public', '.ci', 'README.md', 'CONTRIBUTING.md', 'package.json', 'astro.config.mjs'],
    /\.(?:md|json|mjs|svg|txt)$|run$/,
  );
  const offences = [...written, ...rest].flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) => (personal.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(offences).toEqual([]);
});

test('the machinery names no simulation and no study', () => {
  const folders = ['simulations', 'case-studies'].flatMap((root) =>
    all.filter((file) => file.path.startsWith(`${root}/`)).map((file) => file.path.split('/')[1] as string),
  );
  const names = [...new Set(folders)].filter((name) => !path.extname(name));
  const offences = written
    .filter((file) => file.path.startsWith('src/'))
    .flatMap((file) =>
      file.code.flatMap((line, index) =>
        names
          .filter((name) => new RegExp(`['"\`/]${name}['"\`/]`).test(file.text.split('\n')[index] ?? line))
          .map((name) => `${file.path}:${index + 1}: ${name}`),
      ),
    );
  expect(offences).toEqual([]);
});
