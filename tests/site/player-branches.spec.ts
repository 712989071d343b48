/** Two branches of a run: what a reader changes is held against what was there before, and nothing of the past is lost. */
import { expect, test } from '@playwright/test';
import { laboratory, open, says } from './figure.ts';

const station = laboratory.replace('oversell', 'service-station');

test('a changed design is compared with the one before: two lanes, one playhead, every request marked', async ({
  page,
}) => {
  const figure = await open(page);
  await figure.root.getByRole('combobox', { name: 'Design' }).selectOption({ label: 'One atomic decrement' });
  await figure.press('Compare with before');
  await expect(figure.root.locator('.lane-label')).toHaveText(['Before', /^NowDesign One atomic decrement/]);
  await expect(says(page)).toHaveText('Before is shown above Now');
  await expect(figure.playhead).toHaveCount(1);
  await expect(figure.root.getByText('request by request')).toContainText('refused instead of completed');
  await figure.root.getByRole('button', { name: /^Request 3: / }).click();
  await expect(figure.root.getByRole('button', { name: /^Request 3: / })).toHaveAttribute('aria-pressed', 'true');
  const broken = figure.root.getByRole('list', { name: 'What must hold' }).getByRole('listitem').first();
  await expect(broken).toContainText(/broken at .* holds throughout/);
  await figure.press('Compare with before');
  await expect(figure.root.locator('.lane-label')).toHaveCount(0);
  await expect(figure.root.getByRole('combobox', { name: 'Design' })).toHaveValue('atomic-decrement');
  await figure.press('Compare with before');
  await figure.press('Back to before');
  await expect(figure.root.locator('.lane-label')).toHaveCount(0);
  await expect(figure.root.getByRole('combobox', { name: 'Design' })).not.toHaveValue('atomic-decrement');
});

test('there is nothing to compare before something is changed: the button says so, and keeps the focus', async ({
  page,
}) => {
  const figure = await open(page);
  const compare = figure.button('Compare with before');
  await expect(compare).toBeDisabled();
  await expect(compare).toHaveAccessibleDescription(/^There is nothing to compare yet/);
  await figure.press('Another seed');
  await expect(compare).toBeEnabled();
  await compare.press('Enter');
  await expect(figure.root.locator('.lane-label')).toHaveCount(2);
  await figure.button('As published').press('Enter');
  await expect(figure.button('As published')).toBeFocused();
  await expect(figure.button('As published')).toBeDisabled();
  await expect(figure.root.locator('.lane-label')).toHaveCount(0);
  await expect(compare).toBeDisabled();
});

test('over many seeds the paired difference has its interval, and its widest pair can be opened', async ({ page }) => {
  const figure = await open(page);
  await figure.root.getByRole('combobox', { name: 'Design' }).selectOption({ label: 'One atomic decrement' });
  await figure.press('Compare with before');
  await figure.press('Compare over 200 seeds');
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await expect(found).toContainText('Over 200 seeds', { timeout: 30_000 });
  await expect(says(page)).toHaveText(/^Over 200 seeds, .* better/);
  const row = found.getByRole('row', { name: /^Sold beyond what there was/ });
  await expect(row).toContainText(/better −[\d.]+ ± [\d.]+/);
  const seed = await row.getByRole('button').textContent();
  await row.getByRole('button').click();
  await expect(figure.run).toContainText(seed as string);
  await expect(figure.root.locator('.lane-label')).toHaveCount(2);
});

test('a knob that is turned from the playhead on leaves what was before it', async ({ page }) => {
  const figure = await open(page, station);
  const event = await figure.at();
  const sentence = await figure.now.textContent();
  await figure.root.getByRole('radio', { name: 'from the playhead on' }).check();
  await figure.root.getByRole('slider', { name: /^Service rate/ }).press('ArrowRight');
  await expect(figure.root.getByRole('list', { name: 'Faults added by you' }).getByRole('listitem')).toHaveCount(1);
  await figure.press('Compare with before');
  await expect(figure.root.locator('.difference.is-faster').first()).toBeVisible();
  await figure.press('Compare with before');
  await figure.playhead.focus();
  while ((await figure.at()) > event) await page.keyboard.press('ArrowLeft');
  await expect(figure.now).toHaveText(sentence as string);
});

test('a knob says that it was turned, and goes back; the focus stays with it', async ({ page }) => {
  const figure = await open(page, station);
  const servers = figure.root.getByRole('slider', { name: /^Servers/ });
  await servers.press('ArrowRight');
  await figure.press('Back to 1 server');
  await expect(servers).toHaveAttribute('aria-valuetext', '1 server');
  await expect(servers).toBeFocused();
  await expect(figure.button('As published')).toBeDisabled();
});

test('what the whole run measures is said beside the picture, with what it was before', async ({ page }) => {
  const figure = await open(page, station);
  const results = figure.root.locator('.player-results');
  await expect(results).not.toContainText('was');
  await figure.root.getByRole('slider', { name: /^Servers/ }).press('ArrowRight');
  await expect(results).toContainText(/wait mean[^▲▼]* better, was [\d.]+ s/);
});

test('the picture stays in sight while the last of its knobs is turned', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  await figure.root.getByText(/more knobs$/).click();
  const last = figure.root.locator('.player-knobs').last().getByRole('slider').last();
  await last.focus();
  await page.keyboard.press('ArrowRight');
  const box = await last.boundingBox();
  const stage = await figure.root.locator('.player-stage').boundingBox();
  expect(stage?.y).toBeGreaterThanOrEqual(-1);
  expect(box?.y).toBeGreaterThan((stage?.y ?? 0) + (stage?.height ?? 0));
});

test('scenarios are gone through one by one', async ({ page }) => {
  const figure = await open(page);
  const scenario = figure.root.getByRole('combobox', { name: /^Scenario 1 of \d+/ });
  const first = await scenario.inputValue();
  await figure.press('Next scenario');
  await expect(figure.root.getByRole('combobox', { name: /^Scenario 2 of/ })).not.toHaveValue(first);
  await figure.press('Previous scenario');
  await expect(scenario).toHaveValue(first);
});

test('compared runs have room on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const figure = await open(page);
  await figure.root.getByRole('combobox', { name: 'Design' }).selectOption({ label: 'One atomic decrement' });
  await figure.press('Compare with before');
  await figure.press('Compare over 200 seeds');
  await expect(figure.root.getByRole('group', { name: 'What was found' })).toContainText('Over 200 seeds', {
    timeout: 30_000,
  });
  const wider = await page.evaluate(() =>
    [...document.querySelectorAll('.player *')]
      .filter(
        (part) =>
          part.getBoundingClientRect().right > innerWidth + 1 && part.closest('svg, .paired, .player-views') === null,
      )
      .map((part) => part.className),
  );
  expect(wider).toEqual([]);
});

test('what the keyboard has come to is still seen when a run comes above it, and lanes and strips say whose they are', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const figure = await open(page);
  await figure.root.getByLabel('Design').selectOption('atomic-decrement');
  const compare = figure.button('Compare with before');
  await page.keyboard.press('Tab');
  await compare.focus();
  await page.keyboard.press('Enter');
  await expect(compare).toHaveAttribute('aria-pressed', 'true');
  await expect(compare).toBeFocused();
  await expect(compare).toBeInViewport({ ratio: 1 });
  await expect(figure.root.getByRole('group', { name: 'Before', exact: true })).toHaveCount(1);
  await expect(figure.root.getByRole('group', { name: 'Now against Before' })).toHaveCount(1);
});
