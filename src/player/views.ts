/**
 * The pictures by the name that an author writes. The topology comes with the player; every other picture is a chunk of its own,
 * fetched when a figure shows it.
 */
import { type ComponentType, lazy } from 'react';
import type { PictureProps } from '../figures/contract.ts';
import '../figures/figures.css';
import { Topology } from '../figures/topology/topology.tsx';
import type { ViewName } from './figure-data.ts';

interface View {
  readonly label: string;
  readonly Picture: ComponentType<PictureProps>;
}
type Chunk = Readonly<Record<string, ComponentType<PictureProps>>>;

/** Found by path, so that a picture that is not drawn yet is a view that is not offered. */
const chunks = import.meta.glob<Chunk>([
  '../figures/space-time/space-time.tsx',
  '../figures/statechart/statechart.tsx',
  '../figures/waterfall/waterfall.tsx',
  '../figures/measures/measures.tsx',
]);

const OTHERS = [
  ['space-time', 'Space-time', 'SpaceTime'],
  ['statechart', 'Statechart', 'Statechart'],
  ['waterfall', 'Waterfall', 'Waterfall'],
  ['measures', 'Measures', 'Measures'],
] as const satisfies readonly (readonly [ViewName, string, string])[];

function viewOf([view, label, name]: (typeof OTHERS)[number]): readonly (readonly [ViewName, View])[] {
  const fetch = chunks[`../figures/${view}/${view}.tsx`];
  if (fetch === undefined) return [];
  const Picture = lazy(async () => ({ default: (await fetch())[name] as ComponentType<PictureProps> }));
  return [[view, { label, Picture }]];
}

export const PICTURES: Readonly<Partial<Record<ViewName, View>>> = {
  topology: { label: 'Topology', Picture: Topology },
  ...Object.fromEntries(OTHERS.flatMap(viewOf)),
};
