/** Before any script runs, or where none may: the text, and of each figure its first frame and what it shows in words. */
import { expect, test } from '@playwright/test';
import { pages } from './pages.ts';

test.use({ javaScriptEnabled: false });

/** What a reader set before its island woke would show one thing, and the island think another. */
const live = [
  ...['button', 'input', 'select', 'textarea'].map((control) => `${control}:enabled:not([readonly])`),
  '[role="button"]:not([aria-disabled="true"])',
].map((control) => `astro-island ${control}`);

for (const path of pages) {
  test(`${path} can be read without a script, and has nothing to press that only a script could answer`, async ({
    page,
  }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    // What is folded away opens without a script as well.
    const folded = page.locator('details:not([open]):has(.figure) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
    for (const figure of await page.locator('.figure').all()) {
      // The picture is named by its title and described by sentences, which are in the page.
      const picture = figure.locator('svg[aria-labelledby][aria-describedby]').first();
      await expect(picture).toBeVisible();
      await expect(picture).toHaveAccessibleName(/\w/);
      await expect(picture).toHaveAccessibleDescription(/\w/);
    }
    await expect(page.locator(live.join(', '))).toHaveCount(0);
  });
}
