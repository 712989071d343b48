/** What a reader does with a figure, by roles and names, with the pointer and with the keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { embedded, type Figure, figureOn, holdWork, laboratory, open, says } from './figure.ts';

test('to the start, on, back, on to a landmark, and to the end', async ({ page }) => {
  const figure = await open(page);
  const first = await figure.at();
  await figure.press('To the start');
  expect(await figure.at()).toBe(-1);
  await expect(figure.now).toContainText('Nothing has happened yet');
  await figure.press('On one event');
  await figure.press('On one event');
  await figure.press('Back one event');
  expect(await figure.at()).toBe(0);
  await figure.press('On to the next landmark');
  const landmark = await figure.at();
  expect(landmark).toBeGreaterThan(0);
  await figure.press('To the end');
  expect(await figure.at()).toBe(await figure.last());
  await figure.press('Back to the previous landmark');
  expect(await figure.at()).toBeLessThan(await figure.last());
  expect(first).toBeGreaterThanOrEqual(landmark);
});

test('it plays from the start, pauses, and goes on to the end', async ({ page }) => {
  const figure = await open(page);
  await figure.press('Play from the start');
  await expect.poll(figure.at).toBeGreaterThan(0);
  await figure.press('Pause');
  const paused = await figure.at();
  await page.waitForTimeout(900);
  expect(await figure.at()).toBe(paused);
  await figure.root.getByLabel('Speed').selectOption('fastest');
  await figure.press('Play');
  await expect(figure.button('Play again')).toBeVisible();
  expect(await figure.at()).toBe(await figure.last());
});

test('off screen it pauses', async ({ page }) => {
  const figure = await open(page);
  await figure.press('Play from the start');
  await page.evaluate(() => {
    const away = document.createElement('div');
    away.style.height = '5000px';
    document.body.append(away);
    scrollTo(0, document.documentElement.scrollHeight);
  });
  await expect(figure.button('Play')).toBeAttached();
});

test('with the keyboard alone it is stepped, leapt through, played and paused', async ({ page }) => {
  const figure = await open(page);
  await figure.playhead.focus();
  await page.keyboard.press('Home');
  expect(await figure.at()).toBe(-1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await figure.at()).toBe(0);
  await page.keyboard.press('Shift+ArrowRight');
  const landmark = await figure.at();
  expect(landmark).toBeGreaterThan(0);
  await page.keyboard.press('End');
  expect(await figure.at()).toBe(await figure.last());
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await figure.at()).toBeLessThan(await figure.last());
  await page.keyboard.press('Space');
  await expect(figure.button('Pause')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(figure.button('Pause')).toBeHidden();
});

test('a key that a control needs stays with it', async ({ page }) => {
  const figure = await open(page);
  const before = await figure.at();
  const knob = figure.root.locator('.player-knobs').getByRole('slider').first();
  const value = Number(await knob.inputValue());
  await knob.focus();
  await page.keyboard.press('ArrowRight');
  await expect(knob).toHaveValue(String(value + 1));
  await page.keyboard.press('ArrowLeft');
  await expect(knob).toHaveValue(String(value));
  expect(await figure.at()).toBe(before);
});

test('what has the focus and goes gives it to its figure at once, however late the browser draws', async ({ page }) => {
  const figure = await open(page);
  const letGo = await holdWork(page);
  await figure.press('1,000 seeds');
  const cancel = figure.button('Cancel');
  await cancel.focus();
  await cancel.evaluate((button: HTMLElement) => {
    window.requestAnimationFrame = () => 0;
    new MutationObserver((_, observer) => {
      if (button.isConnected) return;
      document.body.dataset['kept'] = String(document.activeElement?.closest('.player') !== null);
      observer.disconnect();
    }).observe(document.body, { childList: true, subtree: true });
  });
  letGo();
  await expect(page.locator('body')).toHaveAttribute('data-kept', 'true');
});

test('the scrubber says event, time and sentence, and a step is announced once', async ({ page }) => {
  const figure = await open(page);
  await figure.press('To the start');
  await figure.press('On one event');
  await expect(figure.playhead).toHaveAttribute('aria-valuetext', /^event 1 of \d+, [\d.]+ (s|ms|µs), .+/);
  await expect(says(page)).toHaveText((await figure.playhead.getAttribute('aria-valuetext')) as string);
  const said = await says(page).textContent();
  await figure.playhead.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(400);
  // The slider itself has said it.
  expect(await says(page).textContent()).toBe(said);
});

test('there is one live region, and while it plays the scrubber keeps quiet', async ({ page }) => {
  const figure = await open(page);
  await expect(page.locator('[role=status], [aria-live]:not([aria-live=off]), output')).toHaveCount(
    await page.locator('#faultline-says, dialog [role=status]').count(),
  );
  await figure.press('Play from the start');
  await expect(figure.playhead).toHaveAttribute('aria-valuetext', 'playing');
});

test('a tap on the scrubber moves the playhead, and dragging follows', async ({ page }) => {
  const figure = await open(page);
  const box = await figure.root.locator('.player-scrubber').boundingBox();
  if (box === null) throw new Error('the scrubber has no box');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, middle);
  await page.mouse.down();
  const quarter = await figure.at();
  await page.mouse.move(box.x + box.width * 0.75, middle, { steps: 4 });
  await page.mouse.up();
  const last = await figure.last();
  expect(Math.abs(quarter - last * 0.25)).toBeLessThan(2);
  expect(Math.abs((await figure.at()) - last * 0.75)).toBeLessThan(2);
});

test('a knob plays the same seed again, and one act brings the published run back', async ({ page }) => {
  const figure = await open(page);
  const published = await figure.run.textContent();
  await figure.root.getByLabel('Design').selectOption({ index: 1 });
  await expect(figure.run).not.toHaveText(published as string);
  await expect(figure.run).toContainText('seed 131');
  await expect(says(page)).toHaveText('In this run everything holds');
  await figure.press('As published');
  await expect(figure.run).toHaveText(published as string);
});

test('another seed is another run, and the seed is shown', async ({ page }) => {
  const figure = await open(page);
  await figure.press('Another seed');
  await expect(figure.run).toContainText('seed 132');
  await figure.root.getByLabel('Seed', { exact: true }).fill('7');
  await expect(figure.run).toContainText('seed 7');
});

test('a sentence of the log leads to its moment', async ({ page }) => {
  const figure = await open(page);
  const rows = figure.root.getByRole('list', { name: 'Events around the playhead' }).getByRole('button');
  await rows.first().click();
  await expect(figure.root.locator('[aria-current="step"]')).toHaveCount(1);
  expect(await figure.at()).toBeLessThan(await figure.last());
});

test('a broken invariant leads to the moment that broke it', async ({ page }) => {
  const figure = await open(page);
  await figure.press('To the start');
  await figure.root.getByRole('list', { name: 'What must hold' }).getByRole('button').first().click();
  await expect(figure.now).toContainText('This no longer holds');
});

test('a fault is added at the playhead, shown, and taken away', async ({ page }) => {
  const figure = await open(page);
  await figure.press('To the start');
  await figure.press(/^Break it at/);
  const chips = figure.root.getByRole('list', { name: 'Faults added by you' });
  await expect(chips.getByRole('listitem')).toHaveCount(1);
  await chips.getByRole('button', { name: /^Take away/ }).click();
  await expect(chips).toBeHidden();
});

test('a shared link opens the same moment of the same run', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page);
  await figure.press('Another seed');
  await figure.press('To the start');
  await figure.press('On one event');
  await figure.press('On one event');
  const sentence = await figure.now.textContent();
  await figure.press('Share this moment');
  await expect(says(page)).toContainText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  const opened = figureOn(other.getByRole('figure').first());
  await expect(opened.run).toContainText('seed 132');
  await expect(opened.now).toHaveText(sentence as string);
});

test('a link that cannot be read says so and leaves the run', async ({ page }) => {
  const figure = await open(page);
  const id = await figure.root.getAttribute('id');
  await page.evaluate((hash) => (location.hash = hash), `${id}~nonsense`);
  await expect(figure.root.locator('.player-note')).toBeVisible();
});

test('what is fetched only to share a run says so when it cannot be fetched', async ({ page }) => {
  await page.route(/\/take-away\.[^/]+\.js/, (route) => route.abort());
  const figure = await open(page);
  await figure.press('Share this moment');
  await expect(figure.root.locator('.player-note')).toContainText('could not be fetched');
});

test('a report that is opened carries the link to the moment, and follows it', async ({ page }) => {
  const figure = await open(page);
  await figure.root.getByText('Report a problem with this').click();
  const report = figure.root.locator('.player-report');
  await expect(report).toContainText('Link: http');
  await expect(report).toContainText(/checksum [0-9a-f]{8}/);
  await expect(report).toContainText('Browser: Mozilla');
  const before = await report.textContent();
  await figure.press('Back one event');
  await expect(report).not.toHaveText(before as string);
});

test('a time in an address moves the playhead', async ({ page }) => {
  const figure = await open(page);
  const id = await figure.root.getAttribute('id');
  await page.evaluate((hash) => (location.hash = hash), `${id}@1ms`);
  await expect(figure.now).toContainText('Nothing has happened yet');
});

test('nothing moves when the figure wakes', async ({ browser }) => {
  const boxesOf = async (javaScriptEnabled: boolean, width: number) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(laboratory);
    const figure = page.getByRole('figure').first();
    await figure.scrollIntoViewIfNeeded();
    if (javaScriptEnabled) await expect(figure.getByRole('button', { name: 'On one event' })).toBeEnabled();
    await page.evaluate(() => document.fonts?.ready);
    const parts = ['.player-lanes', '.player-transport', '.player-now', '.player-verdicts'];
    const boxes = await Promise.all(parts.map((part) => figure.locator(part).boundingBox()));
    const top = (await figure.boundingBox())?.y ?? 0;
    await context.close();
    return boxes.map((box) => box && [Math.round(box.y - top), Math.round(box.height)]);
  };
  for (const width of [1440, 390])
    expect(await boxesOf(true, width), `${width} px`).toEqual(await boxesOf(false, width));
});

test('without a script the picture, the sentence, what holds and the whole run are there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(laboratory);
  const figure = figureOn(page.getByRole('figure').first());
  await expect(figure.root.locator('.player-picture svg').first()).toBeVisible();
  await expect(figure.now).toContainText('This no longer holds');
  await expect(figure.root.getByRole('list', { name: 'What must hold' })).toBeVisible();
  await figure.root.getByText('Read this run').click();
  expect(await figure.root.locator('.player-transcript li').count()).toBeGreaterThan(10);
  await expect(figure.root.locator('.player-noscript')).toBeVisible();
  await context.close();
});

test('on a phone the picture comes first, targets are large, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [laboratory, embedded]) {
    const figure = await open(page, path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(390);
    const picture = await figure.root.locator('.player-lanes').boundingBox();
    const play = await figure.button('Play from the start').boundingBox();
    expect(picture?.y).toBeLessThan(play?.y ?? 0);
    expect(await smallTargets(figure), path).toEqual([]);
  }
});

/** What a finger would miss: outside of the pictures, which are there to be looked at, everything is 44 pixels high. */
const smallTargets = (figure: Figure): Promise<string[]> =>
  figure.root.locator('button, select, summary, input, a').evaluateAll((controls) =>
    controls
      .filter((control) => control.checkVisibility() && control.closest('svg') === null)
      .filter((control) => {
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
        return height < 43.5 || (control.matches('.player-button') && width < 43.5);
      })
      .map((control) => (control.getAttribute('aria-label') ?? control.textContent ?? '').slice(0, 60)),
  );

