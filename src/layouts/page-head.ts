/** What is wrong in the head of a page, line by line: the YAML itself, and what the schemas say to it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'astro/zod';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { fieldsAt } from './page-fields.ts';
import { pageSchema } from './page-schema.ts';

interface Page {
  readonly path: string;
  readonly text: string;
}
type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;
type Offence = readonly [where: Path, what: string];

/** Throws with every offence in the heads of all pages of case studies, each on a line of its own with its file and line. */
export function expectRightHeads(): void {
  const offences = pages().flatMap(headOffences);
  if (offences.length > 0)
    throw new Error(`${offences.join('\n')}\nsrc/layouts/page-schema.ts says what stands in the head of a page.`);
}

const pages = (): Page[] =>
  readdirSync('case-studies', { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join('case-studies', file.replaceAll(path.sep, '/')))
    .filter((file) => file.endsWith('.mdx') && !file.includes('/_'))
    .map((file) => ({ path: file, text: readFileSync(file, 'utf8') }));

/** "case-studies/x/index.mdx:7: order: expected a number, got "soon"". */
export function headOffences({ path: file, text }: Page): string[] {
  const head = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1];
  if (head === undefined) return [`${file}:1: has no head; expected YAML between two lines of "---"`];
  const lines = new LineCounter();
  const document = parseDocument(head, { lineCounter: lines, prettyErrors: false });
  // The head's first line is the page's second.
  const at = (offset: number) => `${file}:${lines.linePos(offset).line + 1}`;
  if (document.errors.length > 0)
    return document.errors.map(
      ({ pos, message }) =>
        `${at(pos[0])}: ${message}; a sentence that holds a colon, a brace or a quotation mark stands in quotation marks`,
    );
  const issues = pageSchema.safeParse(document.toJS()).error?.issues ?? [];
  return issues
    .flatMap((issue) => told(issue, document))
    .map(([to, what]) => `${at(offsetOf(document, to))}: ${to.join('.')}: ${what}`);
}

function told(issue: Issue, document: Document): Offence[] {
  const { path: to, message } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...to, key], `is no field here; known: ${fieldsAt(document.toJS(), to)}`]);
  const value: unknown = document.getIn(to);
  const expected = /^expected /.test(message) ? message : (expectedBy(issue) ?? message);
  if (value === undefined || value === null) return [[to, `is missing; ${expected}`]];
  return [[to, isNode(value) ? expected : `${expected}, got ${JSON.stringify(value)}`]];
}

/** Zod's words, where a sentence of ours says more or is shorter. */
function expectedBy(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type')
    return `expected ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_union' && 'options' in issue) return `expected one of ${issue.options?.join(', ')}`;
  if (issue.code === 'too_small' && issue.origin === 'array') return `expected ${issue.minimum} or more entries`;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'expected words';
  return undefined;
}

/** Where the value stands, or whatever stands nearest round it: of what is missing there is no place. */
function offsetOf(document: Document, to: Path): number {
  for (let length = to.length; length > 0; length--) {
    const key = to[length - 1];
    const parent = length === 1 ? document.contents : document.getIn(to.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key: name }) => String(name) === String(key)) : undefined;
    const node = isNode(pair?.key) ? pair.key : document.getIn(to.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
