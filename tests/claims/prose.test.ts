import { expect, test } from 'vitest';
import { figuresIn } from '../../src/claims/prose.ts';

const found = (text: string) => figuresIn(text).map((figure) => figure.text);

test.each([
  ['It adds 5 ms to a request.', ['5 ms']],
  ['Half a million, 500,000 requests/s at the peak.', ['500,000 requests/s']],
  ['It lets 2× through.', ['2×']],
  ['An error of 0.003% and a price of $12.50.', ['0.003%', '$12.50']],
  ['It took 14 days and 883 servers.', ['14 days', '883 servers']],
])('%s', (text, figures) => {
  expect(found(text)).toEqual(figures);
});

test.each([
  'In 2017 the second of three teams wrote RFC 6585.',
  'Status 429 says so; see decision 0003 and version 4.2.1.',
  'A table of `500 ms` in code is code.',
  '<Claim id="edge-5ms" /> is a claim.',
  'A link to [the figures](./x-5ms.mdx#10s).',
  'Behind 30 ms {/* example */} nothing is claimed.',
])('quiet about: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('titles, sources and fences are not prose; sentences in a head are; lines are counted from the top of the file', () => {
  expect(figuresIn('---\nbreaks: It takes 8 ms.\n---\n')).toEqual([{ line: 2, text: '8 ms' }]);
  expect(figuresIn('---\ntitle: 5 ms\n---\n\n```\n7 ms\n```\n\nIt is 9 ms.\n')).toEqual([{ line: 9, text: '9 ms' }]);
});
