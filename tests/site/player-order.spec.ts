/** The order of events by hand: what waits is listed, and any of it may come next. */
import { expect, type Page, test } from '@playwright/test';
import oversell from '../../simulations/oversell/index.ts';
import { encodeLink, recipeOf } from '../../src/kernel/index.ts';
import { type Figure, figureOn, laboratory, open, says } from './figure.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Two buyers, one item: the first one's write is on its way, and comes before the other's read. */
const fair = recipeOf(oversell, 'rush', { seed: 4, knobs: { buyers: 2, stock: 1 } });
const address = `${laboratory}#run~${encodeLink(oversell, { recipe: fair, atStep: 4 })}`;

async function opened(page: Page, at = address): Promise<Figure> {
  const figure = await open(page, at);
  await expect(figure.run).toContainText('seed 4');
  await unfold(figure);
  return figure;
}
const unfold = (figure: Figure) => figure.root.getByText('Decide what comes next', { exact: true }).click();
const next = (figure: Figure) => figure.root.getByRole('group', { name: 'Decide what comes next' });
/** What the whole run comes to. */
const oversold = (figure: Figure) => figure.root.locator('.player-results dd').first();
const traceOf = async (figure: Figure) => /trace (\w{16})/.exec((await figure.run.textContent()) ?? '')?.[1];

test('two messages are reordered by hand, and the stock is oversold; whoever opens the link has the same trace', async ({
  page,
}) => {
  const figure = await opened(page);
  await expect(oversold(figure)).toContainText('0 items');
  const fairTrace = await traceOf(figure);
  await expect(next(figure).getByRole('listitem')).toHaveText([
    /^WRITE 1 from Buyer 1 to Stock row, due in /,
    /^READ 2 from Buyer 2 to Stock row, due in .*; 1 waits for it$/,
  ]);
  await next(figure)
    .getByRole('button', { name: /^READ 2/ })
    .click();
  await expect(figure.now).toContainText('The row tells Buyer 2 that the stock is 1');
  await expect(says(page)).toContainText('In this run this does not hold');
  await expect(oversold(figure)).toContainText('1 item');
  await expect(next(figure)).toContainText('event 6: READ 2 from Buyer 2 to Stock row came before its turn');
  const trace = await traceOf(figure);
  expect(trace).not.toBe(fairTrace);
  await figure.press('Share this moment');
  await expect(says(page)).toContainText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await page.context().newPage();
  await other.goto(link);
  const shared = figureOn(other.getByRole('figure').first());
  await expect(shared.run).toContainText(`order by hand`);
  expect(await traceOf(shared)).toBe(trace);
  await expect(shared.root.locator('.player-note')).toHaveCount(0);
});

test('with the keyboard: the row that was pressed keeps the focus, so that one can go on choosing', async ({
  page,
}) => {
  const figure = await opened(page);
  const second = next(figure).getByRole('listitem').nth(1).getByRole('button');
  await second.press('Enter');
  await expect(figure.now).toContainText('The row tells Buyer 2');
  await expect(next(figure).getByRole('listitem').nth(1).getByRole('button')).toBeFocused();
  await figure.press('Compare with before');
  await expect(figure.root.locator('.lane-label')).toHaveText(['Before', 'Nowits order changed at event 6']);
  await figure.button('Back to before').press('Enter');
  await expect(figure.button('Compare with before')).toBeFocused();
  await expect(oversold(figure)).toContainText('0 items');
});

test('an order by hand belongs to one seed: others are neither compared with it nor is it ranked among them', async ({
  page,
}) => {
  const figure = await opened(page);
  await next(figure)
    .getByRole('button', { name: /^READ 2/ })
    .click();
  await figure.press('1,000 seeds');
  const found = figure.root.getByRole('group', { name: 'What was found' });
  await expect(found).toContainText('the run that is shown was chosen, and it is none of them', { timeout: 30_000 });
  await expect(found).not.toContainText('less than this one');
  await figure.press('Compare with before');
  const paired = figure.button('Compare over 200 seeds');
  await expect(paired).toBeDisabled();
  await expect(paired).toHaveAttribute('title', /with any other seed they are the same/);
});

test('what is pressed and pointed at can be read', async ({ page }) => {
  const figure = await opened(page);
  await next(figure)
    .getByRole('button', { name: /^READ 2/ })
    .click();
  await figure.press('Compare with before');
  const pressed = figure.button('Compare with before');
  await pressed.hover();
  await expect(pressed).toHaveAttribute('aria-pressed', 'true');
  const [color, ground] = await pressed.evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return [color, backgroundColor];
  });
  expect(color).not.toBe(ground);
});

