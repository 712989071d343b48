/** A wide table scrolls in a box of its own, never the page; the box can be reached by the keyboard. */
import { defineMdastPlugin } from 'satteri';

const box = { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Table, scrolls sideways' };

export const scrollingTables = defineMdastPlugin({
  name: 'scrolling-tables',
  table(node, context) {
    // Any node that holds blocks will do; hName makes a div of it.
    context.wrapNode(node, { type: 'blockquote', data: { hName: 'div', hProperties: box }, children: [] });
  },
});
