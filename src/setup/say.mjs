/** What the scripts of this folder share: where the repository is, and how they speak. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} relative */
export const inRepository = (relative) => path.resolve(repository, relative);

/** One sentence to the person, no stack, exit 1. @param {string} sentence @returns {never} */
export function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** @param {number} startedAt a value of performance.now() */
export const secondsSince = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/** The port to serve on: PORT, or 4321. @param {string} command that is told to be tried again */
export function portAsked(command) {
  const { PORT = '4321' } = process.env;
  const port = Number(PORT);
  if (PORT.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return fail(`PORT is "${PORT}"; expected a number up to 65535: PORT=4322 ${command}`);
}
