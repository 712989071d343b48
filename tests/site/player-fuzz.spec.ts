/** Whatever a reader presses in a laboratory, in whatever order: no error, no lost focus, and nothing refers to what is not there. */
import { type ElementHandle, expect, type Page, test } from '@playwright/test';
import { pages } from './pages.ts';

const ACTS = 60;
/** Another number, other acts. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 0);
const KEYS = [
  'Space',
  'ArrowLeft',
  'ArrowRight',
  'Shift+ArrowRight',
  'Shift+ArrowLeft',
  'Home',
  'End',
  'Escape',
  'Tab',
];

/** The same acts each time: a linear congruential generator (Numerical Recipes). */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Changes one control of the figure as its reader would; what is disabled or hidden by then is left alone. */
async function change(control: ElementHandle<HTMLElement>, draw: (below: number) => number): Promise<string> {
  const what = await control.evaluate((element) => ({
    tag: element.tagName,
    type: element.getAttribute('type') ?? '',
    name: (
      element.getAttribute('aria-label') ??
      element.closest('label')?.textContent ??
      element.textContent ??
      ''
    ).trim(),
    options: element instanceof HTMLSelectElement ? element.options.length : 0,
  }));
  const quick = { timeout: 2_000 };
  if (what.tag === 'SELECT') await control.selectOption({ index: draw(what.options) }, quick);
  else if (what.type === 'range') await control.press(draw(2) === 0 ? 'ArrowLeft' : 'ArrowRight', quick);
  else if (what.type === 'number') await control.fill(String(draw(1_000)), quick);
  else if (what.tag === 'INPUT')
    await control.evaluate((input: HTMLElement) => input.click()); // the box itself is hidden behind its label
  else await control.click(quick);
  return `${what.tag.toLowerCase()} ${what.type} “${what.name.slice(0, 60)}”`;
}

/** Whether something on the page has the focus, once the browser has taken it from what is gone. */
const hasFocus = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        setTimeout(() => requestAnimationFrame(() => resolve(document.activeElement !== document.body)), 60),
      ),
  );

/** Ids that the figure's own labels, descriptions, patterns and arrowheads name and that are not on the page. */
const missing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const named = [...document.querySelectorAll('.figure *')].flatMap((element) => [
      ...(element.getAttribute('aria-labelledby') ?? '').split(' '),
      ...(element.getAttribute('aria-describedby') ?? '').split(' '),
      ...element
        .getAttributeNames()
        .flatMap((name) => /url\(#([^)]+)\)/.exec(element.getAttribute(name) ?? '')?.[1] ?? []),
    ]);
    return [...new Set(named)].filter((id) => id !== '' && document.getElementById(id) === null);
  });

for (const path of pages.filter((page) => /^\/simulations\/[^/]+\/$/.test(page))) {
  test(`${path} takes whatever is pressed`, async ({ page }) => {
    test.slow();
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(path);
    const figure = page.getByRole('figure').first();
    await expect(figure.locator('.player')).toHaveAttribute('data-state', 'awake');
    const draw = draws(path.length + SEED);
    const acts: string[] = [];
    for (let act = 0; act < ACTS; act++) {
      const focused = await hasFocus(page);
      if (draw(3) === 0) {
        const key = KEYS[draw(KEYS.length)] as string;
        await page.keyboard.press(key);
        acts.push(key);
      } else {
        const controls = figure.locator(
          'button:enabled:visible, input:enabled:visible, select:enabled:visible, summary:visible',
        );
        // The very element: while it plays, what is the eleventh control now is another before it is pressed.
        const all = (await controls.elementHandles()) as ElementHandle<HTMLElement>[];
        acts.push(await change(all[draw(all.length)] as ElementHandle<HTMLElement>, draw).catch(gone));
      }
      expect(problems, acts.join('\n')).toEqual([]);
      expect(await missing(page), acts.join('\n')).toEqual([]);
      // What takes the focus may be drawn some frames later, where the machine is busy.
      if (focused)
        await expect
          .poll(() => hasFocus(page), { message: `the focus is lost after\n${acts.join('\n')}`, timeout: 3_000 })
          .toBe(true);
    }
    await expect(figure.locator('.player-now')).not.toBeEmpty();
  });
}

/** While it plays a control may be gone, or under another, before it is reached. */
function gone(error: Error): string {
  if (!/Timeout|not attached/.test(error.message)) throw error;
  return 'one that was gone';
}
