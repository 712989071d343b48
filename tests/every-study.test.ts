/** What holds for every case study. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { headOffences } from '../src/layouts/page-head.ts';
import { filesUnder, type SourceFile } from './source-files.ts';

const pages = filesUnder(['case-studies'], /\.mdx$/).filter(({ path: file }) => !path.basename(file).startsWith('_'));
const folders = [...new Set(pages.map((page) => page.path.split('/')[1] as string))];
const simulations = existsSync('simulations') ? readdirSync('simulations').filter((name) => !path.extname(name)) : [];

/** Line by line, with code fences and inline code left blank. */
const prose = (page: SourceFile): string[] =>
  page.text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (fence) => fence.replace(/[^\n]/g, ' '))
    .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length))
    .split('\n');

const offences = (page: SourceFile, find: (line: string) => readonly string[]): string[] =>
  prose(page).flatMap((line, index) => find(line).map((what) => `${page.path}:${index + 1}: ${what}`));

const chapters = ['index', 'requirements', 'capacity', 'architecture', 'failures', 'tradeoffs', 'operations'];

test.each(folders)('%s has a brief', (folder) => {
  expect(existsSync(`case-studies/${folder}/index.mdx`), `case-studies/${folder}/index.mdx is missing`).toBe(true);
});

describe.each(pages.map((page) => [page.path, page] as const))('%s', (file, page) => {
  const [, , ...rest] = file.split('/');
  const isDecision = rest[0] === 'decisions';
  const name = path.basename(file, '.mdx');

  test('stands where its kind of page belongs', () => {
    const kind = /^page: (\w+)$/m.exec(page.text)?.[1];
    if (isDecision) {
      expect(kind).toBe('decision');
      expect(name, 'decisions are named NNNN-what-was-decided.mdx').toMatch(/^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*$/);
    } else {
      expect(rest, 'chapters stand directly in the folder of their study').toHaveLength(1);
      expect(chapters).toContain(name);
      expect(kind).toBe(name);
    }
  });

  test('has a head that the build accepts', () => {
    expect(headOffences(page)).toEqual([]);
  });

  test('links to files that are there', () => {
    const missing = offences(page, (line) =>
      [...line.matchAll(/\]\(([^)\s]+\.mdx)(?:#[^)]*)?\)/g)]
        .map(([, target]) => target as string)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(path.dirname(file), target)))
        .map((target) => `${target} is not there`),
    );
    expect(missing).toEqual([]);
  });

  test('runs simulations that are there', () => {
    const unknown = offences(page, (line) =>
      [...line.matchAll(/<\w+\s[^>]*\bsimulation="([^"]+)"|^simulations: \[(.*)\]$/g)]
        .flatMap(([, id, ids = '']) => id ?? ids.split(/,\s*/))
        .filter((id) => id !== '')
        .filter((id) => !simulations.includes(id))
        .map((id) => `unknown simulation "${id}"; known: ${simulations.join(', ') || 'none yet'}`),
    );
    expect(unknown).toEqual([]);
  });

  test('does not praise itself', () => {
    const words =
      /\b(?:simply|obviously|seamless(?:ly)?|leverag(?:e[sd]?|ing)|blazing(?:ly)?|effortless(?:ly)?|cutting[- ]edge|world[- ]class|battle[- ]tested|robust(?:ly)?)\b/gi;
    const found = offences(page, (line) =>
      (line.match(words) ?? []).map((word) => `"${word}" says nothing; say what happens instead`),
    );
    expect(found).toEqual([]);
  });
});

test('a study is made of .mdx pages', () => {
  // An error in a .md page is only logged by the build, so that a broken page would be published.
  const plain = filesUnder(['case-studies'], /\.md$/).map((file) => file.path);
  expect(plain.filter((file) => path.basename(file) !== 'README.md')).toEqual([]);
});
