/** The pictures by the name that an author writes. */
import type { ComponentType } from 'react';
import { Topology } from './placeholder.tsx';
import type { PictureProps } from '../figures/contract.ts';
import type { ViewName } from './figure-data.ts';

export const PICTURES: Readonly<Record<ViewName, { readonly label: string; readonly Picture: ComponentType<PictureProps> }>> = {
  topology: { label: 'Topology', Picture: Topology },
  'space-time': { label: 'Space-time', Picture: Topology },
  statechart: { label: 'Statechart', Picture: Topology },
  waterfall: { label: 'Waterfall', Picture: Topology },
  measures: { label: 'Measures', Picture: Topology },
};
