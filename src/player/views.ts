/** The pictures by the name that an author writes. */
import type { ComponentType } from 'react';
import type { PictureProps } from '../figures/contract.ts';
import { Topology } from '../figures/index.ts';
import type { ViewName } from './figure-data.ts';

interface View {
  readonly label: string;
  readonly Picture: ComponentType<PictureProps>;
}

export const PICTURES: Readonly<Partial<Record<ViewName, View>>> = {
  topology: { label: 'Topology', Picture: Topology },
};
