import { expect, test } from 'vitest';
import { plainly } from '../../src/setup/plainly.mjs';

function shown(...chunks: string[]): string {
  let printed = '';
  const take = plainly((text: string) => {
    printed += text;
  });
  for (const chunk of chunks) take(chunk);
  return printed;
}

test('what is said stays; where it passed through Astro does not, nor a link to its manual, nor line 0', () => {
  expect(
    shown(
      '[InvalidContentEntryDataError] caseStudies → x data does not match collection schema.\n',
      '  sources: expected at least 5 sources\n',
      '  Hint:\n    See https://docs.astro.build/en/guides/ for more information.\n',
      '  Error reference:\n    https://docs.astro.build/en/reference/\n',
      '  Location:\n    /anywhere/case-studies/x/index.mdx:0:0\n',
      '  Stack trace:\n    at getEntryData (/node_modules/astro/dist/content/utils.js:126:9)\n    at async eval (/node_modules/x.js:1:1)\n',
    ),
  ).toBe(
    '[InvalidContentEntryDataError] caseStudies → x data does not match collection schema.\n  sources: expected at least 5 sources\n  Location:\n    /anywhere/case-studies/x/index.mdx\n',
  );
});

test('a sentence is said once, and a hint of ours stays', () => {
  const sentence = 'unknown claim "x" in case-studies/a; known: y';
  expect(shown(`08:00 [ERROR] [build] Caught error rendering /a/: Error: ${sentence}\n${sentence}\n`)).toBe(
    `08:00 [ERROR] [build] Caught error rendering /a/: Error: ${sentence}\n`,
  );
  expect(shown('  Hint:\n    do this\n')).toBe('  Hint:\n    do this\n');
});

test('lines that come in pieces are whole when they are looked at, in colour or not', () => {
  expect(shown('   at fo', 'o (file.mjs:1:2)\nafter', 'wards\n')).toBe('afterwards\n');
  expect(shown('\u001b[31m    at foo (file.mjs:1:2)\u001b[39m\n')).toBe('');
});

test('bold words of a message are words, and a field is named once', () => {
  expect(
    shown(
      '**caseStudies → x** data does not match.\n  **name**: **name**: Required\n  bogus**: **bogus: Required\n  ****: Unrecognized key: "nam"\n',
    ),
  ).toBe('caseStudies → x data does not match.\n  name: Required\n  bogus: Required\n  Unrecognized key: "nam"\n');
});

test("where an error passed through an author's own file stays", () => {
  const root = process.cwd();
  expect(
    shown(
      `    at Pictures (${root}/src/player/Pictures.tsx:1:1)\n    at View (${root}/simulations/x/view.tsx:12:16)\n    at _createMdxContent (${root}/case-studies/x/index.mdx:13:13)\n`,
    ),
  ).toBe('    at View (simulations/x/view.tsx:12:16)\n');
});
