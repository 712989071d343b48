/** A page has one first heading, and the layout writes it: what a file calls `# …` is a part of the page like the others. */
import { defineMdastPlugin } from 'satteri';

export const partsOfThePage = defineMdastPlugin({
  name: 'parts-of-the-page',
  heading(node, context) {
    if (node.depth === 1) context.setProperty(node, 'depth', 2);
  },
});
