import { expect, test } from 'vitest';
import { headOffences } from '../../src/layouts/page-head.ts';

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
const SOURCE =
  'sources:\n  - title: A page\n    publisher: Somebody\n    url: https://example.org\n    read: 2026-11-21\n    usedFor: this';
const DECISION = `page: decision
title: Take a token
description: Take one.
status: draft
state: accepted
context: It is needed.
drivers: [One, Another]
options:
  - { name: A token, good: [Safe.], bad: [Slow.] }
  - { name: None, good: [Fast.], bad: [Unsafe.] }
chosen: A token
because: it is safe.
consequences: { good: [Safe.], bad: [Slow.] }
confirmation: [{ claim: one, says: "Here:" }]
revisit: Never.`;

test('a head that says all there is to say is right', () => {
  expect(page(BRIEF)).toEqual([]);
  expect(page(BRIEF.replace('sources: []', SOURCE))).toEqual([]);
  expect(page(DECISION)).toEqual([]);
});
test('a head with the line ends of another system is read alike', () => {
  expect(headOffences({ path: 'a.mdx', text: `---\n${BRIEF}\n---\n`.replaceAll('\n', '\r\n') })).toEqual([]);
});
test('a value of another kind is told with its line, and what came', () => {
  expect(page(BRIEF.replace('order: 20', 'order: soon'))).toEqual([
    'case-studies/x/index.mdx:9: order: expected a number, got "soon"',
  ]);
  expect(page(BRIEF.replace('draft', 'done'))).toEqual([
    'case-studies/x/index.mdx:6: status: expected one of draft, published, got "done"',
  ]);
});
test('a kind of page that is none is told with those that are', () => {
  expect(page(BRIEF.replace('page: index', 'page: brief'))).toEqual([
    'case-studies/x/index.mdx:2: page: expected one of index, requirements, capacity, architecture, decision, failures, tradeoffs, operations, got "brief"',
  ]);
});
test('what is misspelt is told where it stands, with what is known there', () => {
  expect(page(BRIEF.replace('answer', 'anwser'))).toEqual([
    'case-studies/x/index.mdx:2: answer: is missing; expected a string',
    'case-studies/x/index.mdx:8: anwser: is no field here; known: page, title, description, status, name, question, answer, facts, simulations, figure, sources, order',
  ]);
  expect(page(BRIEF.replace('sources: []', SOURCE.replace('url', 'link')))).toEqual([
    'case-studies/x/index.mdx:11: sources.0.url: is missing; expected an https address',
    'case-studies/x/index.mdx:13: sources.0.link: is no field here; known: title, author, publisher, url, read, usedFor',
  ]);
});
test('what is missing within a list is told with the line of its entry', () => {
  expect(page(BRIEF.replace('sources: []', SOURCE.replace('\n    read: 2026-11-21', '')))).toEqual([
    'case-studies/x/index.mdx:11: sources.0.read: is missing; expected a day as 2026-01-31',
  ]);
});
test('a list that is too short is told', () => {
  expect(page(DECISION.replace('[One, Another]', '[One]'))).toEqual([
    'case-studies/x/index.mdx:8: drivers: expected 2 or more entries',
  ]);
});
test('what was decided is one of the options, letter by letter', () => {
  expect(page(DECISION.replace('chosen: A token', 'chosen: a token'))).toEqual([
    'case-studies/x/index.mdx:12: chosen: expected the name of one of the options: A token; None, got "a token"',
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
