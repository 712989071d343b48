/**
 * What a picture is given and what it reports: the contract between the pictures and the player.
 *
 * A picture draws one moment and reports what a reader points at; it keeps no clock. While the player plays, the custom
 * property `--step-time` on the figure says how long the eye has for one event: pictures that move something use it as the
 * length of their transition. It is 0s when the reader jumps, and with reduced motion.
 */
import type { Moment, Played } from '../kernel/index.ts';
import type { Rect } from './topology/arrangement.ts';

/** What the reader has chosen: lit in every view. */
export interface Selection {
  /** A component's id. */
  readonly component?: string;
  readonly request?: number;
}

export interface PictureProps {
  readonly played: Played;
  /** The runs of all lanes where designs are compared, this one among them: one axis serves them all. */
  readonly compared?: readonly Played[];
  /** The playhead: the last step that has been taken; −1 before the first. */
  readonly index: number;
  readonly moment: Moment;
  readonly layout: Layout;
  readonly selection: Selection;
  /** The figure has the width of a phone. */
  readonly narrow: boolean;
  /** What is not named stays chosen; what is chosen already is let go; `{}` lets go of everything. */
  onSelect(selection: Selection): void;
  onSeek(index: number): void;
}

/** Where things stand, worked out when the site is built. Lengths are in the picture's own units: one is a CSS pixel at full size. */
export interface Placement {
  /** By kind. */
  readonly nodes: Readonly<Record<string, Rect>>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly width: number;
  readonly height: number;
}
export interface Layout extends Placement {
  /** The same for a column of 390 px. */
  readonly narrow: Placement;
  /** By kind; of no kind where no figure of the page can show a statechart. */
  readonly charts: Readonly<Record<string, ChartLayout>>;
}

/** Where the states of a kind's machine stand. What they are called, and what stands on the arrows, comes from the machine. */
export interface ChartLayout {
  /** By a state's id, the machine itself among them: the left and upper corner, width and height. */
  readonly states: Readonly<Record<string, readonly [x: number, y: number, width: number, height: number]>>;
  readonly arrows: readonly ChartArrow[];
  readonly width: number;
  readonly height: number;
}
export interface ChartArrow {
  /** A state's id; '' is the dot that stands before the state in which its parent begins. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly (readonly [number, number])[];
  /** The middle of its words. */
  readonly label?: readonly [number, number];
}
