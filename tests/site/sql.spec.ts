/** PostgreSQL in the page: nothing of it before the button, real answers after it, and no end of it loses anything. */
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/simulations/tenant-data/';
const LOADED = /pglite|initdb|\.wasm|\.data/;
const console_ = (page: Page) => page.locator('.sql-console');
const editor = (page: Page) => console_(page).getByLabel('SQL');
const notice = (page: Page) => console_(page).locator('.sql-notice');
const newest = (page: Page) => page.locator('.sql-outcome').first();
const press = (page: Page, name: string) => console_(page).getByRole('button', { name, exact: true }).click();

/** Writes a statement as somebody and presses a button. */
const ask = async (page: Page, as: string, sql: string, button = 'Run'): Promise<void> => {
  await console_(page).getByLabel('As', { exact: true }).selectOption(as);
  await editor(page).fill(sql);
  await press(page, button);
};
const wake = async (page: Page): Promise<void> => {
  await page.goto(PAGE);
  await console_(page).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: /^Start PostgreSQL/ })).toBeEnabled();
};
const start = async (page: Page): Promise<void> => {
  await wake(page);
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
  await expect(notice(page)).toContainText('runs in this page', { timeout: 90_000 });
};

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the recorded answers are in the page, under what they are about', async ({ page }) => {
    await page.goto(PAGE);
    const list = page.locator('#console-tenant-data');
    await expect(list.getByRole('heading', { name: 'What walks past a policy' })).toBeVisible();
    await list.getByText('An invoice for acme, written by birch').click();
    await expect(list.getByText('new row violates row-level security policy')).toBeVisible();
  });
});

test('nothing of the database is loaded before the button is pressed, not even by the keys that run', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(response.url()));
  await wake(page);
  await editor(page).press('Control+Enter');
  await page.waitForTimeout(300);
  expect(loaded.filter((url) => LOADED.test(url))).toEqual([]);
});

test('each actor is told what it may know, and refusals have their SQLSTATE', async ({ page }) => {
  test.setTimeout(180_000);
  await start(page);
  for (const [as, count] of [
    ['acme', '3'],
    ['birch', '2'],
    ['nobody', '0'],
    ['owner', '0'],
    ['admin', '0'],
    ['superuser', '5'],
  ] as const) {
    await ask(page, as, `SELECT count(*) AS ${as} FROM invoices`);
    await expect(newest(page).locator('th')).toHaveText(as);
    await expect(newest(page).locator('td')).toHaveText(count);
  }
  for (const [as, sql, sqlstate] of [
    ['birch', "INSERT INTO invoices (tenant_id, number, amount_cents) VALUES (1, 'x', 1)", '42501'],
    ['birch', "INSERT INTO tasks (tenant_id, project_id, title) VALUES (2, 1, 'x')", '23503'],
    ['admin', 'DELETE FROM invoices', '42501'],
    ['acme', 'SELEC 1', '42601'],
    ['acme', 'SELECT * FROM nowhere', '42P01'],
  ] as const) {
    await ask(page, as, sql);
    await expect(newest(page)).toContainText(sql);
    await expect(newest(page).locator('.sql-refusal')).toContainText(sqlstate);
    await expect(editor(page)).toHaveValue(sql);
  }
  await ask(page, 'acme', '');
  await expect(newest(page)).toContainText('done, nothing to show');
  await ask(page, 'acme', 'SELECT * FROM generate_series(1, 100000) i');
  await expect(newest(page)).toContainText('the first 200 rows');
  await ask(page, 'acme', 'SELECT * FROM tasks JOIN projects USING (tenant_id, project_id)', 'Show its plan');
  await expect(newest(page).locator('.sql-plan')).toContainText('rows read for 3 rows returned');
  await expect(newest(page).locator('.sql-node').first()).toContainText('Join');
  await ask(page, 'owner', 'SELECT 1; CREATE TABLE mine (i int); SELECT * FROM tasks', 'Show its plan');
  await expect(newest(page).locator('.sql-planned')).toHaveCount(3);
  await expect(newest(page).locator('.sql-planned').nth(1)).toContainText('It has no plan. PostgreSQL plans SELECT');
  await expect(newest(page).locator('.sql-refusal')).toContainText('syntax error at or near');
  await expect(newest(page).locator('.sql-planned').nth(2)).toContainText('3. SELECT * FROM tasks');
  await ask(page, 'acme', 'DELETE FROM tasks', 'Show its plan');
  await ask(page, 'acme', 'SELECT count(*) AS still FROM tasks');
  await expect(newest(page).locator('td')).toHaveText('3');
});

