/** With the keyboard alone: what the keys mean can be looked up, and no press loses the place. */
import { expect, test } from '@playwright/test';
import { KEYS, printed } from '../../src/player/keys.ts';
import { embedded, open, says } from './figure.ts';

test('the keys are listed where they are asked for, by the name of the button that does the same', async ({ page }) => {
  const figure = await open(page, embedded);
  const keys = figure.root.locator('.player-keys');
  const list = keys.getByRole('listitem');
  await expect(list).toHaveCount(0); // folded away
  await keys.getByText('Keys', { exact: true }).click();
  await expect(list).toHaveText(Object.entries(KEYS).map(([key, { does }]) => `${printed(key)} ${does}`));
});

test('the question mark shows the keys, says them, and hides them again; the focus stays where it is', async ({
  page,
}) => {
  const figure = await open(page);
  const list = figure.root.locator('.player-keys').getByRole('listitem');
  await figure.button('On one event').focus();
  await page.keyboard.press('?');
  await expect(list.first()).toBeVisible();
  await expect(says(page)).toContainText('Space: Play or pause');
  await expect(figure.button('On one event')).toBeFocused();
  await page.keyboard.press('?');
  await expect(list).toHaveCount(0);
});

test('the list of keys is put away by Escape, and the focus stays where it is', async ({ page }) => {
  const figure = await open(page);
  const keys = figure.root.locator('.player-keys');
  await keys.getByText('Keys', { exact: true }).click();
  await expect(keys.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys.getByRole('listitem')).toHaveCount(0);
  await expect(keys.locator('summary')).toBeFocused();
});

test('in a narrow window the list of keys leaves what plays it in reach', async ({ page }) => {
  await page.setViewportSize({ width: 420, height: 900 });
  const figure = await open(page);
  const keys = figure.root.locator('.player-keys');
  await keys.getByText('Keys', { exact: true }).click();
  const list = await keys.getByRole('list').boundingBox();
  for (const control of [figure.button('On one event'), figure.playhead, keys.locator('summary')]) {
    const box = await control.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(list?.y ?? 0);
  }
  const before = await figure.at();
  await figure.button('Back one event').click();
  await expect.poll(() => figure.at()).not.toBe(before);
});

test('a key of the list does what its button does', async ({ page }) => {
  const figure = await open(page);
  await figure.playhead.focus();
  for (const [key, { icon, act }] of Object.entries(KEYS)) {
    if (icon === undefined || act === 'toggle') continue;
    await figure.press('To the start');
    await figure.press('On one event');
    await figure.press('On one event');
    await figure.playhead.focus();
    await page.keyboard.press(key);
    const byKey = await figure.at();
    await figure.press('To the start');
    await figure.press('On one event');
    await figure.press('On one event');
    await figure.root.locator(`[aria-keyshortcuts="${key}"]`).click();
    expect(await figure.at(), key).toBe(byKey);
  }
});
