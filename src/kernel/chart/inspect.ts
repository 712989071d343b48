/** What a chart of this folder tells beyond the kernel's contract: for figures, exploration and tests. */
import type { Chart, State } from '../component.ts';
import type { StateNode } from './shapes.ts';

export interface InspectableChart extends Chart {
  /** The states the chart is in, those around them included, in the order in which they were entered. */
  nodes(state: State): readonly StateNode[];
}
