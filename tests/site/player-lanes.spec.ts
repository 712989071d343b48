/** Where things stand: what is compared is next to each other, and a finger has room. */
import { expect, test } from '@playwright/test';
import { embedded, laboratory, open } from './figure.ts';

test('with several views open, one view of both runs stands together before the next view', async ({ page }) => {
  const figure = await open(page);
  await figure.root.getByRole('checkbox', { name: 'Space-time' }).check();
  await figure.press('Another seed');
  await figure.press('Compare with before');
  await expect(figure.root.locator('.player-picture')).toHaveCount(4);
  const views = await figure.root
    .locator('.player-picture')
    .evaluateAll((pictures) => pictures.map(({ className }) => className.split(' is-')[1]));
  expect(views).toEqual(['topology', 'topology', 'space-time', 'space-time']);
  await expect(figure.root.locator('.lane-label')).toHaveText([/^Before/, /^Now/, /^Before/, /^Now/]);
});

for (const width of [320, 360, 375])
  test(`a phone that is ${width} wide still has the buttons in one row, as high as before`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    const figure = await open(page);
    const boxes = await figure.root.locator('.player-transport .player-button').evaluateAll((buttons) =>
      buttons.map((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return { x, y, width, height };
      }),
    );
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1);
    for (const { width, height } of boxes) {
      expect(width).toBeGreaterThanOrEqual(30);
      expect(height).toBeGreaterThanOrEqual(44);
    }
    // None lies over the next.
    for (const [i, { x, width }] of boxes.entries()) expect(x + width).toBeLessThanOrEqual(boxes[i + 1]?.x ?? Infinity);
  });

test('on a phone every button of the transport is in one row, and the scrubber has its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const figure = await open(page, embedded);
  const box = async (selector: string) => {
    const found = await figure.root.locator(selector).boundingBox();
    if (found === null) throw new Error(`${selector} is not to be seen`);
    return found;
  };
  const [first, last] = [await box('[aria-label="To the start"]'), await box('[aria-label="To the end"]')];
  expect(last.y).toBe(first.y);
  for (const { width, height } of [first, last]) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  const scrubber = await box('.player-scrubber');
  expect(scrubber.y).toBeGreaterThanOrEqual(first.y + first.height);
  expect(scrubber.width).toBeGreaterThan(300);
});

test('at 320 px the word of the speed is as wide as it needs, and what stands beside it is not covered', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  const boxes = await figure.root.locator('.player-where').evaluate((where) => {
    const speed = where.querySelector('select') as HTMLSelectElement;
    const { width } = speed.getBoundingClientRect();
    const own = [...where.children].map((child) => child.getBoundingClientRect());
    speed.style.width = 'max-content';
    return { width, needs: speed.getBoundingClientRect().width, own, within: where.getBoundingClientRect() };
  });
  expect(boxes.width).toBeGreaterThanOrEqual(boxes.needs);
  for (const [i, a] of boxes.own.entries()) {
    expect(a.right).toBeLessThanOrEqual(boxes.within.right + 0.5);
    for (const b of boxes.own.slice(i + 1))
      expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
  }
});
