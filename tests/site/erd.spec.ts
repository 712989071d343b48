/** The diagram in a browser: by pointer, by keyboard, by search, and without script. */
import { expect, type Locator, test } from '@playwright/test';

const PAGE = '/simulations/tenant-data/';
const FIGURE = '#schema-tenant-data';

/** Until its script has come the diagram is one image, and nothing in it can be chosen. */
async function wake(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByLabel('Find')).toBeEnabled();
}

test('choosing a table lights its relations, and a key says what it means', async ({ page }) => {
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  const tasks = figure.locator('svg:visible [data-table="tasks"]');
  await wake(figure);
  await tasks.click();
  await expect(tasks).toHaveAttribute('aria-pressed', 'true');
  await expect(figure.locator('svg:visible .erd-relation.is-lit')).toHaveCount(2);
  await figure.getByRole('button', { name: /memberships by/ }).click();
  await expect(figure.locator('.erd-panel')).toContainText('No whole index begins with (tenant_id, assignee_id)');
  await expect(figure.locator('svg:visible .erd-relation.is-lit')).toHaveCount(1);
  // What stood out before stands back now.
  const strokeOf = (key: string) =>
    figure.locator(`svg:visible [data-key="${key}"] .erd-way`).evaluate((way) => getComputedStyle(way).stroke);
  expect(await strokeOf('tasks.tasks_project')).not.toBe(await strokeOf('tasks.tasks_assignee'));
  await expect(figure.locator('.erd-panel')).toContainText('reads every row of tasks with the same tenant_id');
  await figure.getByRole('button', { name: 'Follow to memberships' }).click();
  await expect(figure.locator('.erd-panel h4')).toHaveText('memberships');
});

test('the line of a key can be chosen itself, and what uses it is one link away', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  await wake(figure);
  await figure.locator('svg:visible [data-key="tasks.tasks_project"] .erd-reach').dispatchEvent('click');
  await expect(figure.locator('.erd-panel h4')).toContainText('tasks (tenant_id, project_id)');
  await figure.getByRole('link', { name: 'The board of acme' }).click();
  await expect(page.locator('#sql-board')).toBeVisible();
});

for (const [width, name] of [
  [390, 'narrow'],
  [768, 'narrow'],
  [1280, 'wide'],
  [1440, 'wide'],
] as const)
  test(`at ${width} px the ${name} drawing is shown, with letters of 11 px or more`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(PAGE);
    const drawing = page.locator(`${FIGURE} .erd-${name}`);
    await expect(drawing).toBeVisible();
    const scale = await drawing.evaluate(
      (svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute('viewBox')?.split(' ')[2]),
    );
    expect(scale * 12).toBeGreaterThanOrEqual(10.9);
  });

test('arrow keys go from table to table, Enter chooses, search finds a column', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  await wake(figure);
  await figure.locator('svg:visible [data-table="projects"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.locator('svg:visible [data-table="tasks"]')).toBeFocused();
  // One table is a stop of the Tab key: the one that arrows led to.
  await expect(figure.locator('svg:visible [tabindex="0"]')).toHaveAttribute('data-table', 'tasks');
  await page.keyboard.press('Enter');
  await expect(figure.locator('.erd-panel h4')).toHaveText('tasks');
  await page.keyboard.press('Escape');
  await figure.getByLabel('Find').fill('billing');
  await expect(figure.locator('output')).toHaveText('in tenants');
});

test('who follows keys by keyboard stays in the panel, and comes back to the table', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  await wake(figure);
  await figure.locator('svg:visible [data-table="tasks"]').focus();
  await page.keyboard.press('Enter');
  await expect(figure.locator('.erd-panel h4')).toHaveText('tasks');
  await page.keyboard.press('Tab');
  await expect(figure.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(figure.locator('.erd-panel h4')).toHaveText(/tasks \(tenant_id, project_id\)/);
  await expect(figure.locator('.erd-panel h4')).toBeFocused();
  await figure.getByRole('button', { name: 'Follow to projects' }).click();
  await figure.getByRole('button', { name: 'Close' }).click();
  await expect(figure.locator('svg:visible [data-table="projects"]')).toBeFocused();
});

test('what is searched for and opened with Enter has the focus, and is seen; a table that arrows lead to is not under the panel', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  await wake(figure);
  await figure.getByLabel('Find').fill('assignee');
  await page.keyboard.press('Enter');
  await expect(figure.locator('.erd-panel h4')).toHaveText('tasks');
  await expect(figure.locator('.erd-panel h4')).toBeFocused();
  await expect(figure.locator('.erd-panel h4')).toBeInViewport();
  const tables = figure.locator('svg:visible [data-table]:focus');
  await figure.locator('svg:visible [tabindex="0"]').focus();
  for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp']) {
    await page.keyboard.press(key);
    const covered = await tables.evaluate((table) => {
      const { left, bottom } = table.getBoundingClientRect();
      return document.elementFromPoint(left + 8, bottom - 8)?.closest('.erd-panel') !== null;
    });
    expect(covered, key).toBe(false);
  }
});

test('a table that is chosen in the drawing is said to be told of, and one that the focus goes to is not said twice', async ({
  page,
}) => {
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  await wake(figure);
  const said = figure.locator('p[role=status]');
  await figure.locator('svg:visible [data-table="tasks"]').focus();
  await page.keyboard.press('Enter');
  await expect(said).toHaveText('What is known of tasks follows.');
  await figure.getByRole('button', { name: /^projects by/ }).click();
  await expect(said).toBeEmpty();
  // Lines are for the pointer: to whoever listens, eleven groups without a name.
  await expect(figure.locator('svg:visible .erd-relation:not([aria-hidden=true])')).toHaveCount(0);
});

test('a key without an index is marked in the drawing', async ({ page }) => {
  await page.goto(PAGE);
  const unserved = page.locator(`${FIGURE} svg:visible .erd-relation.is-unserved`);
  await expect(unserved).toHaveCount(1);
  await expect(unserved).toHaveAttribute('data-key', 'tasks.tasks_assignee');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the diagram stands in the page, and the same as text', async ({ page }) => {
    await page.goto(PAGE);
    const figure = page.locator(FIGURE);
    await expect(figure.locator('svg:visible [data-table]')).toHaveCount(9);
    await figure.getByText('The same as text').click();
    await expect(
      figure.getByText('The key carries tenant_id, so both rows belong to the same tenant.').first(),
    ).toBeVisible();
  });
});

test('on a telephone it is a column of keys, and the page does not scroll sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(PAGE);
  await expect(page.locator(`${FIGURE} .erd-narrow`)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('on a telephone what is said of a table does not cover it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(PAGE);
  const figure = page.locator(FIGURE);
  const table = figure.locator('svg:visible [data-table="audit_log"]');
  await wake(figure);
  await table.click();
  await expect(figure.locator('.erd-panel h4')).toHaveText('audit_log');
  const [box, panel] = [await table.boundingBox(), await figure.locator('.erd-panel').boundingBox()];
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(panel?.y ?? 0);
});

test('on paper there is nothing to search, to write or to press', async ({ page }) => {
  await page.goto(PAGE);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator(FIGURE).getByRole('searchbox')).toBeHidden();
  await expect(page.locator('.sql-console')).toBeHidden();
  await expect(page.locator('.sql button:visible')).toHaveCount(0);
  await expect(page.locator(`${FIGURE} svg:visible`).first()).toBeVisible();
});
