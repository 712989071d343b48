/** What is wrong in the head of a page, line by line: the YAML itself, and what the build will say to it. */
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { pageSchema } from '../src/layouts/page-schema.ts';
import type { SourceFile } from './source-files.ts';

type Path = readonly PropertyKey[];

/** "case-studies/x/index.mdx:7: order: Invalid input: expected number, received string". */
export function headOffences({ path, text }: Pick<SourceFile, 'path' | 'text'>): string[] {
  const head = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text)?.[1];
  if (head === undefined) return [`${path}:1: has no head; expected YAML between two lines of "---"`];
  const lines = new LineCounter();
  const document = parseDocument(head, { lineCounter: lines, prettyErrors: false });
  // The head's first line is the page's second.
  const at = (offset: number) => `${path}:${lines.linePos(offset).line + 1}`;
  if (document.errors.length > 0)
    return document.errors.map(
      ({ pos, message }) =>
        `${at(pos[0])}: ${message}; a sentence that holds a colon, a brace or a quotation mark stands in quotation marks`,
    );
  const issues = pageSchema.safeParse(document.toJS()).error?.issues ?? [];
  return issues.map(({ path: to, message }) => `${at(offsetOf(document, to))}: ${to.join('.')}: ${message}`);
}

/** Where the value stands, or whatever stands nearest round it: of what is missing there is no place. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1];
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key: name }) => String(name) === String(key)) : undefined;
    const node = isNode(pair?.key) ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
