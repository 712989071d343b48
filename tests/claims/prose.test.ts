import { expect, test } from 'vitest';
import { figuresIn } from '../../src/claims/prose.ts';

const found = (text: string) => figuresIn(text).map((figure) => figure.text);

test.each([
  ['It adds 5 ms to a request.', ['5 ms']],
  ['Half a million, 500,000 requests/s at the peak.', ['500,000 requests/s']],
  ['It lets 2× through.', ['2×']],
  ['An error of 0.003% and a price of $12.50.', ['0.003%', '$12.50']],
  ['It took 14 days and 883 servers.', ['14 days', '883 servers']],
  ['A 20-ms timeout, or 30 milliseconds.', ['20-ms', '30 milliseconds']],
  ['It is 99.9 % up; five per cent fail, 12 percent are slow.', ['99.9 %', 'five per cent', '12 percent']],
  ['Three requests cost three times the price, tenfold what 3-fold would.', ['three times the', 'tenfold', '3-fold']],
  ['A factor of 4, by a factor of ten.', ['factor of 4', 'factor of ten']],
  ['It costs USD 20, €5, 20 dollars or 3 cents.', ['USD 20', '€5', '20 dollars', '3 cents']],
  [
    '10k rps, 100 requests a minute, 5 Gbit/s and 12 orders/s.',
    ['10k rps', '100 requests a minute', '5 Gbit/s', '12 orders/s'],
  ],
  ['Ten thousand tenants and half a million requests.', ['thousand tenants', 'half a million requests']],
  ['One was lost; 3 in 10,000 were.', ['3 in 10,000']],
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
  'A factor of three{/* example */} is an example.',
  'Two 429s and a 503, in the 1990s, over HTTP/2 with SHA-256.',
  'It tries three times; two bursts of ten; the second of 5 questions; F-9, A-1, Q-3.',
  'On 24 November 2026, chapter 5, section 10.2.3, Redis 8.8, IPv4, the 99th percentile, p99.',
  'It costs little for a million requests, or per million requests.',
  'Three gateways, a hundred of them, seven limiters, one request.',
])('quiet about: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('titles, sources and fences are not prose; sentences in a head are; lines are counted from the top of the file', () => {
  expect(figuresIn('---\nbreaks: It takes 8 ms.\n---\n')).toEqual([{ line: 2, text: '8 ms' }]);
  expect(figuresIn('---\ntitle: 5 ms\n---\n\n```\n7 ms\n```\n\nIt is 9 ms.\n')).toEqual([{ line: 9, text: '9 ms' }]);
});
