/** A schema from its script, read once: the answer is kept by the script's content, so a build without a change starts no database. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../sql/open.ts';
import { introspect } from './introspect.ts';
import type { Schema } from './schema.ts';

/** Raised when `introspect` reads more or something else. */
const VERSION = 1;
const FOLDER = path.join('node_modules', '.cache', 'faultline', 'schema');

/** Throws with the file's name when the script fails; PostgreSQL says where. */
export async function readSchema(file: string, script: string): Promise<Schema> {
  const key = createHash('sha256').update(`${VERSION}\n${script}`).digest('hex').slice(0, 24);
  const kept = path.join(FOLDER, `${key}.json`);
  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known !== undefined) return JSON.parse(known) as Schema;
  const schema = await run(file, script);
  await mkdir(FOLDER, { recursive: true });
  // Written aside and renamed: two builds at once never see half a file.
  await writeFile(`${kept}.${process.pid}`, JSON.stringify(schema));
  await rename(`${kept}.${process.pid}`, kept);
  return schema;
}

async function run(file: string, script: string): Promise<Schema> {
  const database = await openDatabase(script).catch((error: Error) => {
    throw new Error(`${file} does not run on PostgreSQL: ${error.message}`, { cause: error });
  });
  try {
    return await introspect(database);
  } finally {
    await database.close();
  }
}
