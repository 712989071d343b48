/** What a reader does on any page: choose a theme, search, open the menu, jump to the content. */
import { expect, test } from '@playwright/test';
import { pages } from './pages.ts';

const study = pages.find((path) => /^\/case-studies\/[^/]+\/$/.test(path));
if (study === undefined) throw new Error('no study was built; expected a page below /case-studies/');

test('the chosen theme is kept, and there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  // As the next frame paints it: none is painted before the styles are there.
  const paper = () =>
    page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      return getComputedStyle(document.documentElement).backgroundColor;
    });
  const dark = await paper();
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('body', { state: 'attached' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper()).toBe(dark);
});

test('search opens with the keyboard, finds a page and leads there', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('searchbox').fill('simulation');
  await expect(dialog.getByRole('link').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('search leads to the part of a page in which the words stand, and says which', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('error budget');
  const found = page.getByRole('dialog').getByRole('link').filter({ hasText: '›' }).first();
  await expect(found).toHaveAttribute('href', /#/);
});

test('search says when it finds nothing', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('zzyzx');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing found for “zzyzx”.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('on a phone the menu leads to every part of the site', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('navigation', { name: 'Site, menu' }).getByRole('link', { name: 'Simulations' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Simulations' })).toBeVisible();
});

test('the first stop of the keyboard leads to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
});

test('an unknown address gets a page that leads on', async ({ page }) => {
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
});

test('no words stick out of a diagram', async ({ page }) => {
  for (const path of pages) {
    await page.goto(path);
    const outside = await page.locator('.diagram svg').evaluateAll((drawings) =>
      drawings.flatMap((drawing) => {
        const frame = drawing.getBoundingClientRect();
        return [...drawing.querySelectorAll('text')]
          .filter((text) => {
            const box = text.getBoundingClientRect();
            return (
              box.width > 0 &&
              (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
            );
          })
          .map((text) => text.textContent);
      }),
    );
    expect(outside, path).toEqual([]);
  }
});

test('the contents light up the part that is being read', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(study);
  const contents = page.getByRole('navigation', { name: 'On this page' });
  const last = contents.getByRole('link').last();
  await last.click();
  await expect(page).toHaveURL(/#/);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(last).toHaveAttribute('aria-current', 'true');
});

test('a heading offers its link to who points at it', async ({ page }) => {
  await page.goto(study);
  const heading = page.locator('main h2[id]').first();
  await heading.hover();
  await heading.locator('.anchor').click();
  expect(new URL(page.url()).hash).toBe(`#${await heading.getAttribute('id')}`);
});

test('where the contents have no column, the menu has them', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(study);
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('navigation', { name: 'On this page, menu' })).toBeVisible();
});

test('what the keyboard reaches is never hidden beneath something that stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(pages.find((path) => path.endsWith('/capacity/')) ?? study);
  await page.locator('footer a').first().focus();
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Shift+Tab');
    const hidden = await page.evaluate(async () => {
      // As it is painted: a note finds its place beside its mark with the frame after the one that scrolled.
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      const element = document.activeElement ?? document.body;
      const { left, width, top, height } = element.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      return above === null || above.contains(element) || element.contains(above) ? '' : element.outerHTML;
    });
    expect(hidden).toBe('');
  }
});

test('the list of simulations leads to the shortest order that breaks a promise', async ({ page }) => {
  await page.goto('/simulations/');
  const broken = page.getByRole('link', { name: /^broken after/ }).first();
  const steps = (await broken.textContent())?.match(/\d+/)?.[0] ?? '';
  await broken.click();
  await expect(page.locator('.player-run').first()).toContainText('a chosen order');
  await expect(page.locator('.player-run').first()).toContainText(`${steps} events`);
});

test('the picture of an entry of a list is not in the way of the keyboard', async ({ page }) => {
  await page.goto('/simulations/');
  const entries = page.locator('main li').filter({ has: page.getByRole('heading', { level: 2 }) });
  const inPictures = entries.locator('[inert] :is(a, button, select, [tabindex])');
  expect(await entries.count()).toBeGreaterThan(0);
  for (const one of await inPictures.all()) {
    await one.evaluate((element) => (element as HTMLElement).focus());
    await expect(one).not.toBeFocused();
  }
});
