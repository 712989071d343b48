/** What plays a run is in sight with its picture, before anybody scrolls, and covers nothing that has the focus. */
import { expect, test } from '@playwright/test';
import { figureOn, laboratory, open } from './figure.ts';
import { pages } from './pages.ts';

const laboratories = pages.filter((path) => /^\/simulations\/[^/]+\/$/.test(path));
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

for (const viewport of WINDOWS)
  test(`in a window of ${viewport.width} × ${viewport.height} every laboratory can be played at first sight`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    for (const path of laboratories) {
      await page.goto(path);
      const { button, root } = figureOn(page.getByRole('figure').first());
      await expect(button(/^Play/), path).toBeEnabled();
      await expect(button(/^Play/), path).toBeInViewport({ ratio: 1 });
      await expect(root.locator('.player-lanes'), path).toBeInViewport();
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }
  });

test('whatever the keyboard reaches is scrolled clear of the transport', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  await figure.root.getByRole('checkbox', { name: 'Topology' }).focus();
  const covered: (string | undefined)[] = [];
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press('Tab');
    covered.push(
      await page.evaluate(() => {
        const focused = document.activeElement as Element;
        const { left, width, bottom } = focused.getBoundingClientRect();
        const top = document.elementFromPoint(left + width / 2, bottom - 3);
        const bar = top?.closest('.player-transport');
        return bar && !bar.contains(focused) ? focused.textContent?.slice(0, 30) : undefined;
      }),
    );
  }
  expect(covered.filter((name) => name !== undefined)).toEqual([]);
});

test('nothing under the picture moves from the start over all that happens to the end', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  const heights = new Set<number>();
  const measure = async () => heights.add(Math.round((await figure.root.boundingBox())?.height ?? 0));
  await figure.press('To the start');
  for (let landmark = 0; landmark < 12; landmark++) {
    await measure();
    await figure.press('On to the next landmark');
  }
  await figure.press('To the end');
  await measure();
  expect(heights.size).toBe(1);
});
