/** The pictures by the name that an author writes. */
import type { ComponentType } from 'react';
import type { PictureProps } from '../figures/contract.ts';
import * as pictures from '../figures/index.ts';
import type { ViewName } from './figure-data.ts';

interface View {
  readonly label: string;
  readonly Picture: ComponentType<PictureProps>;
}

// Looked up by name: a picture that is not drawn yet is a view that is not offered.
const drawn: Partial<Record<string, unknown>> = pictures;
const NAMES = [
  ['topology', 'Topology', 'Topology'],
  ['space-time', 'Space-time', 'SpaceTime'],
  ['statechart', 'Statechart', 'Statechart'],
  ['waterfall', 'Waterfall', 'Waterfall'],
  ['measures', 'Measures', 'Measures'],
] as const satisfies readonly (readonly [ViewName, string, string])[];

export const PICTURES: Readonly<Partial<Record<ViewName, View>>> = Object.fromEntries(
  NAMES.filter(([, , name]) => drawn[name] !== undefined).map(([view, label, name]) => [
    view,
    { label, Picture: drawn[name] as View['Picture'] }, // what the pictures' index exports under these names are pictures
  ]),
);
