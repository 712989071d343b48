/** Whoever goes through a page with the keyboard comes to everything in it, and hears at each stop what it is. */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { pages } from './pages.ts';

const simulations = pages.filter((path) => /^\/simulations\/[^/]+\/$/.test(path));

/** What Chromium tells a screen reader of one element. */
interface Told {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
}

async function toldOf(page: Page): Promise<readonly { role: string; name: string; description: string }[]> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly Told[] };
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      role: role?.value ?? '',
      name: name?.value.trim() ?? '',
      description: description?.value ?? '',
    }));
}

const CONTROL =
  /^(?:button|link|checkbox|radio|switch|slider|combobox|textbox|searchbox|spinbutton|DisclosureTriangle)$/;
/** A moment, or a number: which of all of them? */
const BARE = /^[\d.,]+(?: ?(?:µs|ms|s|%))?$/;

for (const path of simulations) {
  test(`${path}: every stop has a name that says what it is, once`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    for (const island of await page.locator('astro-island').all()) {
      await island.evaluate((element) => element.firstElementChild?.scrollIntoView({ block: 'start' }));
      await expect(island).not.toHaveAttribute('ssr');
    }
    const told = await toldOf(page);
    const controls = told.filter(({ role }) => CONTROL.test(role));
    const named = controls.map(({ role, name }) => `${role} “${name}”`);
    expect(controls.length).toBeGreaterThan(30);
    expect(named.filter((_, i) => controls[i]?.name === '')).toEqual([]);
    expect(named.filter((_, i) => BARE.test(controls[i]?.name ?? ''))).toEqual([]);
    expect(named.filter((_, i) => /[▸▾‹›]/.test(controls[i]?.name ?? ''))).toEqual([]);
    // What is said as a name and then again as its description is heard twice.
    const twice = ({ name, description }: (typeof controls)[number]) =>
      name.includes(description) && description !== '';
    expect(named.filter((_, i) => twice(controls[i] as (typeof controls)[number]))).toEqual([]);
    const pictures = told.filter(({ role }) => /^(?:image|img|figure)$/.test(role));
    expect(pictures.filter(({ name }) => name === '')).toEqual([]);
  });

  test(`${path}: the Tab key passes no part of the page that is still asleep`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    let stops = 0;
    for (; stops < 1_000; stops++) {
      // Of what comes next a reader waits until it is awake; what nobody wakes is waited for in vain.
      await page.waitForFunction(() => {
        const { activeElement: here } = document;
        const isNext = (island: Element) =>
          here !== null && (here.compareDocumentPosition(island) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
        const next = here === document.body ? undefined : [...document.querySelectorAll('astro-island')].find(isNext);
        return next === undefined || next.closest('details:not([open])') !== null || !next.hasAttribute('ssr');
      });
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.closest('footer') !== null)) break;
    }
    expect(stops).toBeGreaterThan(50);
    expect(stops).toBeLessThan(1_000);
  });
}
