/** What a figure is handed when the site is built: plain data, since it travels to the browser as an attribute. */
import type { Layout, Placement } from '../figures/contract.ts';
import type { Rooms } from '../figures/rooms.ts';
import type { Swept } from '../figures/theory/swept.ts';
import type { Recipe } from '../kernel/index.ts';
import type { Design } from './session.ts';

/** The views of a run, by the name that an author writes. `own` is what the simulation's own `view.tsx` draws, if it has one. */
export const VIEWS = ['own', 'topology', 'space-time', 'statechart', 'waterfall', 'measures', 'theory'] as const;
export type ViewName = (typeof VIEWS)[number];

export interface FigureData {
  /** The anchor of the figure on its page; links to a moment begin with it. */
  readonly id: string;
  readonly simulation: string;
  readonly question: string;
  readonly recipe: Recipe;
  /** Empty unless designs are compared. */
  readonly designs: readonly Design[];
  /** The place of the first frame. */
  readonly place: number;
  readonly layout: Layout;
  /** Where boxes stand in other runs; only where a reader can come to such a run. */
  readonly rooms?: Rooms;
  /** What is laid out otherwise where runs are compared: lower pictures. */
  readonly low?: Placement;
  readonly views: readonly ViewName[];
  /** Sweeps for the view of a theory, made by the build; empty where it is not among the views. */
  readonly swept: readonly Swept[];
  /** The measure whose theory is shown first. */
  readonly measure?: string;
  /** Knobs shown; at most two but in the laboratory, which has all. */
  readonly knobs: readonly string[];
  /** Every knob, fault, scenario and view. */
  readonly laboratory: boolean;
  /** It stands in a fold of its page: the build then draws one arrangement of its pictures, the one that fits any width. */
  readonly folded?: true;
  /** The simulation's own page, and the page with nothing but the figure. */
  readonly pages: { readonly laboratory: string; readonly embed: string };
}
