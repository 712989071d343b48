/** `:::note[Title]` … `:::` becomes an aside. Three kinds, so that they keep their meaning. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';

const kinds: Readonly<Record<string, string>> = {
  note: 'Note',
  predict: 'Predict first',
  limits: 'What this leaves out',
};

export const asides = defineMdastPlugin({
  name: 'asides',
  options: { position: true },
  containerDirective(node, context) {
    const label = kinds[node.name];
    if (label === undefined) {
      const file = context.fileURL ? path.relative(process.cwd(), fileURLToPath(context.fileURL)) : 'a page';
      const known = Object.keys(kinds).join(', ');
      throw new Error(`${file}:${node.position?.start.line}: unknown aside ":::${node.name}"; known: ${known}`);
    }
    return {
      type: 'blockquote',
      // A note and no landmark: a page has several of a kind, and nobody wants to jump to "Predict first".
      data: { hName: 'aside', hProperties: { class: `aside aside-${node.name}`, role: 'note', 'aria-label': label } },
      children: [
        { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: label }] }] },
        ...node.children,
      ],
    };
  },
});
