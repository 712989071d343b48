/**
 * Runs as texts that a person can read and a diff can show. A golden is compared line by line; what has changed is written
 * beside it, so that both can be laid side by side. UPDATE_GOLDEN=1 makes the change the new truth.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Played, traceText } from '../src/kernel/index.ts';

/** Longer runs are cut here; their hash in the last line covers the rest. */
const ROWS = 120;

/** What `npm run sim -- run … --trace` prints, cut where it gets long. */
export const goldenText = (played: Played, title: string): string => traceText(played, title, ROWS);

const { UPDATE_GOLDEN } = process.env;
const isUpdating = UPDATE_GOLDEN === '1';

/** Throws when `text` is not what the golden at `file` says; the message names the first line that differs. */
export function expectGolden(file: string, text: string): void {
  const changed = file.replace(/\.txt$/, '-changed.txt');
  if (isUpdating) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (expected === text) {
    rmSync(changed, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(changed, text);
  throw new Error(
    `${difference(file, expected, text)}\nThe run as it is now: ${changed}\nIf it is meant: UPDATE_GOLDEN=1 npx vitest run tests/every-simulation.test.ts, then read what has changed.`,
  );
}

function difference(file: string, expected: string | undefined, text: string): string {
  if (expected === undefined) return `${file} does not exist: this run has no golden yet.`;
  const before = expected.split('\n');
  const after = text.split('\n');
  const line = after.findIndex((row, i) => row !== before[i]);
  const at = line < 0 ? after.length : line;
  return `${file}:${at + 1} differs.\n  golden: ${before[at] ?? '(nothing)'}\n  now:    ${after[at] ?? '(nothing)'}`;
}
