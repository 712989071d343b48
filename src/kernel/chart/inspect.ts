/** What a chart of this folder tells beyond the kernel's contract: for figures and tests. */
import type { Chart, State, View } from '../component.ts';
import type { StateNode } from './shapes.ts';

export interface ChartView extends View {
  readonly tags: readonly string[];
  /** What a finished chart hands over. */
  readonly output: unknown;
}

export interface InspectableChart extends Chart {
  view(state: State): ChartView;
  /** The states the chart is in, those around them included, in the order in which they were entered. */
  nodes(state: State): readonly StateNode[];
}
