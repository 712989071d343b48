import { use } from 'react';
import type { Model } from '../kernel/index.ts';
import { fetchModel, modelHere } from './models.ts';

/**
 * The model of a simulation, inside of a component. There is no Suspense boundary around a figure: React keeps the built page as
 * it is until the model has come, and only then wakes it. When it cannot be fetched the figure stays as it was built.
 */
export const useModel = (id: string): Model => modelHere(id) ?? use(awaited(id));

const waiting = new Map<string, Promise<Model>>();

/** React needs the same promise each time it asks. */
function awaited(id: string): Promise<Model> {
  const promise = waiting.get(id) ?? fetchModel(id).catch(stayAsBuilt);
  waiting.set(id, promise);
  return promise;
}

function stayAsBuilt(error: unknown): Promise<never> {
  console.error('the figure stays as it was built:', error);
  return new Promise(() => {});
}
