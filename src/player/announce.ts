/**
 * One polite live region for the whole page, whatever the number of figures. What has been overtaken before it was said is
 * never said: only the last sentence of a burst is, and at most one a second.
 */
const ID = 'faultline-says';
const SETTLE_MS = 150;
/** Nobody can listen to more. */
const APART_MS = 1_000;
let saidMs = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** A region has to stand in the page before it speaks. */
export function prepareToAnnounce(): HTMLElement {
  const found = document.getElementById(ID);
  if (found !== null) return found;
  const region = document.createElement('div');
  region.id = ID;
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return region;
}

export function announce(text: string): void {
  const region = prepareToAnnounce();
  clearTimeout(waiting);
  const restMs = Math.max(SETTLE_MS, saidMs + APART_MS - performance.now());
  waiting = setTimeout(() => {
    saidMs = performance.now();
    // The same sentence twice is said twice only if the text differs.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }, restMs);
}
