/**
 * The pictures by the name that an author writes. The topology comes with the player; every other picture is a chunk of its own,
 * fetched when a figure shows it. One of them, `own`, is another picture for each simulation that has a `view.tsx`.
 */
import { lazy } from 'react';
import '../figures/figures.css';
import { Topology } from '../figures/topology/topology.tsx';
import type { Model } from '../kernel/index.ts';
import type { ViewName } from './figure-data.ts';
import { ownPictures, type Picture } from './own-pictures.ts';

type Chunk = Readonly<Record<string, Picture>>;
interface View {
  readonly label: string;
  /** Fetches itself when it is drawn for the first time: whoever draws it has something to show meanwhile. */
  readonly Later: Picture;
  fetch(): Promise<Picture>;
}

/** Found by path, so that a picture that is not drawn yet is a view that is not offered. */
const chunks = import.meta.glob<Chunk>([
  '../figures/space-time/space-time.tsx',
  '../figures/statechart/statechart.tsx',
  '../figures/waterfall/waterfall.tsx',
  '../figures/measures/measures.tsx',
  './TheoryView.tsx',
]);

const owns: ReadonlyMap<string, View> = new Map(
  [...ownPictures(import.meta.glob<{ readonly default?: unknown }>('/simulations/*/view.tsx'))].map(
    ([simulation, fetch]) => [
      simulation,
      { label: 'Picture', fetch, Later: lazy(async () => ({ default: await fetch() })) },
    ],
  ),
);

/** Whether a simulation has drawn a picture of its own: its figures then begin with it. */
export const hasOwnPicture = (simulation: string): boolean => owns.has(simulation);

const OTHERS = [
  ['space-time', 'Space-time', 'SpaceTime', '../figures/space-time/space-time.tsx'],
  ['statechart', 'Statechart', 'Statechart', '../figures/statechart/statechart.tsx'],
  ['waterfall', 'Waterfall', 'Waterfall', '../figures/waterfall/waterfall.tsx'],
  ['measures', 'Measures', 'Measures', '../figures/measures/measures.tsx'],
  ['theory', 'Theory', 'TheoryView', './TheoryView.tsx'],
] as const satisfies readonly (readonly [view: ViewName, label: string, name: string, path: string])[];

function viewOf([view, label, name, path]: (typeof OTHERS)[number]): readonly (readonly [ViewName, View])[] {
  const chunk = chunks[path];
  if (chunk === undefined) return [];
  const fetch = async () => (await chunk())[name] as Picture;
  return [[view, { label, fetch, Later: lazy(async () => ({ default: await fetch() })) }]];
}

const views: Readonly<Partial<Record<ViewName, View>>> = {
  topology: { label: 'Topology', Later: Topology, fetch: async () => Topology },
  ...Object.fromEntries(OTHERS.flatMap(viewOf)),
};

const viewNamed = (name: ViewName, simulation: string): View | undefined =>
  name === 'own' ? owns.get(simulation) : views[name];

/** What a view is called; undefined while nobody has drawn it. */
export const labelOf = (view: ViewName, simulation: string): string | undefined => viewNamed(view, simulation)?.label;

/** Whether a reader of this model can open it: there may be nothing to show. */
export const isOffered = (view: ViewName, { id, theory = [] }: Model): boolean =>
  labelOf(view, id) !== undefined && (view !== 'theory' || theory.length > 0);

const here = new Map<View, Picture>();

/** Fetches the pictures that a figure begins with. Afterwards `pictureOf` has them at once. */
export async function fetchPictures(names: readonly ViewName[], simulation: string): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const view = viewNamed(name, simulation);
      if (view !== undefined) here.set(view, await view.fetch());
    }),
  );
}

/** `built` says that the figure began with it. */
export function pictureOf(name: ViewName, simulation: string, built: boolean): Picture | undefined {
  const view = viewNamed(name, simulation);
  return (built && view !== undefined ? here.get(view) : undefined) ?? view?.Later;
}
