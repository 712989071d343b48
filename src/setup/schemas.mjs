/**
 * Astro keeps the heads of pages as it has read them, and reads them again when a page or `content.config.ts` changes, but not
 * when a file does that the latter imports. So we remember with which schemas they were read, for each command: each has a store.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './say.mjs';

/** @param {'build' | 'dev'} command */
const record = (command) => inRepository(`node_modules/.astro/schemas-of-${command}`);

function hashOfSchemas() {
  const layouts = inRepository('src/layouts');
  const schemas = readdirSync(layouts).filter((file) => /schemas?\.ts$/.test(file));
  const hash = createHash('sha256');
  for (const file of schemas.sort()) hash.update(readFileSync(path.join(layouts, file)));
  return hash.digest('hex');
}

/** @param {'build' | 'dev'} command */
export const schemasChanged = (command) =>
  !existsSync(record(command)) || readFileSync(record(command), 'utf8') !== hashOfSchemas();

/** To be called once the heads have been read. @param {'build' | 'dev'} command */
export function recordSchemas(command) {
  mkdirSync(path.dirname(record(command)), { recursive: true });
  writeFileSync(record(command), hashOfSchemas());
}
