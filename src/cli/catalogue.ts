/** The simulations of a folder, found by their place: a folder with an `index.ts` whose default export is a model. */
import { readdirSync, statSync } from 'node:fs';
import type { Model } from '../kernel/model.ts';
import { UsageError } from './usage.ts';

export interface Catalogue {
  readonly folder: URL;
  /** Folder names, in alphabetical order. */
  readonly names: readonly string[];
  /** Throws a `UsageError` that lists the known names. */
  load(name: string): Promise<Model>;
}

/** `folder` ends with a slash. */
export function catalogueIn(folder: URL): Catalogue {
  const names = namesIn(folder);
  const load = async (name: string): Promise<Model> => {
    if (!names.includes(name))
      throw new UsageError(`unknown simulation "${name}"; known: ${names.join(', ') || `none in ${folder.pathname}`}`);
    return loadModel(folder, name);
  };
  return { folder, names, load };
}

function namesIn(folder: URL): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const hasIndex = (name: string) => statSync(new URL(`${name}/index.ts`, folder), { throwIfNoEntry: false })?.isFile();
  return entries
    .filter((entry) => entry.isDirectory() && hasIndex(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** Loads a simulation without asking whether it is there: a worker does so for a name that has been checked. */
export async function loadModel(folder: URL, name: string): Promise<Model> {
  const exports = (await import(new URL(`${name}/index.ts`, folder).href)) as { default?: Partial<Model> };
  const model = exports.default;
  const file = `simulations/${name}/index.ts`;
  if (model?.id === undefined)
    throw new Error(
      `${file}: expected "export default defineModel({ id: '${name}', … })"; it has no such default export`,
    );
  if (model.id !== name)
    throw new Error(
      `${file}: its default export has the id "${model.id}"; expected a model called "${name}", the name of its folder`,
    );
  return model as Model; // defineModel has checked the rest
}
