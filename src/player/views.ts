/** The pictures by the name that an author writes. */
import type { ComponentType } from 'react';
import type { PictureProps } from '../figures/contract.ts';
import { Topology } from '../figures/index.ts';
import type { ViewName } from './figure-data.ts';
import { Topology as Placeholder } from './placeholder.tsx';

export const PICTURES: Readonly<Record<ViewName, { readonly label: string; readonly Picture: ComponentType<PictureProps> }>> = {
  topology: { label: 'Topology', Picture: Topology },
  'space-time': { label: 'Space-time', Picture: Placeholder },
  statechart: { label: 'Statechart', Picture: Placeholder },
  waterfall: { label: 'Waterfall', Picture: Placeholder },
  measures: { label: 'Measures', Picture: Placeholder },
};