test('with reduced motion a step is a cut', async ({ page }) => {
  const stepTime = (figure: Figure) =>
    figure.root.locator('.player').evaluate((player) => getComputedStyle(player).getPropertyValue('--step-time'));
  const figure = await open(page);
  await figure.press('Back one event');
  expect(await stepTime(figure)).not.toBe('0ms');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => stepTime(figure)).toBe('0ms');
});

test('a figure has no accessibility faults, at rest and in the middle of a run, in both themes', async ({ page }) => {
  const figure = await open(page);
  for (const fold of await figure.root.locator('summary').all())
    await fold.evaluate((summary) => ((summary.parentElement as HTMLDetailsElement).open = true));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const act of ['To the start', 'On to the next landmark']) {
      await figure.press(act);
      const { violations } = await new AxeBuilder({ page }).include('figure').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
  }
});

test('the laboratory opens at the run that a figure shows', async ({ page }) => {
  const figure = await open(page, embedded);
  await figure.press('Another seed');
  const link = figure.root.getByRole('link', { name: 'Open the laboratory' });
  await link.hover();
  await expect(link).toHaveAttribute('href', /#run~/);
  await page.goto((await link.getAttribute('href')) as string);
  await expect(figureOn(page.getByRole('figure').first()).run).toContainText('seed 132');
});

test('when its model cannot be fetched a figure stays as it was built', async ({ page }) => {
  await page.route(/\/oversell\.[^/]+\.js/, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await page.goto(laboratory);
  const figure = figureOn(page.getByRole('figure').first());
  await figure.root.scrollIntoViewIfNeeded();
  await failed;
  await page.waitForTimeout(300);
  await expect(figure.now).toContainText('This no longer holds');
  await expect(figure.root.locator('.player-picture svg').first()).toBeVisible();
  await expect(figure.button('On one event')).toBeDisabled();
});

test('another view of the same run is opened, follows the playhead, and travels with the link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await open(page);
  await figure.root.getByLabel('Space-time').check();
  const picture = figure.root.locator('.picture-space-time');
  await expect(picture).toBeVisible();
  const before = await picture.innerHTML();
  await figure.press('Back one event');
  await expect.poll(() => picture.innerHTML()).not.toBe(before);
  await figure.press('Share this moment');
  await expect(says(page)).toContainText('Copied');
  const other = await context.newPage();
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(other.getByRole('figure').first().locator('.picture-space-time')).toBeVisible();
});
