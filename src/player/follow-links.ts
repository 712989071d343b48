/**
 * A link to a moment names a figure that may be far down the page and still asleep: it is brought into view, which wakes it. The
 * figure reads the rest of the address itself.
 */
function follow(): void {
  const figure = /^#([\w-]+)[~@]/.exec(decodeURIComponent(location.hash))?.[1];
  if (figure === undefined) return;
  document.getElementById(figure)?.scrollIntoView({ block: 'start' });
}
follow();
addEventListener('hashchange', follow);
