/** A wide table scrolls in a box of its own, never the page; the box can be reached by the keyboard. */
import { defineMdastPlugin } from 'satteri';

export const scrollingTables = defineMdastPlugin({
  name: 'scrolling-tables',
  table(node, context) {
    if (context.parent(node)?.data?.['hName'] === 'div') return undefined;
    return {
      type: 'paragraph',
      data: { hName: 'div', hProperties: { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Table, scrolls sideways' } },
      children: [node],
    } as never;
  },
});
