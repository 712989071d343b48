/**
 * Which Node runs the site? The one that npm installed beside the packages (Linux), else the reader's own when it is new
 * enough. Older versions cannot run TypeScript files as they are, which the simulations' command line relies on.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fail, inRepository } from './say.mjs';

const needed = [22, 18];
const tooOld = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major < needed[0] || (major === needed[0] && minor < needed[1]);
};

export function rightNode() {
  const installed = inRepository('node_modules/.bin/node');
  // On a system it was not made for (an old libc, say) the binary is there but does not run.
  if (existsSync(installed) && spawnSync(installed, ['--version']).status === 0) return installed;
  if (!tooOld(process.versions.node)) return process.execPath;
  return fail(
    `Faultline needs Node ${needed.join('.')} or newer and this is ${process.versions.node}: install Node 24 from https://nodejs.org, then try again.`,
  );
}

/** Where the program of an installed package is: ('astro', 'astro') → …/node_modules/astro/bin/astro.mjs */
export const inModules = (relative) => inRepository(path.join('node_modules', relative));

/** The surroundings for everything we start: the right Node first in the path, and nobody phones home. */
export function surroundings(extra = {}) {
  const bin = inRepository('node_modules/.bin');
  const node = path.dirname(rightNode());
  const PATH = [bin, node, process.env.PATH ?? ''].join(path.delimiter);
  return { ...process.env, PATH, ASTRO_TELEMETRY_DISABLED: '1', ...extra };
}

/**
 * Runs a script under the right Node and resolves with its exit code; output goes to the terminal unless `onOutput` takes it.
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, onOutput?: (text: string) => void }} [options]
 */
export function runNode(args, { env = {}, onOutput } = {}) {
  return new Promise((resolve) => {
    const stdio = onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(rightNode(), args, { cwd: inRepository('.'), env: surroundings(env), stdio });
    if (onOutput)
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => onOutput(String(text)));
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => {
      if (signal) console.error(`${path.basename(args[0])} was ended from outside, by ${signal}.`);
      resolve(code ?? 1);
    });
  });
}
