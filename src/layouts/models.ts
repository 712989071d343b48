/** The models of the simulations, found by path: adding one touches its own folder only. */
import type { Model } from '../kernel/index.ts';

const files = import.meta.glob<Record<string, unknown>>('/simulations/*/index.ts', { eager: true });

export const models: readonly Model[] = Object.entries(files).map(([path, { default: model }]) =>
  checked(path, model as Model | undefined),
);

/** Its name is its folder's: everything that leads to a simulation rests on that. */
function checked(path: string, model: Model | undefined): Model {
  const folder = path.split('/')[2];
  if (model?.id === undefined)
    throw new Error(
      `${path.slice(1)}: expected "export default defineModel({ id: '${folder}', … })"; it has no such default export`,
    );
  if (model.id !== folder)
    throw new Error(`${path.slice(1)}: the model's id is "${model.id}"; expected the name of its folder, "${folder}"`);
  return model;
}

/** Throws for an unknown name, with where it is written and what is known. */
export function modelNamed(id: string, where: string): Model {
  const found = models.find((model) => model.id === id);
  if (found !== undefined) return found;
  throw new Error(
    `unknown simulation "${id}" in ${where}; known: ${models.map((model) => model.id).join(', ') || 'none yet'}`,
  );
}
