/**
 * Where a figure gets its model from. When the site is built the page has it already and says so; in the browser it is a
 * chunk of its own, fetched when a figure that needs it comes near.
 */
import type { Model } from '../kernel/index.ts';

const chunks = import.meta.glob<{ readonly default: Model }>('/simulations/*/index.ts');
const known = new Map<string, Model>();
const coming = new Map<string, Promise<Model>>();

/** Makes a model known without fetching it: the build does, and tests do. */
export function knowModel(model: Model): void {
  known.set(model.id, model);
}

/** The model of a simulation that has been fetched, or made known. */
export function modelHere(id: string): Model {
  const model = known.get(id);
  if (model === undefined) throw new Error(`the model of "${id}" is not here: fetch it before a figure of it is drawn`);
  return model;
}

/** The model of a simulation. Rejects for an unknown simulation, with those that are known. */
export function fetchModel(id: string): Promise<Model> {
  const model = known.get(id);
  if (model !== undefined) return Promise.resolve(model);
  const promise = coming.get(id) ?? load(id);
  coming.set(id, promise);
  return promise;
}

async function load(id: string): Promise<Model> {
  const chunk = chunks[`/simulations/${id}/index.ts`];
  if (chunk === undefined) {
    const names = Object.keys(chunks).map((path) => path.split('/')[2]);
    throw new Error(`unknown simulation "${id}"; known: ${names.join(', ')}`);
  }
  const { default: model } = await chunk();
  knowModel(model);
  return model;
}
