/** A study on paper: nothing is cut off at the edge, and it says where it is from. */
import { expect, test } from '@playwright/test';
import { pages } from './pages.ts';

/** What is left of A4 between margins of 15 mm, in CSS pixels. */
const PAPER = 680;

for (const path of pages.filter((page) => /^\/case-studies\/[^/]+\/.*/.test(page)))
  test(`${path} fits a sheet`, async ({ page }) => {
    await page.setViewportSize({ width: PAPER, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await page.goto(path);
    const cut = await page.locator('main :is(svg, pre, table, img)').evaluateAll(
      (all, paper) =>
        all
          .filter((element) => element.checkVisibility())
          .filter(
            (element) =>
              element.getBoundingClientRect().right > paper + 1 || element.scrollWidth > element.clientWidth + 1,
          )
          .map((element) => `${element.tagName} .${element.getAttribute('class')}`),
      PAPER,
    );
    expect(cut).toEqual([]);
    await expect(page.getByText(new RegExp(`Faultline · .*${path}$`))).toBeVisible();
  });

test('an address stands behind the words of its link once', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  for (const path of pages.filter((one) => one.startsWith('/simulations/'))) {
    await page.goto(path);
    const twice = await page.locator('main .prose a[href^="http"], main.prose a[href^="http"]').evaluateAll((links) =>
      links
        .filter((link) => link.getAttribute('href')?.endsWith(link.textContent ?? ''))
        .filter((link) => getComputedStyle(link, '::after').content !== 'none')
        .map((link) => link.textContent),
    );
    expect(twice, path).toEqual([]);
  }
});
