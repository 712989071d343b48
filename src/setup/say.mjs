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
