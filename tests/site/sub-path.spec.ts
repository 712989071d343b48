/** The same site under a path, as a project page of a host would have it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { serve } from '../../src/setup/serve.mjs';
import { pages } from './pages.ts';

const base = '/docs/faultline';
const folder = 'node_modules/.cache/faultline/sub-path';
let site: { address: string; close: () => void };

test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.beforeAll(async () => {
  test.setTimeout(300_000); // it builds the site
  const env = { ...process.env, BASE_PATH: base, SITE_URL: 'https://example.org', OUT_DIR: folder };
  const built = spawnSync(process.execPath, ['src/setup/build.mjs'], { env, encoding: 'utf8' });
  expect(built.status, built.stderr + built.stdout).toBe(0);
  site = await serve({ folder, port: 0, base });
});

test.afterAll(() => site?.close());

test('every page loads all that it needs under its path', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => missing.push(error.message));
  for (const path of pages) await page.goto(site.address.replace(/\/$/, '') + path, { waitUntil: 'networkidle' });
  expect(missing).toEqual([]);
});

test('no link leaves the path', () => {
  const escaping = pages.flatMap((path) => {
    const html = readFileSync(`${folder}${path.endsWith('/') ? `${path}index.html` : path}`, 'utf8');
    return [...html.matchAll(/\s(?:href|src)="(\/[^"]*)"/g)]
      .map(([, link]) => link as string)
      .filter((link) => !link.startsWith(`${base}/`))
      .map((link) => `${path}: ${link}`);
  });
  expect(escaping).toEqual([]);
});

test('the canonical address is on the origin that was given', () => {
  const html = readFileSync(`${folder}/index.html`, 'utf8');
  expect(html).toContain(`<link rel="canonical" href="https://example.org${base}/">`);
});

test('search leads to pages under the path', async ({ page }) => {
  await page.goto(site.address);
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('simulation');
  await expect(page.getByRole('dialog').getByRole('link').first()).toHaveAttribute('href', new RegExp(`^${base}/`));
});
