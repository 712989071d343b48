import { use } from 'react';
import type { Model } from '../kernel/index.ts';
import { fetchModel, modelHere } from './models.ts';

/**
 * The model of a simulation, inside of a component. There is no Suspense boundary around a figure: React keeps the built page as
 * it is until the model has come, and only then wakes it.
 */
export const useModel = (id: string): Model => modelHere(id) ?? use(fetchModel(id));
