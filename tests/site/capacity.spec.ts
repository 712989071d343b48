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

test('a field shows thousands as the page does, takes arrows, and keeps the last number that could be read', async ({
  page,
}) => {
  const peak = page.getByRole('spinbutton', { name: /Requests at the peak/ });
  const verdicts = page.getByRole('list', { name: 'Decisions' });
  await peak.scrollIntoViewIfNeeded();
  await expect(peak).toBeEditable();
  await expect(peak).toHaveValue('500,000');
  await peak.press('ArrowDown');
  await expect(peak).toHaveValue('400,000');
  await expect(verdicts).toContainText('One shard? No, 9 shards');
  await peak.fill('4x');
  await expect(peak).toHaveAttribute('aria-invalid', 'true');
  await peak.blur();
  await expect(peak).toHaveValue('400,000');
});

test('the contents lead to the inputs, the results and each decision', async ({ page }) => {
  const contents = page.getByRole('navigation', { name: 'On this page', exact: true });
  for (const name of ['Inputs', 'Results', 'Shared store in time', 'What it says']) {
    await contents.getByRole('link', { name, exact: true }).click();
    await expect(page.locator(':target')).toBeInViewport();
  }
});
