/**
 * Every picture in every state looks as it did: wide in light, narrow in dark.
 *
 * Pictures compare only between equal browsers, so this test takes the one that npm pins, whatever else is on the machine. After
 * a change that is meant: `npx playwright test gallery --update-snapshots`, and look at what changed before it is committed.
 */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { createServer } from 'vite';
import { browserArguments } from '../../src/setup/find-browser.mjs';

interface Gallery {
  readonly names: readonly string[];
  galleryDocument(theme: 'light' | 'dark'): string;
}

/** The pictures as React draws them when the site is built; nothing is served. */
async function loadGallery(): Promise<Gallery> {
  const vite = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  const gallery = await vite.ssrLoadModule('/tests/figures/page.tsx');
  await vite.close();
  return gallery as Gallery;
}

async function pinnedBrowser(): Promise<Browser> {
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  return chromium.launch({ executablePath, args: [...browserArguments, '--font-render-hinting=none'] });
}

test.describe.configure({ mode: 'default' });
test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the pinned browser is for Linux on x64');

let gallery: Gallery;
let browser: Browser;
test.beforeAll(async () => {
  gallery = await loadGallery();
  browser = await pinnedBrowser();
});
test.afterAll(async () => browser?.close());

// The same browser everywhere: its pictures need no name of a system.
test.beforeEach(async ({ browserName: _ }, info) => {
  info.snapshotSuffix = '';
});

async function opened(theme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.setContent(gallery.galleryDocument(theme));
  await page.evaluate(() => document.fonts.ready);
  return page;
}

const showOnly = (page: Page, name: string) =>
  page.evaluate((id) => {
    document.querySelector('main')?.classList.add('one-by-one');
    for (const section of document.querySelectorAll('section')) section.classList.toggle('shown', section.id === id);
  }, name);

/** Each theme and each width is seen, and no picture four times. */
const looks = [
  { theme: 'light', width: 'wide' },
  { theme: 'dark', width: 'narrow' },
] as const;

for (const { theme, width } of looks) {
  test(`pictures look as they did: ${theme}, ${width}`, async () => {
    test.setTimeout(180_000);
    const page = await opened(theme);
    for (const name of gallery.names) {
      await showOnly(page, name);
      await expect
        .soft(page.locator(`#${name} .${width}`), name)
        .toHaveScreenshot(`${name}-${width}-${theme}.png`, { maxDiffPixels: 30 });
    }
    await page.close();
  });

  test(`pictures are accessible in ${theme}`, async () => {
    test.setTimeout(180_000);
    const page = await opened(theme);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
    await page.close();
  });
}

test('no word of a picture is smaller than 12 px, nor drawn over another', async () => {
  const page = await opened('light');
  const found = await page.evaluate(() => {
    const texts = [...document.querySelectorAll<SVGTextElement>('svg.picture text')].filter(
      (text) => getComputedStyle(text).visibility !== 'hidden' && text.textContent?.trim() !== '',
    );
    const caseOf = (text: Element) => `${text.closest('section')?.id} ${text.closest('div')?.className}`;
    const small = texts
      .filter((text) => {
        const scale = text.getScreenCTM();
        return (
          Number.parseFloat(getComputedStyle(text).fontSize) * (scale === null ? 1 : Math.hypot(scale.a, scale.b)) <
          11.99
        );
      })
      .map((text) => `${caseOf(text)}: "${text.textContent}" is small`);
    const over: string[] = [];
    for (const svg of document.querySelectorAll('svg.picture')) {
      const boxes = texts
        .filter((text) => text.ownerSVGElement === svg && text.closest('[transform*="rotate"]') === null)
        .map((text) => ({ text, box: text.getBoundingClientRect() }));
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) {
          const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          // The boxes of neighbouring lines touch; their letters do not.
          if (across > 2 && down > 6)
            over.push(`${caseOf(a.text)}: "${a.text.textContent}" and "${b.text.textContent}"`);
        }
    }
    return [...small, ...over];
  });
  expect(found).toEqual([]);
  await page.close();
});
