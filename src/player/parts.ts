/**
 * Parts that a figure in a page of prose, or in a frame, wakes without. A laboratory has them from the beginning, so that nothing
 * moves when it wakes; elsewhere what compares comes when a reader compares.
 */
import { type ComponentType, Fragment, lazy, Suspense } from 'react';
import type { FigureData } from './figure-data.ts';

type Drawn = Omit<typeof import('./Compared.tsx'), 'eventsAlike'>;
interface Compared extends Drawn {
  /** None, as long as nobody can count them: a transcript then begins with the run. */
  readonly eventsAlike: typeof import('./Compared.tsx').eventsAlike;
  /** Goes round them. Nothing where they are here: what the build drew is then found as it is. */
  readonly Wait: typeof Fragment | typeof Suspense;
}
type Laboratory = typeof import('./Laboratory.tsx');

const comparing = () => import('./Compared.tsx');
/** One of them, that fetches itself when it is drawn for the first time. */
const later = <Name extends keyof Drawn>(name: Name): Drawn[Name] =>
  // Lazy or not, it is drawn with the same properties.
  lazy(async () => ({
    default: await comparing().then(({ [name]: part }) => part as ComponentType, notHere),
  })) as unknown as Drawn[Name];
/** Without a connection the lanes are there, and what is said of them is not. */
const notHere = (): ComponentType => () => null;

let laboratory: Laboratory | undefined;
let compared: Compared = {
  eventsAlike: () => 0,
  Changes: later('Changes'),
  Differences: later('Differences'),
  Results: later('Results'),
  Wait: Suspense,
};

/** Fetches what a figure begins with. */
export async function fetchParts({ laboratory: whole, designs }: FigureData): Promise<void> {
  if (whole) laboratory = await import('./Laboratory.tsx');
  if (whole || designs.length > 0) compared = { ...(await comparing()), Wait: Fragment };
}

export const comparedParts = (): Compared => compared;

export function laboratoryParts(): Laboratory {
  if (laboratory === undefined) throw new Error('the laboratory is not here: fetch it before one is drawn');
  return laboratory;
}
