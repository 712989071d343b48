/** Where in a page's file something is written, so that a mistake is found where it was made. For the build only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pageFile } from '../player/page-file.ts';

const pages = Object.keys(import.meta.glob('/case-studies/**/*.mdx'));

/** The page at an address: "case-studies/payments/capacity.mdx:41", the first line in which all the words stand. */
export const writtenAt = (pathname: string, ...words: readonly string[]): string =>
  writtenIn(pageFile(pathname, pages), ...words);

/** The same for a file; without a line where no line has the words, and as it is where it is no file. */
export function writtenIn(file: string, ...words: readonly string[]): string {
  if (!existsSync(file)) return file;
  const patterns = words.map((word) => new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`));
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => patterns.every((pattern) => pattern.test(line)));
  return at < 0 ? file : `${file}:${at + 1}`;
}

/** Where a claim is stated: in claims.ts, or in a file beside it from which that takes it. */
export function claimWrittenIn(home: string, id: string): string {
  const stated = new RegExp(`^\\s*(['"]?)${escaped(id)}\\1:`);
  const first = `${home}/claims.ts`;
  const others = readdirSync(home).filter((file) => /(?<!\.test)\.ts$/.test(file));
  for (const file of [first, ...others.map((name) => `${home}/${name}`)]) {
    const at = readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => stated.test(line));
    if (at >= 0) return `${file}:${at + 1}`;
  }
  return first;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
