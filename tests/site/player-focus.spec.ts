/** What goes when it is pressed hands the focus to what is beside it, and not to the whole figure. */
import { expect, test } from '@playwright/test';
import { holdWork, laboratory, open } from './figure.ts';

test('a chip that is taken away leaves the focus with its neighbour, or where faults are added', async ({ page }) => {
  const figure = await open(page, laboratory);
  await figure.press('To the start');
  const add = figure.button(/^Break it at/);
  await add.press('Enter');
  const faults = figure.root.getByRole('group', { name: 'Break something at the playhead' });
  await faults.getByRole('combobox').first().selectOption('pause, unaware');
  await add.press('Enter');
  const chips = figure.root.getByRole('list', { name: 'Faults added by you' }).getByRole('button');
  await expect(chips).toHaveCount(2);
  await chips.first().press('Enter');
  await expect(chips).toHaveCount(1);
  await expect(chips).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
});

test('what was found is closed, and the focus goes to where one looks for another', async ({ page }) => {
  const figure = await open(page);
  const search = figure.button('Find the shortest way to break this');
  await search.press('Enter');
  await figure.button('Close').press('Enter');
  await expect(figure.root.getByRole('group', { name: 'What was found' })).toBeHidden();
  await expect(search).toBeFocused();
});

test('a button keeps the focus while its work is done, says why it cannot be pressed again, and has it back when that is cancelled', async ({
  page,
}) => {
  const figure = await open(page);
  const letGo = await holdWork(page);
  for (const name of ['1,000 seeds', 'Find the shortest way to break this']) {
    const asked = figure.button(name);
    await asked.press('Enter');
    await expect(figure.button('Cancel')).toBeVisible();
    await expect(asked).toBeFocused();
    await expect(asked).toHaveAccessibleDescription(/wait for it, or cancel it/);
    await figure.button('Cancel').press('Enter');
    await expect(asked).toBeFocused();
    await expect(asked).toBeEnabled();
  }
  letGo();
});

test('whoever waits for what is found goes on from there: from the button that plays the way, or from the answer', async ({
  page,
}) => {
  const figure = await open(page);
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await figure.button('Find the shortest way to break this').press('Enter');
  await expect(found).toBeVisible();
  await expect(figure.button(/^Play/)).toBeFocused();
  await figure.button('1,000 seeds').press('Enter');
  await expect(found).toContainText('1,000 runs');
  await expect(found).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await found.evaluate((group) => group.contains(document.activeElement))).toBe(true);
  await figure.root.getByLabel('Design').selectOption('atomic-decrement');
  await figure.button('Find the shortest way to break this').press('Enter');
  await expect(found).toContainText('Nothing broke');
  await expect(found).toBeFocused();
});

test('whoever has gone elsewhere by the time that something is found stays there', async ({ page }) => {
  const figure = await open(page);
  const letGo = await holdWork(page);
  await figure.button('1,000 seeds').press('Enter');
  await expect(figure.button('Cancel')).toBeVisible();
  await figure.playhead.focus();
  letGo();
  await expect(figure.root.getByRole('group', { name: 'What was found' })).toBeVisible();
  await expect(figure.playhead).toBeFocused();
});