test('what does not end is ended, changes are done again, and a seed is a seed', async ({ page }) => {
  test.setTimeout(240_000);
  await start(page);
  await ask(page, 'acme', "INSERT INTO projects (tenant_id, name) VALUES (1, 'Mine')");
  await expect(newest(page)).toContainText('1 row changed');

  await ask(page, 'acme', 'SELECT pg_sleep(100)');
  await expect(notice(page)).toContainText('It runs');
  await press(page, 'Cancel');
  await expect(notice(page)).toContainText('Stopped. Your text and your changes are kept');
  await expect(editor(page)).toHaveValue('SELECT pg_sleep(100)');

  await ask(
    page,
    'acme',
    'WITH RECURSIVE endless(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless) SELECT count(*) FROM endless',
  );
  await expect(notice(page)).toContainText('It took longer than 10 s and was stopped.', { timeout: 90_000 });
  await ask(page, 'acme', 'SELECT name FROM projects');
  await expect(newest(page)).toContainText('Mine', { timeout: 90_000 });

  await page.reload();
  await console_(page).scrollIntoViewIfNeeded();
  await expect(editor(page)).toHaveValue('SELECT name FROM projects');
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
  await expect(notice(page)).toContainText('One change of yours was done again', { timeout: 90_000 });
  await press(page, 'Start again from the seed');
  await expect(notice(page)).toHaveText(/runs in this page\.$/, { timeout: 90_000 });
  await press(page, 'Run');
  await expect(newest(page)).toContainText('2 rows');
});

test('endless recursion, a hundred megabytes and a thread that dies: the page goes on, and says what happened', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await start(page);
  const recursive = (language: string, body: string) =>
    `CREATE FUNCTION f(i int) RETURNS int LANGUAGE ${language} AS '${body}'; SELECT f(1)`;
  await ask(page, 'superuser', recursive('plpgsql', 'BEGIN RETURN f(i + 1); END'));
  await expect(newest(page).locator('.sql-refusal')).toContainText('54001', { timeout: 30_000 });
  const inSql = recursive('sql', 'SELECT f(i + 1)');
  await ask(page, 'superuser', inSql);
  await expect(notice(page)).toContainText('PostgreSQL has broken down', { timeout: 30_000 });
  await expect(editor(page)).toHaveValue(inSql);

  await ask(page, 'acme', "SELECT repeat('x', 1000000) AS much FROM generate_series(1, 100)");
  await expect(newest(page)).toContainText('(1,000,000 characters)', { timeout: 90_000 });

  const die = async () => {
    for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => undefined);
  };
  await die();
  await expect(notice(page)).toContainText('The database has ended unexpectedly. Your text and your changes are kept');
  await ask(page, 'acme', 'SELECT 44 AS lost');
  await expect(newest(page)).toContainText('SELECT 44 AS lost', { timeout: 90_000 });
  await expect(newest(page).locator('td')).toHaveText('44');
});

test('a page that is closed in the middle of a query has its text when it is opened again', async ({ page }) => {
  test.setTimeout(120_000);
  await start(page);
  await ask(page, 'acme', 'SELECT pg_sleep(100)');
  await expect(notice(page)).toContainText('It runs');
  await page.goto('about:blank');
  await wake(page);
  await expect(editor(page)).toHaveValue('SELECT pg_sleep(100)');
});

test('the console is used with the keyboard alone, and nobody is sent back to the top of the page', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await wake(page);
  const focused = page.locator(':focus');
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).focus();
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('runs in this page', { timeout: 90_000 });
  await expect(console_(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('SELECT pg_sleep(100)');
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText('Run');
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('It runs');
  await expect(focused).toHaveText('Run');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText('Cancel');
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('Stopped.');
  await expect(focused).toHaveText('Cancel');
});

test('whoever listens hears each answer and each refusal, and why nothing can be asked yet', async ({ page }) => {
  test.setTimeout(180_000);
  await wake(page);
  await console_(page).getByRole('button', { name: 'Run', exact: true }).press('Enter');
  await expect(notice(page)).toHaveText('PostgreSQL does not run yet: the button above starts it.');
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
  await expect(notice(page)).toContainText('runs in this page', { timeout: 90_000 });
  await ask(page, 'birch', 'SELECT tenant_id, number FROM invoices');
  await expect(notice(page)).toHaveText('Answered: 2 rows of tenant 2.');
  await ask(page, 'birch', 'SELECT * FROM nothing');
  await expect(notice(page)).toHaveText('Refused: 42P01, relation "nothing" does not exist.');
  await ask(page, 'birch', 'SELECT number FROM invoices', 'Show its plan');
  await expect(notice(page)).toHaveText('Its plan is shown.');
  await press(page, 'Start again from the seed');
  await expect(notice(page)).toContainText('Everything is as the seed made it.', { timeout: 90_000 });
});

