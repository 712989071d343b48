/** Links that have aged or come to harm: what is shown is said, and it is never silently another run. */
import { expect, type Page, test } from '@playwright/test';
import { readPayload, writePayload } from '../../src/kernel/link/payload.ts';
import { type Figure, figureOn, open, says } from './figure.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** The link that the figure itself gives, of another seed than its page has. */
async function shared(page: Page): Promise<{ readonly page: string; readonly text: string }> {
  const figure = await open(page);
  await figure.press('Another seed');
  await figure.press('Share this moment');
  await expect(says(page)).toContainText('Copied');
  const [path, text] = (await page.evaluate(() => navigator.clipboard.readText())).split('~');
  return { page: path as string, text: text as string };
}

async function opened(page: Page, address: string): Promise<Figure> {
  const other = await page.context().newPage();
  await other.goto(address);
  return figureOn(other.getByRole('figure').first());
}

const older = {
  'of an older version': { version: 0, says: /recorded with version 0 of oversell; now version \d+/ },
  'of another edition of the same version': { checksum: '00000000', says: /recorded with another edition/ },
};
for (const [which, { says: words, ...changed }] of Object.entries(older))
  test(`a link ${which} opens under a banner, and its run plays`, async ({ page }) => {
    const link = await shared(page);
    const text = writePayload({ ...readPayload(link.text), ...changed });
    const figure = await opened(page, `${link.page}~${text}`);
    await expect(figure.root.locator('.player-note')).toHaveText(words);
    await expect(figure.root.locator('.player-note')).toBeInViewport();
    await expect(figure.run).toContainText('seed 132');
    await figure.press('To the start');
    await figure.press('On one event');
    expect(await figure.at()).toBe(0);
  });

test('a link that lost a letter says so, and the published run stays and plays', async ({ page }) => {
  const link = await shared(page);
  const figure = await opened(page, `${link.page}~${link.text.replace(/.$/, '')}`);
  await expect(figure.root.locator('.player-note.is-failed')).toContainText('this link is damaged');
  await expect(figure.root.locator('.player-note.is-failed')).toBeInViewport();
  await expect(figure.run).toContainText('seed 131');
  await figure.press('To the start');
  await figure.press('On one event');
  expect(await figure.at()).toBe(0);
});
