/**
 * `client:near`: an island wakes when it comes near the screen, or when the keyboard comes to what stands right before it or after
 * it. Asleep it has no stops: whoever goes on with the Tab key would be past it before it has ever been near.
 */
import type { ClientDirective } from 'astro';

/** As far from the screen as a page scrolls while an island is fetched. */
const NEAR = '300px';

/** A fold that is shut has no stops, whatever is in it. */
const ASLEEP = 'astro-island[ssr]';
const isShut = (island: Element): boolean => island.closest('details:not([open])') !== null;

/** The next ones in the order of the page that are still asleep: one after what has the focus, and one before it. */
function neighboursOf(focused: Element): readonly (Element | undefined)[] {
  const asleep = [...document.querySelectorAll(ASLEEP)].filter((island) => !isShut(island));
  const isAfter = (island: Element) =>
    (focused.compareDocumentPosition(island) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [asleep.find(isAfter), asleep.findLast((island) => !isAfter(island))];
}

const near: ClientDirective = (load, _, island) => {
  const wake = async () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
    const hydrate = await load();
    await hydrate();
  };
  const onFocus = ({ target }: FocusEvent) => {
    const focused = target as Element;
    if (focused.matches(':focus-visible') && neighboursOf(focused).includes(island)) wake();
  };
  const observer = new IntersectionObserver((all) => all.some(({ isIntersecting }) => isIntersecting) && wake(), {
    rootMargin: NEAR,
  });
  // An island has no box of its own; what it holds has one.
  for (const child of island.children) observer.observe(child);
  document.addEventListener('focusin', onFocus);
};

export default near;