test("a statement of the page does not take the reader's own away", async ({ page }) => {
  await wake(page);
  await editor(page).fill('SELECT 42');
  const list = page.locator('#console-tenant-data');
  await list.getByText('All invoices, as the owner').click();
  await list.getByRole('button', { name: 'Take it into the console' }).first().click();
  await expect(editor(page)).toHaveValue(/invoices/);
  await expect(editor(page)).toBeFocused();
  await press(page, 'Put back what you wrote');
  await expect(editor(page)).toHaveValue('SELECT 42');
});

test('a load that fails says so, loses nothing, and can be tried again', async ({ page, context }) => {
  test.setTimeout(180_000);
  await page.route(/pglite.*\.(?:wasm|data)/, (route) => route.abort());
  await wake(page);
  await editor(page).fill('SELECT 43');
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
  await expect(notice(page)).toContainText('Your text and your changes are kept', { timeout: 60_000 });
  await expect(editor(page)).toHaveValue('SELECT 43');
  await expect(page.locator('#console-tenant-data .sql-statements > li')).not.toHaveCount(0);

  await page.unrouteAll();
  await context.setOffline(true);
  await press(page, 'Run');
  await expect(notice(page)).toContainText('could not be loaded', { timeout: 60_000 });
  await context.setOffline(false);
  await press(page, 'Run');
  await expect(newest(page).locator('td')).toHaveText('43', { timeout: 90_000 });
});

test('one part of it that cannot be fetched is enough to be told at once', async ({ page }) => {
  await page.route(/pglite.*\.wasm/, (route) => route.abort());
  await wake(page);
  await page.getByRole('button', { name: /^Start PostgreSQL/ }).click();
  await expect(notice(page)).toContainText('could not be loaded', { timeout: 30_000 });
  await expect(notice(page)).toContainText('Your text and your changes are kept');
});

test.describe('the missing index', () => {
  const experiments = (page: Page) => page.locator('#experiments-tenant-data');
  const measure = async (page: Page, rows: number): Promise<void> => {
    await experiments(page).locator('input[type=range]').fill(String(rows));
    await experiments(page)
      .getByRole('button', { name: /^Measure in this page/ })
      .click();
  };

  test('is measured in the page with as many rows as the reader chooses, and as it was recorded', async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto(PAGE);
    await experiments(page).scrollIntoViewIfNeeded();
    await experiments(page).getByRole('button', { name: '10,000 rows' }).click();
    const counts = () => experiments(page).locator('summary .sql-change:nth-of-type(2)').allTextContents();
    const recorded = await counts();
    await measure(page, 10_000);
    await expect(experiments(page)).toContainText('Measured in this page with 10,000 rows', { timeout: 90_000 });
    await expect(experiments(page).locator('.sql-notice')).toContainText('are measured', { timeout: 90_000 });
    expect(await counts()).toEqual(recorded);
    await measure(page, 100_000);
    await expect(experiments(page).locator('.sql-notice')).toContainText('are measured', { timeout: 120_000 });
    await expect(experiments(page).getByText('Measured in this page with 100,000 rows')).toHaveCount(1);
    await expect(experiments(page).locator('summary', { hasText: 'A foreign key' })).toContainText(
      '5,001 for 0 → 1 for 0',
    );
  });

  test('the gap in an index is marked in the plan, and the estimate that is farthest off', async ({ page }) => {
    await page.goto(`${PAGE}#experiment-prefix`);
    const gap = experiments(page).locator('#experiment-prefix .sql-index').first();
    await expect(gap.locator('li')).toHaveText(['tenant_id =', 'project_id gap', 'created_at range, behind']);
    await page.goto(`${PAGE}#experiment-estimate`);
    const miss = experiments(page).locator('#experiment-estimate .sql-miss');
    await expect(miss).toHaveCount(1);
    await expect(miss).toContainText('Widest miss of this plan');
  });

  test('on a telephone its figures stand beneath each other, and nothing scrolls sideways', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(PAGE);
    const wide = await experiments(page)
      .locator('summary')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(wide).toBe(0);
    await expect(experiments(page).locator('summary').first()).toContainText('pages touched');
  });

  test('is cancelled, keeps what was measured, and fails in words', async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(PAGE);
    await experiments(page).scrollIntoViewIfNeeded();
    const said = experiments(page).locator('.sql-notice');
    await measure(page, 50_000);
    await expect(said).toContainText('Measuring 2 of', { timeout: 90_000 });
    await experiments(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(said).toContainText('Stopped. What was measured before stays');
    await expect(experiments(page).locator('summary').first()).not.toContainText('…');
    await page.route(LOADED, (route) => route.abort());
    await measure(page, 1_000);
    await expect(said).toContainText('the recorded numbers are below', { timeout: 60_000 });
    await experiments(page).getByRole('button', { name: '1,000 rows' }).click();
    await expect(experiments(page).locator('summary').last()).not.toContainText('…');
  });
});
