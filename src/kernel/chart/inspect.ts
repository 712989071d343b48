/** What a chart of this folder tells beyond the kernel's contract: for figures, exploration and tests. */
import type { Chart, Message, State } from '../component.ts';
import type { StateNode, Transition } from './shapes.ts';

export interface InspectableChart extends Chart {
  /** The states the chart is in, those around them included, in the order in which they were entered. */
  nodes(state: State): readonly StateNode[];
  /** The transitions that an event selects in a state: its guards are asked, and nothing is done. At most one for each region; two that leave the same state are both among them. */
  selected(state: State, event: Message): readonly Transition[];
}
