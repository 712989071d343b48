/** One selection: whatever is chosen in one picture is marked in all of them, and in every picture it can be let go again. */
import { expect, type Page, test } from '@playwright/test';
import { type Figure, laboratory, open } from './figure.ts';

async function withAllViews(page: Page): Promise<Figure> {
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  const views = figure.root.getByRole('group', { name: 'Views' });
  for (const name of ['Space-time', 'Statechart', 'Waterfall', 'Measures']) {
    await views.getByLabel(name).check();
    await expect(figure.root.locator(`.is-${name.toLowerCase()} svg.picture`).first()).toBeVisible();
  }
  return figure;
}

const picture = ({ root }: Figure, view: string) => root.locator(`.player-picture.is-${view}`);
const lane = (figure: Figure) => picture(figure, 'space-time').getByRole('button', { name: 'Database', exact: true });
const box = (figure: Figure) => picture(figure, 'topology').getByRole('button', { name: /^Database\b/ });
const machine = (figure: Figure) => picture(figure, 'statechart').getByRole('combobox', { name: 'Component' });

test('a component chosen in the topology is chosen in space-time, statechart and waterfall', async ({ page }) => {
  const figure = await withAllViews(page);
  await box(figure).click();
  await expect(box(figure)).toHaveAttribute('aria-pressed', 'true');
  await expect(lane(figure)).toHaveAttribute('aria-pressed', 'true');
  await expect(picture(figure, 'waterfall').locator('.chosen-lane')).toHaveCount(1);
  const id = await machine(figure).inputValue();
  await machine(figure).selectOption('');
  await expect(box(figure)).toHaveAttribute('aria-pressed', 'false');
  await lane(figure).press('Enter');
  await expect(machine(figure)).toHaveValue(id);
  await expect(box(figure)).toHaveAttribute('aria-pressed', 'true');
});

test('a request chosen in the waterfall stands out in space-time, and stays while a component is chosen', async ({
  page,
}) => {
  const figure = await withAllViews(page);
  const request = picture(figure, 'waterfall').getByRole('combobox', { name: 'Request' });
  const faded = picture(figure, 'space-time').locator('.message-line.faded');
  await expect(faded).toHaveCount(0);
  await request.selectOption({ index: 1 });
  const chosen = await request.inputValue();
  await expect(faded).not.toHaveCount(0);
  await lane(figure).click();
  await expect(request).toHaveValue(chosen);
  await expect(faded).not.toHaveCount(0);
  await figure.playhead.focus();
  await page.keyboard.press('Escape');
  await expect(faded).toHaveCount(0);
  await expect(lane(figure)).toHaveAttribute('aria-pressed', 'false');
});
