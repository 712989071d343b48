import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './src/setup/find-browser.mjs';

/** Only what needs a browser, against the built site as a static host would serve it. */
const browser = await findBrowser();
const port = Number(process.env['TEST_PORT'] ?? 4399);
const address = `http://localhost:${port}`;

export default defineConfig({
  testDir: 'tests/site',
  fullyParallel: true,
  workers: 2,
  // These end what hangs; no test is about time, and a machine that does other things may be ten times slower.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: address,
    launchOptions: { ...(browser.path ? { executablePath: browser.path } : {}), args: browserArguments },
  },
  webServer: {
    command: `node src/setup/serve.mjs ${process.env['OUT_DIR'] ?? 'dist'} ${port}`,
    url: address,
    reuseExistingServer: false,
  },
});
