/** What leaves the page with a reader: the figure on another page, the run and its picture as files. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { embedded, figureOn, laboratory, open } from './figure.ts';

test('an embedded figure tells the page around it how high it is', async ({ page, baseURL }) => {
  await page.goto(laboratory);
  const height = await page.evaluate(
    (source) =>
      new Promise<number>((resolve) => {
        addEventListener('message', ({ data }) => data?.faultline === 'height' && resolve(data.height));
        const frame = document.createElement('iframe');
        frame.src = source;
        document.body.append(frame);
      }),
    `${baseURL}${embedded}`,
  );
  expect(height).toBeGreaterThan(300);
});

test('what is embedded is the run on the screen', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  /** The address in what was copied, as soon as it is that kind of address. */
  const embed = async (address: RegExp) => {
    await figure.press('Embed');
    await expect.poll(async () => /src="([^"]+)"/.exec(await copied())?.[1]).toMatch(address);
    return /src="([^"]+)"/.exec(await copied())?.[1] as string;
  };
  const figure = await open(page);
  await embed(/\/embed\/oversell\/$/);
  await figure.press('Another seed');
  const other = await context.newPage();
  await other.goto(await embed(/\/embed\/oversell\/#/));
  await expect(figureOn(other.getByRole('figure').first()).run).toContainText('seed 132');
});

test('the trace and the picture can be taken away as files', async ({ page }) => {
  const figure = await open(page);
  const download = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), figure.press(name)]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  const trace = await download('Export the trace');
  expect(trace.name).toBe('oversell-rush-131.json');
  expect(JSON.parse(trace.text).lanes[0].events).toHaveLength((await figure.last()) + 1);
  const picture = await download('Export the picture');
  expect(picture.name).toMatch(/\.svg$/);
  expect(picture.text).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(picture.text).not.toContain('var(--');
  // What a style sheet has moved has been moved in the file.
  expect(picture.text).toMatch(/<g [^>]*transform="matrix\([^>]*><title[^>]*>[A-Z ]+ from/);
  // Elsewhere its typefaces may not be installed.
  expect(picture.text).toMatch(/@font-face\{font-family:[^;]+;font-weight:\d+;src:url\(data:/);
});
