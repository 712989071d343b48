/**
 * Where is a Chromium for the browser tests? The cheapest place first; nothing is downloaded unless asked to.
 *
 *   CHROMIUM_PATH → Playwright's own → one of this system → the one that npm installed with the packages (Linux, x64)
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const onPath = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
const whichOnPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable);

const ofThisSystem = () => onPath.map(whichOnPath).find(Boolean) ?? elsewhere.find(isExecutable);

async function fromPackages() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const file = await packaged.executablePath();
    // It may be here and not start, for want of a system library.
    return spawnSync(file, ['--version'], { timeout: 30_000 }).status === 0 ? file : undefined;
  } catch {
    return undefined;
  }
}

const succeeds = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;

/** Playwright's download first; on Debian as root the system's package. */
function download() {
  if (succeeds('npx', '--no', 'playwright', 'install', 'chromium', '--only-shell')) return true;
  return (
    process.getuid?.() === 0 &&
    Boolean(whichOnPath('apt-get')) &&
    succeeds('apt-get', 'update', '-qq') &&
    succeeds('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell')
  );
}

/**
 * @param {{ install?: boolean }} [options]
 * @returns {Promise<{ how: string, path: string | undefined }>} no path means Playwright's own
 */
export async function findBrowser({ install = false } = {}) {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!isExecutable(chosen))
      throw new Error(`CHROMIUM_PATH is "${chosen}", which is not a program: correct or unset it.`);
    return { how: 'CHROMIUM_PATH', path: chosen };
  }
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return { how: "Playwright's own", path: undefined };
  const system = ofThisSystem();
  if (system) return { how: 'of this system', path: system };
  const packaged = await fromPackages();
  if (packaged) return { how: 'from the packages', path: packaged };
  if (install && download()) return findBrowser();
  throw new Error(
    'No Chromium was found for the browser tests: run `npm run browser` to get one, or set CHROMIUM_PATH.',
  );
}

/** What every start of the browser needs: no network of its own, and no sandbox for root, where Chromium refuses it. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const found = await findBrowser({ install: process.argv.includes('--install') });
    console.log(`Chromium ${found.how}${found.path ? `: ${found.path}` : ''}`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
