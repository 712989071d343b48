/** What holds for every page, in both themes and at both ends of the range of widths. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { RunOnly } from 'axe-core';
import { pages } from './pages.ts';

/** Everything that a page does which nobody should see: errors, forbidden scripts, requests to anyone else. */
function watch(page: Page, ownHost: string): string[] {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && host !== ownHost) seen.push(`request to another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) seen.push(`${response.status()}: ${response.url()}`);
  });
  return seen;
}

/** From island to island down to the foot and back, with every fold open that has one in it, so that each wakes in sight. */
async function wakeEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details:has(astro-island)')) fold.setAttribute('open', '');
  });
  for (const island of await page.locator('astro-island').all()) {
    // An island has no box of its own; what it holds has one.
    await island.evaluate((element) => element.firstElementChild?.scrollIntoView({ block: 'start' }));
    await expect(island).not.toHaveAttribute('ssr');
  }
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.evaluate(() => scrollTo(0, 0));
}

/**
 * A chapter with a dozen figures has twenty thousand elements. To report the violations alone, in one go since no page of ours
 * has a frame, takes a quarter of the time of axe's usual way.
 */
const faultsOf = (page: Page, runOnly: RunOnly) =>
  new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();

/** Everything in light; in dark only what a theme can change. */
const rules = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} satisfies Record<string, RunOnly>;

// A chapter with a dozen figures, on a machine that does other things.
test.describe.configure({ timeout: 180_000 });

for (const path of pages) {
  test(`${path} runs without a complaint and asks nobody else for anything`, async ({ page, baseURL }) => {
    const seen = watch(page, new URL(baseURL ?? '').host);
    await page.goto(path);
    await wakeEverything(page);
    expect(seen).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${path} is accessible in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await wakeEverything(page);
      const { violations } = await faultsOf(page, rules[colorScheme]);
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
    });
  }

  test(`${path} fits a phone, and a window at 400 %`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await wakeEverything(page);
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await tooWide()).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 320, height: 512 });
    expect(await tooWide()).toBeLessThanOrEqual(0);
  });
}
