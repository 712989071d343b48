/** A wide table scrolls in a box of its own, never the page; the box can be reached by the keyboard, and is named by its columns. */
import { defineMdastPlugin } from 'satteri';

interface Node {
  readonly value?: string;
  readonly children?: readonly unknown[];
}

const textOf = ({ value, children = [] }: Node): string =>
  value ?? children.map((child) => textOf(child as Node)).join(''); // whatever it is, it has words or parts

export const scrollingTables = defineMdastPlugin({
  name: 'scrolling-tables',
  table(node, context) {
    const heads = node.children[0]?.children.map(textOf).filter((head) => head !== '') ?? [];
    const box = {
      class: 'table',
      tabindex: '0',
      role: 'group',
      'aria-label': `Table of ${heads.join(', ')}; scrolls sideways`,
    };
    // Any node that holds blocks will do; hName makes a div of it.
    context.wrapNode(node, { type: 'blockquote', data: { hName: 'div', hProperties: box }, children: [] });
  },
});
