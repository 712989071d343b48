import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectGolden } from './golden.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'golden-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a run that has changed is written beside its golden, and the message names the line', () => {
  const file = path.join(folder, 'rush.txt');
  writeFileSync(file, 'one\ntwo\n');
  expect(() => expectGolden(file, 'one\n2\n')).toThrow(/rush\.txt:2 differs\.\n {2}golden: two\n {2}now: {4}2\n/);
  expect(readFileSync(path.join(folder, 'rush-changed.txt'), 'utf8')).toBe('one\n2\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});

test('a run that is as its golden says leaves nothing beside it', () => {
  const file = path.join(folder, 'rush.txt');
  writeFileSync(file, 'one\n');
  writeFileSync(path.join(folder, 'rush-changed.txt'), 'old\n');
  expectGolden(file, 'one\n');
  expect(existsSync(path.join(folder, 'rush-changed.txt'))).toBe(false);
});

test('a run without a golden says so', () => {
  expect(() => expectGolden(path.join(folder, 'new.txt'), 'one\n')).toThrow('this run has no golden yet');
});
