/**
 * Are the packages here, and are they the ones in the lock file?
 *
 * After every install a hash of package-lock.json is left in node_modules. When it differs, or is missing, `npm ci` runs.
 * Like everything in this folder, it is plain JavaScript for Node 20: it has to run before anything is installed.
 */
import { spawn } from 'node:child_process';
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

export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages from package-lock.json (once, about a minute) …');
  const asked = setTimeout(sayWhenNobodyAnswers, PATIENCE_MS);
  const npm = await runNpm(['ci', '--no-audit', '--no-fund', '--fetch-retry-maxtimeout=10000']);
  clearTimeout(asked);
  if (npm.code === 0) return recordInstall();
  fail(whyInstallFailed(npm));
}

/** npm tries again in silence, for three minutes where no name server answers. Who waits for nothing is told. */
const PATIENCE_MS = 10_000;
async function sayWhenNobodyAnswers() {
  const { code } = await runNpm(['ping', '--fetch-retries=0', '--fetch-timeout=8000']);
  if (code !== 0)
    console.log('The npm registry does not answer. npm goes on trying for a few minutes; Ctrl+C ends it.');
}

/** @param {string[]} args @returns {Promise<{ code: number | null, stderr: string, problem?: string }>} */
function runNpm(args) {
  return new Promise((resolve) => {
    let stderr = '';
    const npm = spawn('npm', [...args, '--loglevel=error'], {
      cwd: inRepository('.'),
      stdio: ['ignore', 'ignore', 'pipe'], // what it says when all goes well helps nobody
      shell: process.platform === 'win32', // npm is a .cmd file there, which only a shell can start
    });
    npm.stderr.on('data', (text) => (stderr += text));
    npm.on('error', ({ message }) => resolve({ code: 1, stderr, problem: message }));
    npm.on('close', (code) => resolve({ code, stderr }));
  });
}

/** @param {{ stderr: string, problem?: string }} npm */
function whyInstallFailed({ stderr, problem }) {
  if (problem) return `npm could not be started (${problem}): install Node.js with npm, then try again.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(stderr)) {
    return 'The packages could not be downloaded: connect to a network that reaches the npm registry, then try again.';
  }
  if (/ENOSPC/.test(stderr)) return 'The disk is full: free about 1 GB, then try again.';
  return `npm ci failed:\n${stderr.trim()}\nRemove node_modules and try again.`;
}

if (process.argv[2] === '--record' && import.meta.url === pathToFileURL(process.argv[1]).href) recordInstall();
