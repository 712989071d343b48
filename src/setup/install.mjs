/**
 * Are the packages here, and are they the ones in the lock file?
 *
 * After every install a hash of package-lock.json is left in node_modules. When it differs, or is missing, `npm ci` runs.
 * Like everything in this folder, it is plain JavaScript for Node 20: it has to run before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fail, inRepository } from './say.mjs';

const record = inRepository('node_modules/.faultline-lock');
const hashOfLock = () =>
  createHash('sha256')
    .update(readFileSync(inRepository('package-lock.json')))
    .digest('hex');

export function recordInstall() {
  if (existsSync(inRepository('node_modules'))) writeFileSync(record, hashOfLock());
}

export function isInstalled() {
  return existsSync(record) && readFileSync(record, 'utf8') === hashOfLock();
}

export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages from package-lock.json (once, about a minute) …');
  // npm is a .cmd file on Windows, which only a shell can start.
  const npm = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retry-maxtimeout=10000'],
    {
      cwd: inRepository('.'),
      stdio: ['ignore', 'ignore', 'pipe'], // what it says when all goes well helps nobody
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  if (npm.status === 0) return recordInstall();
  fail(whyInstallFailed(npm));
}

function whyInstallFailed(npm) {
  if (npm.error) return `npm could not be started (${npm.error.message}): install Node.js with npm, then try again.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(npm.stderr)) {
    return 'The packages could not be downloaded: connect to a network that reaches the npm registry, then try again.';
  }
  if (/ENOSPC/.test(npm.stderr)) return 'The disk is full: free about 1 GB, then try again.';
  return `npm ci failed:\n${npm.stderr.trim()}\nRemove node_modules and try again.`;
}

if (process.argv[2] === '--record' && import.meta.url === pathToFileURL(process.argv[1]).href) recordInstall();
