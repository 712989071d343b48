/** What plays a run is in sight with its picture, before anybody scrolls, and covers nothing that has the focus. */
import { expect, type Locator, test } from '@playwright/test';
import { figureOn, laboratory, open } from './figure.ts';
import { builtPage, pages } from './pages.ts';

const laboratories = pages.filter((path) => /^\/simulations\/[^/]+\/$/.test(path));
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

for (const viewport of WINDOWS)
  test(`in a window of ${viewport.width} × ${viewport.height} every laboratory can be played at first sight`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    for (const path of laboratories) {
      await page.goto(path);
      const { button, root } = figureOn(page.getByRole('figure').first());
      await expect(button(/^Play/), path).toBeEnabled();
      await expect(button(/^Play/), path).toBeInViewport({ ratio: 1 });
      await expect(root.locator('.player-lanes'), path).toBeInViewport();
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }
  });

test('whatever the keyboard reaches is scrolled clear of the transport', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  const figure = await open(page, laboratory.replace('oversell', 'request-lifecycle'));
  await figure.root.getByRole('checkbox', { name: 'Topology' }).focus();
  const covered: (string | undefined)[] = [];
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press('Tab');
    covered.push(
      await page.evaluate(() => {
        const focused = document.activeElement as Element;
        const { left, width, bottom } = focused.getBoundingClientRect();
        const top = document.elementFromPoint(left + width / 2, bottom - 3);
        const bar = top?.closest('.player-transport');
        return bar && !bar.contains(focused) ? focused.textContent?.slice(0, 30) : undefined;
      }),
    );
  }
  expect(covered.filter((name) => name !== undefined)).toEqual([]);
});

/** As high at each of these moments: before the first event, at all that happens, with the event before and after it, at the end. */
async function heightsOf(root: Locator): Promise<readonly string[]> {
  const heights = new Map<number, string>();
  const look = async (keys: string) => {
    await root.press(keys);
    const [height, parts, event] = await root.evaluate(async (player) => {
      await new Promise(requestAnimationFrame);
      const high = (part: Element) => Math.round(part.getBoundingClientRect().height);
      const parts = [...player.querySelectorAll('.player-picture, .player-now, .player-verdicts, .player-books')];
      return [
        high(player),
        parts.map((part) => `${part.classList[1] ?? part.classList[0]} ${high(part)}`).join(', '),
        player.querySelector('.player-place')?.textContent,
      ] as const;
    });
    if (!heights.has(height)) heights.set(height, `${height} px at ${event}: ${parts}`);
  };
  await look('Home');
  for (let landmark = 0; landmark < LANDMARKS; landmark++)
    for (const keys of ['Shift+ArrowRight', 'ArrowRight']) await look(keys);
  await look('End');
  return [...heights.values()];
}
const LANDMARKS = 6;

/** Pages on which a figure stands. */
const withFigures = pages.filter(
  (path) => /^\/(?:simulations|case-studies)\/./.test(path) && builtPage(path).includes('class="player'),
);

test('there are figures', () => expect(withFigures.length).toBeGreaterThan(laboratories.length));

for (const path of withFigures)
  test(`nothing under a picture of ${path} moves from the start over all that happens to the end`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    for (const root of await page.locator('.player').all()) {
      await unfolded(root);
      await root.scrollIntoViewIfNeeded();
      await expect(root).toHaveAttribute('data-state', 'awake');
      await expect(root.locator('.player-coming')).toHaveCount(0);
      const name = await root.locator('.player-question').textContent();
      expect(await heightsOf(root), `${name}`).toHaveLength(1);
    }
  });

/** The figures of a list of failures are folded away, each with its row. */
const unfolded = (root: Locator) =>
  root.evaluate((player) => {
    for (let fold = player.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
  });
