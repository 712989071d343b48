/** The page of tenant-data: what a regression of its parts would take from a reader. */
import { expect, test } from '@playwright/test';

const PAGE = '/simulations/tenant-data/';

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the faults stand in the page with what stops them, and the measurements with their machine and day', async ({
    page,
  }) => {
    await page.goto(PAGE);
    const row = page.locator('.what-stops tr', { hasText: 'A cache key without the tenant' });
    await expect(row).toContainText('The cache finds answers by: tenant and path → Ada: 3 rows; Bruno: 2 rows');
    const experiments = page.locator('#experiments-tenant-data');
    await expect(experiments).toContainText(
      /PostgreSQL 18\.\d+ \(PGlite [\d.]+\), WebAssembly in Node 24, .*, 20\d\d-\d\d-\d\d/,
    );
    await expect(experiments.locator('summary', { hasText: 'A foreign key' })).toContainText('5,001 for 0 → 1 for 0');
  });
});

test('a role that has one of two bits passes a careless question, and not a careful one', async ({ page }) => {
  await page.goto(PAGE);
  const roles = page.locator('.role-bits');
  await roles.scrollIntoViewIfNeeded();
  const verdict = roles.locator('tr', { hasText: 'write an invoice' }).locator('td').last();
  await expect(verdict).toHaveText('✕ may, and should not');
  await roles.getByLabel('all of the bits').check();
  await expect(verdict).toHaveText('– 403');
  await roles.getByLabel('invoices 0b0100').focus();
  await page.keyboard.press('Space');
  await expect(roles.locator('legend').first()).toHaveText('The role is 0b0110');
  await expect(verdict).toHaveText('✓ may');
  await expect(roles.getByRole('status')).toContainText('0b0110: list invoices, allowed; ');
  await expect(roles.getByRole('status')).toContainText('help as support, refused.');
});

test('knobs that have no say in a situation are not offered', async ({ page }) => {
  await page.goto(PAGE);
  const laboratory = page.locator('#run');
  await expect(laboratory.locator('.player')).toHaveAttribute('data-state', 'awake');
  const ofJobs = laboratory.getByRole('group', { name: 'The job connects as' });
  await laboratory.locator('.knobs-folded summary').click();
  await expect(ofJobs).toHaveCount(0);
  await laboratory.getByLabel('Who asks').selectOption('job');
  await expect(ofJobs).toBeVisible();
});

test('nothing comes from elsewhere, and what comes before a button is pressed is within the weight of a laboratory', async ({
  page,
}) => {
  const requests: string[] = [];
  let bytes = 0;
  page.on('request', (request) => requests.push(request.url()));
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script') bytes += (await response.body()).length;
  });
  await page.goto(PAGE);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 700) await page.evaluate((to) => scrollTo(0, to), y);
  await page.waitForLoadState('networkidle');
  expect(requests.filter((url) => new URL(url).origin !== new URL(page.url()).origin)).toEqual([]);
  expect(requests.filter((url) => /pglite|initdb|\.wasm|\.data$/.test(url))).toEqual([]);
  expect(bytes).toBeLessThan(900_000);
});
