/** The picture of a theory in a browser: points and the pointer set the knob, and the curve is run again with other knobs. */
import { expect, type Page, test } from '@playwright/test';
import { pages } from './pages.ts';

/** Opens a laboratory of which something is foretold: found by what the built page shows. */
async function open(page: Page): Promise<void> {
  for (const path of pages.filter((one) => /^\/simulations\/[^/]+\/$/.test(one))) {
    await page.goto(path);
    if ((await page.locator('#run .theory-point').count()) === 0) continue;
    await expect(page.locator('#run .player')).toHaveAttribute('data-state', 'awake');
    // Until its width is known both arrangements are there, and the one that stays is drawn anew.
    await expect(page.locator('#run .when-narrow')).toHaveCount(0);
    await expect(page.locator('#run .theory-choice').first()).toBeVisible();
    return;
  }
  throw new Error('no page shows a theory; expected a laboratory whose model has one');
}
const own = (page: Page) => page.locator('#run .theory-own title').first();

test('a point opens a run of it, and a pointer takes the run along the curve', async ({ page }) => {
  await open(page);
  const points = page.locator('#run .theory-choice');
  const before = await own(page).textContent();
  await points.nth(2).focus();
  await page.keyboard.press('Enter');
  await expect(own(page)).not.toHaveText(before ?? '');
  await expect(points.nth(2)).toHaveAttribute('aria-pressed', 'true');
  const area = await page.locator('#run .theory-drag').boundingBox();
  if (area === null) throw new Error('the area of the curve is not on the page');
  const chosen = await own(page).textContent();
  await page.mouse.move(area.x + 0.3 * area.width, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(area.x + 0.6 * area.width, area.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(own(page)).not.toHaveText(chosen ?? '');
});

test('other knobs have no points until the curve is run with them, which can be cancelled', async ({ page }) => {
  await open(page);
  const points = page.locator('#run .theory-choice');
  const button = page.locator('#run .theory-picker button');
  const count = await points.count();
  await expect(button).toBeDisabled();
  await page.locator('#run .player-knobs input[type=radio]:not(:checked):visible').first().check();
  await expect(points).toHaveCount(0);
  await button.click();
  await button.filter({ hasText: 'Cancel' }).click();
  await expect(points).toHaveCount(0);
  await button.click();
  await expect(points).toHaveCount(count, { timeout: 40_000 });
  await expect(button).toBeDisabled();
});

test('another scenario begins with the theory that tells of it, whatever was chosen before', async ({ page }) => {
  await open(page);
  const choice = page.locator('#run').getByRole('combobox', { name: 'Theory of' });
  const first = await choice.inputValue();
  await choice.selectOption({ index: (await choice.locator('option').count()) - 1 });
  await expect(choice).not.toHaveValue(first);
  await page.locator('#run').getByRole('button', { name: 'Next scenario' }).click();
  await page.locator('#run').getByRole('button', { name: 'Previous scenario' }).click();
  await expect(choice).toHaveValue(first);
});
