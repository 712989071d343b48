/** Where a number comes from: by pointing, by the keyboard, by touch, near every edge of the window. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { pages } from './pages.ts';

const chapter = pages.find((path) => /^\/case-studies\/[^/]+\/requirements\/$/.test(path));
if (chapter === undefined)
  throw new Error('no study with requirements was built; expected a page /case-studies/…/requirements/');

const claims = (page: Page) => page.locator('main .claim');
const noteOf = (claim: Locator) => claim.locator('.claim-note');
const boxOf = async (part: Locator) => (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

for (const width of [1440, 1024, 390])
  test(`at ${width} px a note stays in the window and leaves its mark in sight`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(chapter);
    for (const claim of await claims(page).all()) {
      await claim.locator('.claim-mark').focus();
      await expect(noteOf(claim)).toBeInViewport({ ratio: 1 });
      const note = await boxOf(noteOf(claim));
      const mark = await boxOf(claim.locator('.claim-mark'));
      expect(mark.y + mark.height <= note.y || mark.y >= note.y + note.height).toBe(true);
    }
  });

test('Escape puts a note away until another number is pointed at', async ({ page }) => {
  await page.goto(chapter);
  await claims(page).first().hover();
  await expect(noteOf(claims(page).first())).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(noteOf(claims(page).first())).toBeHidden();
  await claims(page).nth(1).hover();
  await expect(noteOf(claims(page).nth(1))).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a first tap on a number shows its note, a tap on its mark then leads to the list', async ({ page }) => {
    await page.goto(chapter);
    const claim = claims(page).first();
    await claim.locator('data').tap();
    await expect(noteOf(claim)).toBeVisible();
    await claim.locator('.claim-mark').tap();
    await expect(page).toHaveURL(/\/claims\/#/);
  });
});

test('every claim of the list stands below the kind that it is of', async ({ page }) => {
  await page.goto(chapter.replace('requirements', 'claims'));
  const kinds = await page.locator('main h2').allTextContents();
  const counts = kinds.map((heading) => Number(/\((\d+)\)/.exec(heading)?.[1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(await page.locator('main .claims > div').count());
});
