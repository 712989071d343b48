/** The calculator in a browser: what a reader types stays as typed, decisions turn in sight, and the study's inputs come back. */
import { expect, test } from '@playwright/test';

test.beforeEach(async ({ page }) => {
  await page.goto('/case-studies/rate-limiting/capacity/');
});

test('typing an input turns a decision, by the keyboard alone, and the study’s inputs come back', async ({ page }) => {
  const scraper = page.getByRole('spinbutton', { name: /What a scraper sends/ });
  const verdicts = page.getByRole('list', { name: 'Decisions' });
  await scraper.scrollIntoViewIfNeeded();
  await expect(scraper).toBeEditable();
  await scraper.press('ControlOrMeta+A');
  await scraper.press('Delete');
  await scraper.pressSequentially('8.5');
  await expect(scraper).toHaveValue('8.5');
  await expect(verdicts).toContainText('Local counters? Yes, 8.5');
  await expect(verdicts).toContainText('(was no)');
  await expect(verdicts).toBeInViewport();
  await page.getByRole('button', { name: 'Back to the study’s inputs' }).click();
  await expect(scraper).toHaveValue('50');
  await expect(verdicts).not.toContainText('was');
});

test('on a phone nothing of it is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.locator('.capacity-sheet *').evaluateAll(
    (elements) =>
      elements
        .filter((element) => !element.closest('.visually-hidden, thead'))
        .map((element) => element.getBoundingClientRect())
        .filter(({ right, width }) => width > 0 && right > window.innerWidth + 1).length,
  );
  expect(wide).toBe(0);
});
