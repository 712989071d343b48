/** PostgreSQL in the page: nothing of it before the button, real answers after it, and no end of it loses anything. */
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/simulations/tenant-data/';
const notice = (page: Page) => page.locator('.sql-console .sql-notice');
const run = async (page: Page, as: string, sql: string): Promise<void> => {
  const section = page.locator('.sql-console');
  await section.getByLabel('As', { exact: true }).selectOption(as);
  await section.getByLabel('SQL').fill(sql);
  await section.getByRole('button', { name: 'Run', exact: true }).click();
};
const start = async (page: Page): Promise<void> => {
  await page.locator('.sql-console').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
};
const newest = (page: Page) => page.locator('.sql-outcome').first();

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the recorded answers are in the page', async ({ page }) => {
    await page.goto(PAGE);
    const list = page.locator('#console-tenant-data .sql-statements');
    await list.getByText('An invoice for acme, written by birch').click();
    await expect(list.getByText('new row violates row-level security policy')).toBeVisible();
  });
});

test('nothing of the database is loaded before the button is pressed', async ({ page }) => {
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(response.url()));
  await page.goto(PAGE);
  await page.locator('.sql-console').scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: /^Start PostgreSQL/ })).toBeEnabled();
  expect(loaded.filter((url) => /pglite|initdb|\.wasm|\.data/.test(url))).toEqual([]);
});

test('it answers as each actor, refuses with SQLSTATEs, stops what does not end, and does changes again', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(PAGE);
  await start(page);
  await expect(notice(page)).toContainText('runs in this page', { timeout: 90_000 });
  await run(page, 'birch', 'SELECT invoice_id FROM invoices');
  await expect(newest(page)).toContainText('2 rows');
  await run(page, 'birch', 'INSERT INTO tasks (tenant_id, project_id, title) VALUES (2, 1, $$x$$)');
  await expect(newest(page)).toContainText('23503');
  await run(page, 'acme', "INSERT INTO projects (tenant_id, name) VALUES (1, 'Mine')");
  await expect(newest(page)).toContainText('1 row changed');
  await page
    .locator('.sql-console')
    .getByLabel('SQL')
    .fill('SELECT * FROM tasks JOIN projects USING (tenant_id, project_id)');
  await page.getByRole('button', { name: 'Show its plan' }).click();
  await expect(newest(page).locator('.sql-plan')).toContainText('rows read for');

  await run(page, 'acme', 'SELECT count(*) FROM generate_series(1, 1000000000000)');
  await expect(notice(page)).toContainText('It runs');
  await page.locator('.sql-console').getByRole('button', { name: 'Cancel' }).click();
  await expect(notice(page)).toContainText('Stopped. Your text and your changes are kept');
  await run(page, 'acme', 'SELECT name FROM projects');
  await expect(newest(page)).toContainText('Mine', { timeout: 90_000 });

  await page.reload();
  await page.locator('.sql-console').scrollIntoViewIfNeeded();
  await expect(page.locator('.sql-console').getByLabel('SQL')).toHaveValue('SELECT name FROM projects');
});

test('a load that fails says so, and the recorded answers stay', async ({ page }) => {
  await page.route(/pglite.*\.(?:wasm|data)/, (route) => route.abort());
  await page.goto(PAGE);
  await start(page);
  await expect(notice(page)).toContainText('Your text and your changes are kept', { timeout: 60_000 });
  await expect(page.locator('#console-tenant-data .sql-statements > li')).not.toHaveCount(0);
});
