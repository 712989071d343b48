/** A figure for whoever reads at twice the size, and on paper. */
import { expect, test } from '@playwright/test';
import { figureOn, laboratory, open } from './figure.ts';
import { pages } from './pages.ts';

const lifecycle = laboratory.replace('oversell', 'request-lifecycle');
const study = pages.find((path) => /^\/case-studies\/[^/]+\/$/.test(path)) as string;

test.describe('at 200 %', () => {
  // What a window of 1440 × 900 has left.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  for (const path of [lifecycle, study])
    test(`${path} fits, and its figure is stepped and turned`, async ({ page }) => {
      const figure = await open(page, path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
      await figure.press('To the start');
      await figure.press('On one event');
      expect(await figure.at()).toBe(0);
      const knob = figure.root.locator('.player-knobs').locator('select, input:checked, input[type=range]').first();
      await knob.press('ArrowRight');
      await expect(figure.button(/^(As published|Compare with before)$/).first()).toBeEnabled();
      // Whatever the keyboard reaches can be seen: nothing lies over it, and it is within the window.
      for (const control of [figure.button('On one event'), figure.playhead, knob]) {
        await control.focus();
        await expect(control).toBeInViewport({ ratio: 0.9 });
        expect(await control.evaluate(isOnTop)).toBe(true);
      }
    });
});

function isOnTop(control: Element): boolean {
  const { x, y, width, height } = control.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return top !== null && (control.contains(top) || (control.closest('label, div') ?? control).contains(top));
}

test('on paper a figure is its picture, its moment and what was run, in the laboratory as text too, and nothing to press', async ({
  page,
}) => {
  for (const path of [lifecycle, study]) {
    const figure = await open(page, path);
    const sentence = await figure.now.textContent();
    await page.emulateMedia({ media: 'print' });
    await expect(figure.root.locator('.player-picture svg.picture').first()).toBeVisible();
    await expect(figure.now).toBeVisible();
    await expect(figure.now).toHaveText(sentence as string);
    await expect(figure.run).toBeVisible();
    await expect(figure.root.locator('.player-transcript li').first()).toBeVisible({ visible: path === lifecycle });
    // The name of the scenario, and moments within sentences, are words.
    const pressed = figure.root.locator('button:not(.player-link), select:not(.player-scenario select), input');
    const left = await pressed.evaluateAll((controls) =>
      controls.filter((control) => control.checkVisibility()).map((control) => control.outerHTML.slice(0, 120)),
    );
    expect(left, path).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
    await expect(figureOn(page.getByRole('figure').first()).button('On one event')).toBeEnabled();
  }
});