test('a choice is taken back, and the focus goes on to the one before it, or to what can be chosen', async ({
  page,
}) => {
  const figure = await opened(page);
  const read = next(figure).getByRole('button', { name: /^READ 2/ });
  await read.click();
  await next(figure).getByRole('listitem').nth(1).getByRole('button').click();
  await figure.button(/^Take back: event 7/).press('Enter');
  await expect(figure.button(/^Take back: event 6/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(next(figure).getByRole('combobox', { name: 'What is pressed' })).toBeFocused();
  await expect(next(figure).getByRole('listitem')).toHaveCount(2); // what could have been chosen there
  await expect(oversold(figure)).toContainText('0 items');
  await expect(figure.run).not.toContainText('order by hand');
});

test('what cannot be done says why', async ({ page }) => {
  const figure = await opened(page);
  await figure.button('To the start').click();
  await next(figure).getByRole('combobox', { name: 'What is pressed' }).selectOption('is lost');
  const timer = next(figure).getByRole('button', { name: /^Buyer 1: arrival is over/ });
  await expect(timer).toBeDisabled();
  await expect(timer).toContainText('a timer is no message: it cannot be lost');
  await timer.press('Enter');
  await expect(figure.root.locator('.player-note')).toContainText('a timer is no message');
});

test('an order that was found is changed, and goes on by hand where it ends', async ({ page }) => {
  const figure = await openWay(page);
  await figure.button('To the end').click();
  const rows = next(figure).getByRole('listitem');
  await expect(rows.first()).toContainText('waits since event');
  const events = await figure.last();
  await rows.first().getByRole('button').click();
  await expect.poll(() => figure.last()).toBe(events + 1);
});

/** The shortest way to sell too much, found by the page. */
async function openWay(page: Page): Promise<Figure> {
  const figure = await open(page);
  await figure.press('Find the shortest way to break this');
  await expect(figure.run).toContainText('a chosen order', { timeout: 30_000 });
  await unfold(figure);
  return figure;
}

test('in an order that was found, choices by hand are listed, compared with it, and taken back', async ({ page }) => {
  const figure = await openWay(page);
  const trace = await traceOf(figure);
  await figure.press('On one event');
  await next(figure).getByRole('listitem').last().getByRole('button').click();
  const chips = figure.root.getByRole('list', { name: 'Chosen by you' });
  await expect(chips).toHaveText(/event 2: .* was chosen to come/);
  await figure.press('Compare with before');
  await expect(figure.root.locator('.lane-label')).toHaveText(['Before', 'Nowits order changed at event 2']);
  await figure.press('Compare with before');
  await figure.press(/^Take back: event 2/);
  await expect(chips).toBeHidden();
  expect(await traceOf(figure)).toBe(trace);
});

test('another knob drops what was chosen, says so beside the picture, and one act brings it back', async ({ page }) => {
  const figure = await opened(page);
  await next(figure)
    .getByRole('button', { name: /^READ 2/ })
    .click();
  await expect(figure.run).toContainText('order by hand');
  const trace = await traceOf(figure);
  await figure.press('Another seed');
  await expect(figure.run).not.toContainText('order by hand');
  await expect(figure.now).toContainText('The order that was chosen is dropped: it belongs to the run before.');
  await expect(says(page)).toContainText('The order that was chosen is dropped');
  await expect(next(figure)).toContainText('The order that was chosen is dropped');
  await figure.now.getByRole('button', { name: 'Bring it back' }).click();
  await expect(figure.run).toContainText('order by hand');
  expect(await traceOf(figure)).toBe(trace);
  await expect(figure.now).not.toContainText('dropped');
});

test('another scenario drops what was chosen, says so in the same words, and one act brings it back', async ({
  page,
}) => {
  const figure = await opened(page);
  await next(figure)
    .getByRole('button', { name: /^READ 2/ })
    .click();
  await expect(figure.run).toContainText('order by hand');
  const [trace, place] = [await traceOf(figure), await figure.at()];
  const scenario = figure.root.getByRole('combobox', { name: /^Scenario/ });
  const chosen = await scenario.inputValue();
  await figure.press('Next scenario');
  await expect(figure.run).not.toContainText('order by hand');
  await expect(figure.now).toContainText('The order that was chosen is dropped: it belongs to the run before.');
  await expect(says(page)).toContainText('The order that was chosen is dropped');
  await expect(next(figure)).toContainText('The order that was chosen is dropped');
  await figure.now.getByRole('button', { name: 'Bring it back' }).click();
  await expect(figure.run).toContainText('order by hand');
  await expect(scenario).toHaveValue(chosen);
  expect([await traceOf(figure), await figure.at()]).toEqual([trace, place]);
  await expect(figure.now).not.toContainText('dropped');
});

test('on a phone it is right under its picture, before anything else that can be tried', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const figure = await open(page);
  const topOf = async (part: string) => (await figure.root.locator(part).first().boundingBox())?.y ?? 0;
  const [stage, fold, knobs] = await Promise.all(['.player-stage', '.player-next', '.player-bar'].map(topOf));
  expect(stage).toBeLessThan(fold as number);
  expect(fold).toBeLessThan(knobs as number);
});

test('on a phone the few that are due first are seen, the others are turned to, and nothing moves', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  await unfold(figure);
  const later = next(figure).getByRole('button', { name: 'Later' });
  const range = async () =>
    /(\d+)(?:–(\d+))? of (\d+)/
      .exec((await next(figure).textContent()) ?? '')
      ?.slice(1)
      .map(Number);
  const heights = new Set<number | undefined>();
  const measure = async () => {
    heights.add((await next(figure).boundingBox())?.height);
    // No box scrolls within the page, and no row hides words.
    const cut = await next(figure)
      .locator('ol, ol button')
      .evaluateAll((boxes) =>
        boxes
          .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
          .map(({ textContent }) => textContent),
      );
    expect(cut).toEqual([]);
  };
  await expect(next(figure).getByRole('listitem')).toHaveCount(4);
  await measure();
  await later.press('Enter');
  await expect(later).toBeFocused();
  expect((await range())?.slice(0, 2)).toEqual([5, 8]);
  await expect(says(page)).toContainText(/^5–8 of \d+$/);
  await next(figure).getByRole('button', { name: 'Earlier' }).click();
  expect((await range())?.slice(0, 2)).toEqual([1, 4]);
  // There is an end to it, which says so and keeps the focus.
  const [, , count = 0] = (await range()) ?? [];
  for (let seen = 4; seen < count; seen += 4) await later.press('Enter');
  await expect(later).toHaveAttribute('title', 'These are the last that wait.');
  await expect(later).toBeFocused();
  await measure();
  await figure.press('To the start');
  for (let event = 0; event < 8; event++) {
    await measure();
    await figure.press('On one event');
  }
  expect(heights.size).toBe(1);
});
