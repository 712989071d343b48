/** What takes longer than a frame: every order explored, a thousand seeds run. */
import { expect, test } from '@playwright/test';
import { laboratory, open, says } from './figure.ts';

test('the shortest way to break it is found, told step by step, and shown in the same player', async ({ page }) => {
  const figure = await open(page);
  await figure.press('Find the shortest way to break this');
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await expect(found).toContainText('No order does it in fewer.');
  await expect(found).toContainText('every order of deliveries and timers');
  await expect(figure.run).toContainText('a chosen order');
  await expect(says(page)).toContainText('No order does it in fewer.');
  // Beside the picture it is said what was opened, and what to do; whoever pressed the button has the figure, and the key.
  await expect(figure.now).toContainText(
    /Shortest way found in a small configuration: \d+ steps, the last of which breaks “no more is sold than there was”\. Press play\./,
  );
  const steps = found.getByRole('listitem');
  expect(await figure.last()).toBe((await steps.count()) - 1);
  await steps.last().getByRole('button').click();
  await expect(figure.now).toContainText('This no longer holds');
  await figure.press('As published');
  await expect(figure.run).toContainText('seed 131');
});

test('the way on from the moment on the screen can be searched', async ({ page }) => {
  const figure = await open(page);
  await figure.press('To the start');
  for (let i = 0; i < 3; i++) await figure.press('On one event');
  const sentence = await figure.now.locator('span').last().textContent();
  await figure.press('From this moment on');
  await expect(figure.root.getByRole('group', { name: 'What was found' })).toContainText('from this moment on break');
  expect(await figure.at()).toBe(2);
  const withoutTime = (text: string | null) => text?.replace(/^\S+ (?:ms|s|µs|\d+) | Shortest way found.*$/g, '');
  await expect(figure.now).toContainText('Shortest way found');
  expect(withoutTime(await figure.now.locator('span').last().textContent())).toBe(withoutTime(sentence));
});

test('where nobody can search from the moment on the screen the button says why, and where nobody ever can there is none', async ({
  page,
}) => {
  const figure = await open(page, laboratory.replace('oversell', 'broker-queue'));
  const fromHere = figure.button('From this moment on');
  await figure.press('To the start');
  await expect(fromHere).toBeEnabled();
  await figure.press('To the end');
  await expect(fromHere).toBeDisabled();
  await expect(fromHere).toHaveAccessibleDescription(/^Time or chance decided event \d+; .* only before it\.$/);
  // With the keyboard one comes to it all the same, and is told.
  await fromHere.focus();
  await page.keyboard.press('Enter');
  await expect(figure.root.locator('.player-note')).toHaveText(/^Time or chance decided event/);
  await expect(fromHere).toBeFocused();
  const lifecycle = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  await expect(lifecycle.button('Find the shortest way to break this')).toBeEnabled();
  await expect(lifecycle.button('From this moment on')).toHaveCount(0);
});

test('a design that holds is not called safe: the bounds stand beside what was visited', async ({ page }) => {
  const figure = await open(page);
  await figure.root.getByLabel('Design').selectOption('atomic-decrement');
  await figure.press('Find the shortest way to break this');
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await expect(found).toContainText(/Nothing broke: all [\d,]+ states that can be reached were visited\./);
  await expect(found).toContainText('no crashes');
  await expect(found).not.toContainText('safe');
});

test('a thousand seeds are run, and the worst of them is opened', async ({ page }) => {
  const figure = await open(page);
  await figure.press('1,000 seeds');
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await expect(found).toContainText('of 1,000 runs', { timeout: 30_000 });
  await expect(says(page)).toContainText('of 1,000 runs');
  expect(await found.locator('.seed').count()).toBe(1_000);
  const worst = found.getByRole('button', { name: /^Open the worst/ });
  const seed = /\d+/.exec((await worst.textContent()) ?? '')?.[0];
  await worst.click();
  await expect(figure.run).toContainText(`seed ${seed} `);
  await figure.root.getByLabel('Design').selectOption({ index: 1 });
  await expect(found).toBeHidden();
});

test('long work can be cancelled', async ({ page }) => {
  const figure = await open(page);
  // The worker's script never comes, so the work cannot be done before it is cancelled.
  await page.route(/worker/, () => {});
  await figure.press('1,000 seeds');
  await expect(figure.button('1,000 seeds')).toBeDisabled();
  await figure.press('Cancel');
  await expect(figure.button('Cancel')).toBeHidden();
  await expect(figure.button('1,000 seeds')).toBeEnabled();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
