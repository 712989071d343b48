/**
 * What pages ask of a reader's connection, in kilobytes of script as a host compresses them. A figure on a page of prose or in
 * a frame has one view and a simulation; a laboratory has everything.
 */
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { pages } from './pages.ts';

const KB = 1_000;
const FIGURE_KB = 100;
/** Theme, contents, menu, search button. */
const PROSE_KB = 6;

interface Script {
  readonly name: string;
  readonly bytes: number;
}

/** Every script that is fetched while `act` is under way and until nothing more comes. */
async function scriptsDuring(page: Page, act: () => Promise<void>): Promise<readonly Script[]> {
  const coming: Promise<Script>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    coming.push(
      response.body().then((body) => ({
        name: new URL(response.url()).pathname.split('/').at(-1) ?? '',
        bytes: gzipSync(body, { level: 9 }).length,
      })),
    );
  });
  await act();
  await page.waitForLoadState('networkidle');
  return Promise.all(coming);
}

const kilobytesOf = (scripts: readonly Script[]): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0) / KB;
const inWords = (path: string, scripts: readonly Script[]): string =>
  [
    `${path}: ${kilobytesOf(scripts).toFixed(1)} KB`,
    ...[...scripts].sort((a, b) => b.bytes - a.bytes).map(({ name, bytes }) => `  ${(bytes / KB).toFixed(1)} ${name}`),
  ].join('\n');

test('a figure wakes with at most 100 KB of script, React and simulation included', async ({ browser }) => {
  test.slow();
  const alone = pages.filter((path) => path.startsWith('/embed/'));
  expect(alone.length).toBeGreaterThan(0);
  for (const path of alone) {
    const page = await browser.newPage();
    const scripts = await scriptsDuring(page, async () => {
      await page.goto(path);
      await expect(page.locator('.player')).toHaveAttribute('data-state', 'awake');
    });
    test.info().annotations.push({ type: 'weight', description: inWords(path, scripts) });
    expect(kilobytesOf(scripts), inWords(path, scripts)).toBeLessThan(FIGURE_KB);
    await page.close();
  }
});

test('prose costs no script but the few kilobytes of the page itself', async ({ page, request }) => {
  const isProse = async (path: string) => !(await (await request.get(path)).text()).includes('<astro-island');
  const studies = pages.filter((path) => path.startsWith('/case-studies/'));
  const flags = await Promise.all(studies.map(isProse));
  const path = studies.find((_, i) => flags[i]) as string;
  const scripts = await scriptsDuring(page, async () => {
    await page.goto(path);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  });
  expect(kilobytesOf(scripts), inWords(path, scripts)).toBeLessThan(PROSE_KB);
});

test('a figure that is far down the page is not fetched before the reader comes near', async ({ page }) => {
  const laboratory = pages.find((path) => path.startsWith('/simulations/') && path.length > 14) as string;
  await page.route(laboratory, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<astro-island', '<p style="height:4000px">far</p><astro-island');
    await route.fulfill({ response, body });
  });
  const before = await scriptsDuring(page, async () => {
    await page.goto(laboratory);
  });
  expect(kilobytesOf(before), inWords(laboratory, before)).toBeLessThan(PROSE_KB);
});
