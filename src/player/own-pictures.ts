/** A simulation's own picture: the default export of its `view.tsx`, found by its path. */
import type { ComponentType } from 'react';
import type { PictureProps } from '../figures/contract.ts';

export type Picture = ComponentType<PictureProps>;
type Files = Readonly<Record<string, () => Promise<{ readonly default?: unknown }>>>;

/** By simulation: what fetches its picture, and rejects with the file and what was expected when there is none in it. */
export const ownPictures = (files: Files): ReadonlyMap<string, () => Promise<Picture>> =>
  new Map(
    Object.entries(files).map(([path, load]) => [
      path.split('/')[2] as string,
      async () => pictureIn(path.slice(1), (await load()).default),
    ]),
  );

function pictureIn(path: string, exported: unknown): Picture {
  if (typeof exported === 'function') return exported as Picture; // what it takes, only its types can say
  const came = exported === undefined ? 'missing' : `of type ${typeof exported}`;
  throw new Error(`${path}: its default export is ${came}; expected a component that draws what PictureProps gives it`);
}
