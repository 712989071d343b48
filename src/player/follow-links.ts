/**
 * A link to a moment names a figure that may be far down the page and still asleep: it is brought into view, which wakes it. The
 * figure reads the rest of the address itself.
 */
import { figureOf } from './fragment.ts';

function follow(): void {
  const figure = figureOf(location.hash);
  if (figure !== undefined) document.getElementById(figure)?.scrollIntoView({ block: 'start' });
}
follow();
addEventListener('hashchange', follow);
