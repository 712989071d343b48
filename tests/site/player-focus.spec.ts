/** What goes when it is pressed hands the focus to what is beside it, and not to the whole figure. */
import { expect, test } from '@playwright/test';
import { laboratory, open } from './figure.ts';

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
