import { expect, test } from 'vitest';
import { headOffences } from './page-head.ts';

const page = (head: string) =>
  headOffences({ path: 'case-studies/x/index.mdx', text: `---\n${head}\n---\n\nProse.\n` });
const BRIEF = `page: index
title: Can it happen
name: It
description: It happens.
status: draft
question: Can it happen?
answer: Yes.
order: 20
sources: []`;

test('a head that says all there is to say is right', () => {
  expect(page(BRIEF)).toEqual([]);
});
test('a value of another kind is told with its line', () => {
  expect(page(BRIEF.replace('order: 20', 'order: soon'))).toEqual([
    'case-studies/x/index.mdx:9: order: Invalid input: expected number, received string',
  ]);
});
test('what is not known is told', () => {
  expect(page(`${BRIEF}\nanswers: Yes.`)[0]).toContain('Unrecognized key: "answers"');
});
test('what is missing within a list is told with the line of its entry', () => {
  const source =
    'sources:\n  - title: A page\n    publisher: Somebody\n    url: https://example.org\n    read: 2026-11-21';
  expect(page(BRIEF.replace('sources: []', source))).toEqual([
    'case-studies/x/index.mdx:11: sources.0.usedFor: Invalid input: expected string, received undefined',
  ]);
});
test('a colon in a sentence is told where it stands, and what to do', () => {
  const [offence] = page(BRIEF.replace('It happens.', 'It happens: often.'));
  expect(offence).toMatch(/^case-studies\/x\/index\.mdx:5: .*stands in quotation marks$/);
});
test('a page without a head is told', () => {
  expect(headOffences({ path: 'a.mdx', text: 'Prose.' })).toEqual([
    'a.mdx:1: has no head; expected YAML between two lines of "---"',
  ]);
});
