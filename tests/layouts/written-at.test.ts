import { expect, test } from 'vitest';
import { claimWrittenIn, writtenAt, writtenIn } from '../../src/layouts/written-at.ts';

const file = 'case-studies/rate-limiting/requirements.mdx';

test('a mistake is found in the line where it is written', () => {
  expect(writtenIn(file, 'page')).toBe(`${file}:2`);
  expect(writtenAt('/case-studies/rate-limiting/requirements/', 'page', 'requirements')).toBe(`${file}:2`);
});

test('only whole words count; what no line has has no line, and what is no file is named as it is', () => {
  expect(writtenIn(file, 'pag')).toBe(file);
  expect(writtenIn('the page /x/', 'page')).toBe('the page /x/');
});

test('a claim is found in claims.ts, or in the file beside it from which that takes it', () => {
  const home = 'case-studies/rate-limiting';
  expect(claimWrittenIn(home, 'edge-fixed')).toMatch(/\/claims\.ts:\d+$/);
  expect(claimWrittenIn(home, 'counter-bound')).toMatch(/\/failure-claims\.ts:\d+$/);
  expect(claimWrittenIn(home, 'nowhere')).toBe(`${home}/claims.ts`);
});
